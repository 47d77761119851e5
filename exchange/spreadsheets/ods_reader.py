import re
from collections.abc import Iterator
from datetime import date, datetime

from . import limits
from .limits import Usage
from .markup import unescape_odf
from .mojibake import repair
from .packages import Package, as_unreadable_file
from .remarks import Remark, Remarks
from .sheets import NO_RESULT, Merge, Merges, Sheet, SheetName, number, place
from .table import EXPORT_KEYWORD, Row, Value
from .xml_stream import Attributes, Handler, feed

CONTENT = "content.xml"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
# What stands beside the text of a cell, and is not of it.
ASIDES = (f"{OFFICE}annotation", f"{TABLE}shapes", f"{DRAW}frame", f"{TEXT}ruby-text")
WHITE = re.compile("[ \t\r\n]+")


class OdsWorkbook:
    format = "ODS"

    def __init__(self, package: Package):
        self._package = package
        self.usage = Usage()
        tables = _Tables()
        with as_unreadable_file():
            for _chunk in feed(package.open(CONTENT, limits.PART), tables, self.usage):
                if len(tables.names) > limits.SHEETS.most:
                    raise limits.SHEETS.exceeded()
        self.names = tables.names
        self.has_macros = any(name.startswith("basic/") for name in package.names)
        self.is_ours = package.holds("meta.xml", EXPORT_KEYWORD.encode())

    def sheet(self, index: int) -> Sheet:
        cells = _Cells(index, self.usage, repairs=not self.is_ours)
        return Sheet(self._rows(cells), cells.hidden, cells.merges, cells.remarks)

    def _rows(self, cells: "_Cells") -> Iterator[Row]:
        with as_unreadable_file(), self._package.open(CONTENT, limits.PART) as stream:
            for _chunk in feed(stream, cells, self.usage):
                for first, times, values in cells.take_rows():
                    for turn in range(times):
                        yield first + turn, list(values)
                if cells.done:
                    return


