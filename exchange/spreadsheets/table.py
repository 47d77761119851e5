import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import chain, islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

Value = str | date | datetime | int | float | bool | None
Row = tuple[int, list[Value]]

# Cells know no time zone: they show what a clock in Paris shows.
CLOCK = ZoneInfo("Europe/Paris")
# Excel and LibreOffice do not agree on the days before.
FIRST_DAY = date(1900, 3, 1)
# Beyond 15 digits a spreadsheet replaces digits by zeros.
MAX_NUMBER = 10**15
# In UTF-16 units, as Excel counts; one limit for all, so that any file can be saved in another format.
MAX_TEXT = 32_767
# A keyword among the properties of our workbooks, which other programs leave there.
EXPORT_KEYWORD = "press-room-export"
# Excel repairs, that is removes, the links of a sheet that has more.
MAX_LINKS = 65_530
# So many rows tell how wide the columns are.
SAMPLE = 200


class Kind(Enum):
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"

    @property
    def is_text(self) -> bool:
        return self not in (Kind.DATE, Kind.DATETIME, Kind.NUMBER)


@dataclass(frozen=True)
class Column:
    key: str
    header: str
    kind: Kind = Kind.TEXT


@dataclass
class Table:
    """One sheet as it was understood. `rows` reads the file as it goes, may raise UnreadableFile, and
    gives (number in the sheet, values); values are as many as the header's, or more where a row has
    cells beyond the header. Empty rows are left out, empty cells are None, moments are Paris time.
    `header_row` is 0 where no row names the columns."""

    format: str
    encoding: str
    separator: str
    sheets: list[str]
    sheet: str
    header: list[str]
    header_row: int
    rows: Iterator[Row]
    remarks: Callable[[], Iterable[str]]

    @property
    def notes(self) -> list[str]:
        """What is worth a look, as far as the rows have been read."""
        return list(self.remarks())


class UnreadableFile(Exception):
    """The message is one sentence for the person who sent the file."""


class UnwritableCell(ValueError):
    """The message is one sentence that names the row and the column."""


def damaged_error() -> UnreadableFile:
    return UnreadableFile(
        _("This file is damaged: open it in a spreadsheet program, save it under another name and try that.")
    )


def cell(value: Value, kind: Kind) -> Value:
    """The value as a cell holds it, and as it comes back from XLSX and ODS: what an import compares with."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        # Templates' and enumerations' own kinds of text become plain.
        return str.__str__(value)
    value = _plain(value, kind)
    return as_text(value) if kind.is_text else value


def _plain(value: Value, kind: Kind) -> Value:
    if isinstance(value, datetime):
        moment = wall_clock(value)
        return _day_or_text(moment.date() if kind is Kind.DATE else moment)
    if isinstance(value, date):
        return _day_or_text(value)
    if isinstance(value, bool):
        # LibreOffice makes a formula, =TRUE(), of a truth value in XLSX.
        return as_text(value)
    if isinstance(value, int | float):
        return value if abs(value) < MAX_NUMBER else str(value)
    raise TypeError(f"A cell cannot hold {type(value).__name__}")


def _day_or_text(value: date) -> Value:
    day = value.date() if isinstance(value, datetime) else value
    return value if day >= FIRST_DAY else as_text(value)


def wall_clock(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        moment = moment.astimezone(CLOCK).replace(tzinfo=None)
    return moment.replace(microsecond=0, fold=0)


def as_text(value: Value) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else str(value)


def cells(columns: Sequence[Column], rows: Iterable[Iterable[Value]]) -> Iterator[Row]:
    """Rows with their number in the sheet, where the header is row 1."""
    for number, row in enumerate(rows, 2):
        values: list[Value] = []
        for column, value in zip(columns, row, strict=True):
            if type(value) is not str:
                value = cell(value, column.kind)
            if type(value) is str and len(value) * 2 > MAX_TEXT:
                _refuse_long(value, number, column)
            values.append(value)
        yield number, values


def _refuse_long(text: str, row: int, column: Column) -> None:
    length = len(text.encode("utf-16-le")) // 2
    if length > MAX_TEXT:
        sentence = _(
            "Row %(row)s, column “%(column)s”: this text has %(length)s characters, "
            "and a cell can hold %(limit)s."
        )
        raise UnwritableCell(
            sentence % {"row": row, "column": column.header, "length": length, "limit": MAX_TEXT}
        )


# Narrower than the standards: an address that Excel does not understand makes it repair the whole file.
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEB = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?:/[A-Za-z0-9._~/?&=+,-]*)?")


def link(text: str, kind: Kind) -> str | None:
    """Where a click on this cell leads."""
    if kind is Kind.EMAIL and len(text) < 255 and _MAIL.fullmatch(text):
        return f"mailto:{text}"
    if kind is Kind.URL and len(text) < 2000 and _WEB.fullmatch(text):
        return text
    return None


def sheet_names(*titles: str) -> list[str]:
    """Names that Excel and LibreOffice accept, each once."""
    names: list[str] = []
    for number, title in enumerate(titles, 1):
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", title).strip(" '")[:31].strip(" '")
        if not name or name.lower() in {"history", *(other.lower() for other in names)}:
            name = f"{name[:28]} {number}".strip()
        names.append(name)
    return names


def widths(columns: Sequence[Column], sample: Iterable[Row], least: int = 10, most: int = 60) -> list[int]:
    """Widths in characters that show the header and the sample."""
    fitted = [max(least, _width(column.header) + 4) for column in columns]
    for _number, values in sample:
        fitted = [max(width, _width(as_text(value)) + 2) for width, value in zip(fitted, values, strict=True)]
    return [min(width, most) for width in fitted]


def with_widths(
    columns: Sequence[Column], rows: Iterable[Iterable[Value]]
) -> tuple[Iterator[Row], list[int]]:
    """The rows as cells, and the widths that show the header and the first of them."""
    lines = cells(columns, rows)
    sample = list(islice(lines, SAMPLE))
    return chain(sample, lines), widths(columns, sample)


def _width(text: str) -> int:
    lines = text[:1000].splitlines() or [""]
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in lines)