class _Tables(Handler):
    """The names of the sheets, and which of them are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.starts |= {
            f"{TABLE}table": self._table,
            f"{STYLE}style": self._style,
            f"{STYLE}table-properties": self._properties,
        }
        self.ends |= {f"{TABLE}table": self._end_table}
        self.names: list[SheetName] = []
        self._styled = ""
        self._hiding: set[str] = set()
        self._depth = 0

    def _style(self, attributes: Attributes) -> None:
        self._styled = attributes.get(f"{STYLE}name", "")

    def _properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hiding.add(self._styled)

    def _table(self, attributes: Attributes) -> None:
        self._depth += 1
        name = attributes.get(f"{TABLE}name")
        # After the sheets come copies of what other documents gave, without names.
        if self._depth == 1 and name:
            self.names.append(SheetName(name, attributes.get(f"{TABLE}style-name") not in self._hiding))

    def _end_table(self) -> None:
        self._depth -= 1


class _Cells(Handler):
    """The rows of one sheet, each with the number of times that it stands there."""

    def __init__(self, index: int, usage: Usage, *, repairs: bool):
        """`repairs`: mojibake is repaired."""
        super().__init__()
        self._mends = repairs
        self.starts |= {
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_cell,
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda _attributes: self._exactly("\t"),
            f"{TEXT}line-break": lambda _attributes: self._exactly("\n"),
            **dict.fromkeys(ASIDES, self._start_aside),
        }
        self.ends |= {
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
            **dict.fromkeys(ASIDES, self._end_aside),
        }
        self.hidden: set[int] = set()
        self.merges, self.remarks, self._usage = Merges(), Remarks(), usage
        self.done = False
        # `_here` is in the wanted sheet, in none inside its cells, and in nothing beside a text.
        self._wanted, self._table, self._depth, self._asides, self._here = index, -1, 0, 0, False
        self._ready: list[tuple[int, int, list[Value]]] = []
        self._columns, self._row, self._times, self._column = 0, 0, 1, 0
        self._values: list[Value] = []
        self._row_hidden, self._characters = False, 0
        self._cell: Attributes = {}
        self._paragraphs, self._after_space = 0, True

    def take_rows(self) -> list[tuple[int, int, list[Value]]]:
        ready, self._ready = self._ready, []
        return ready

    def _start_table(self, _attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._table += 1
        self._update_position()

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth == 0 and self._table == self._wanted:
            self.done = True
        self._update_position()

    def _start_aside(self, _attributes: Attributes) -> None:
        self._asides += 1
        self._update_position()

    def _end_aside(self) -> None:
        self._asides -= 1
        self._update_position()

    def _update_position(self) -> None:
        self._here = self._depth == 1 and self._table == self._wanted and not self._asides and not self.done

    def _start_column(self, attributes: Attributes) -> None:
        if self._here:
            times = _times(attributes, COLUMNS_REPEATED)
            if attributes.get(f"{TABLE}visibility", "visible") != "visible":
                self.hidden.update(range(self._columns, min(self._columns + times, limits.COLUMNS.most)))
            self._columns += times

    def _start_row(self, attributes: Attributes) -> None:
        if self._here:
            self._row += self._times
            self._times = _times(attributes, ROWS_REPEATED)
            self._values, self._column = [], 0
            self._row_hidden = attributes.get(f"{TABLE}visibility", "visible") != "visible"
            self._characters = 0

    def _end_row(self) -> None:
        if not (self._here and self._values):
            return
        times = min(self._times, limits.ROWS.most + 1)
        self._usage.add(times * len(self._values), times * self._characters)
        self._ready.append((self._row, self._times, self._values))
        if self._row_hidden:
            self.remarks.add(Remark.HIDDEN, self._row, self._times)

    def _start_cell(self, attributes: Attributes) -> None:
        if self._here:
            self._cell, self._paragraphs = attributes, 0

    def _end_cell(self) -> None:
        if not self._here:
            return
        value = _value(self._cell, self.take_text())
        times = _times(self._cell, COLUMNS_REPEATED)
        if COLUMNS_SPANNED in self._cell or ROWS_SPANNED in self._cell:
            self._merge()
        if value is not None:
            # One more than may be is enough to be refused.
            again = min(times, limits.COLUMNS.most + 1)
            if type(value) is str:
                if value is NO_RESULT or not value.isascii():
                    value = self._checked(value)
                self._characters += len(value) * again
            for column in range(self._column, self._column + again):
                place(self._values, column, value)
        self._column += times

    def _checked(self, value: str) -> str:
        if value is NO_RESULT:
            self.remarks.add(Remark.FORMULA, self._row)
            return value
        repaired = repair(value) if self._mends else value
        if repaired != value:
            self.remarks.add(Remark.REPAIRED, self._row)
        return repaired

    def _merge(self) -> None:
        wide, high = _times(self._cell, COLUMNS_SPANNED), _times(self._cell, ROWS_SPANNED)
        self.merges.add(Merge(self._row, self._column, self._row + high - 1, self._column + wide - 1))

    def _start_paragraph(self, _attributes: Attributes) -> None:
        if self._here:
            if self._paragraphs:
                self.keep("\n")
            self._paragraphs += 1
            self.listening = self._after_space = True

    def _end_paragraph(self) -> None:
        if self._here:
            self.listening = False

    def data(self, piece: str) -> None:
        if not (self.listening and self._here):
            return
        piece = WHITE.sub(" ", piece)
        if self._after_space and piece[0] == " ":
            piece = piece[1:]
        if piece:
            self._after_space = piece[-1] == " "
            self.keep(piece)

    def _spaces(self, attributes: Attributes) -> None:
        count = int(attributes.get(f"{TEXT}c", 1))
        if count > limits.CELL_CHARACTERS.most:
            raise limits.CELL_CHARACTERS.exceeded()
        self._exactly(" " * count)

    def _exactly(self, space: str) -> None:
        if self.listening and self._here:
            self.keep(space)
            self._after_space = False


COLUMNS_REPEATED = f"{TABLE}number-columns-repeated"
COLUMNS_SPANNED = f"{TABLE}number-columns-spanned"
ROWS_REPEATED = f"{TABLE}number-rows-repeated"
ROWS_SPANNED = f"{TABLE}number-rows-spanned"
FORMULA = f"{TABLE}formula"
KIND, KIND_OF_RESULT = f"{OFFICE}value-type", f"{CALC}value-type"
STRING, NUMBER = f"{OFFICE}string-value", f"{OFFICE}value"


def _times(attributes: Attributes, name: str) -> int:
    return max(int(attributes[name]), 1) if name in attributes else 1


def _value(cell: Attributes, shown: str) -> Value:
    if cell.get(KIND_OF_RESULT) == "error":
        # What the formula gave stands in the text alone; its value is an empty text, or 0.
        return shown or None
    kind = cell.get(KIND, "")
    if not kind and not shown and FORMULA in cell:
        return NO_RESULT
    if kind == "date":
        return _moment(cell.get(f"{OFFICE}date-value", "")) or shown or None
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind in ("float", "percentage", "currency") and NUMBER in cell:
        return number(cell[NUMBER])
    return unescape_odf(cell.get(STRING, shown)) or None


def _moment(text: str) -> Value:
    try:
        return datetime.fromisoformat(text[:19]) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
