"""tablib's Dataset as our files hold it: read within bounds, and no text of it is a formula in any format."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import zip_longest
from typing import Any, BinaryIO

import tablib
from django.utils.formats import get_format

from .spreadsheets import Column, Kind, Row, Table, cell, open_table, write_csv, write_ods, write_xlsx
from .spreadsheets.guard import guard


class SheetDataset(tablib.Dataset):
    """`columns` says what the cells of each column are. Of a file, `numbers` are those of its rows,
    `named` the columns within its header, and `separator` the sign that ends each cell, if one does."""

    columns: Sequence[Column] = ()
    numbers: Sequence[int] = ()
    named: int | None = None
    separator = ""
    notes: Sequence[str] = ()

    def export(self, format, **options):  # noqa: A002 - the library's name
        if format not in WRITERS:
            return self._guarded().export(format, **options)
        content = serialise(self, format)
        return content.decode() if format == "csv" else content

    def _guarded(self):
        return tablib.Dataset(*map(_guarded, self), headers=_guarded(self.headers))


def _guarded(row: Iterable) -> list:
    return [guard(value) if isinstance(value, str) else value for value in row]


# tablib's own attributes write past export(); these are the formats that spreadsheet programs open.
for name in ("csv", "html", "ods", "tsv", "xls", "xlsx"):
    setattr(SheetDataset, name, property(partial(SheetDataset.export, format=name)))


def make_dataset(columns: Sequence[Column], rows: Iterable[Sequence]) -> SheetDataset:
    """The rows as cells of a file hold them."""
    dataset = SheetDataset(headers=[column.header for column in columns])
    dataset.columns = columns
    for row in rows:
        dataset.append([cell(value, column.kind) for value, column in zip(row, columns, strict=True)])
    return dataset


def read(
    file: BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    knows: Callable[[str], object] | None = None,
    is_own_header: Callable[[str], bool] | None = None,
) -> SheetDataset:
    """Raises UnreadableFile with a sentence."""
    table = open_table(file, name, encoding=encoding, knows=knows, is_own_header=is_own_header)
    numbers, rows = _all_of(table)
    width = max([len(table.header), *map(len, rows)])
    dataset = SheetDataset(headers=[*table.header, *[""] * (width - len(table.header))])
    for row in rows:
        dataset.append([*row, *[None] * (width - len(row))])
    dataset.numbers, dataset.named = numbers, len(table.header)
    dataset.separator, dataset.notes = table.separator, table.notes
    return dataset


def _all_of(table: Table) -> tuple[list[int], list[list]]:
    numbered = list(table.rows)
    return [number for number, _row in numbered], [row for _number, row in numbered]


def rows_of(dataset: tablib.Dataset) -> Iterator[Row]:
    """With their numbers in the file; where there is none, the header is row 1."""
    numbers = getattr(dataset, "numbers", ()) or range(2, len(dataset) + 2)
    return ((number, list(row)) for number, row in zip(numbers, dataset, strict=True))


def headers_of(dataset: tablib.Dataset) -> list[str]:
    headers = ["" if header is None else str(header) for header in dataset.headers or []]
    return headers[: getattr(dataset, "named", None)]


def separator() -> str:
    """A semicolon where the comma is the decimal separator, as in Excel."""
    return ";" if get_format("DECIMAL_SEPARATOR") == "," else ","


def serialise(dataset: tablib.Dataset, file_format: str) -> bytes:
    """Raises UnwritableCell with a sentence."""
    columns = getattr(dataset, "columns", ()) or _columns_of(dataset)
    return WRITERS[file_format](columns, [[_known(value) for value in row] for row in dataset])


def _columns_of(dataset):
    headers = headers_of(dataset) or [""] * dataset.width
    return [
        Column(f"column_{number}", header, _kind(values))
        for number, (header, values) in enumerate(zip_longest(headers, zip(*dataset, strict=True)), 1)
    ]


def _kind(values: Sequence | None) -> Kind:
    """A column is text as soon as one of its cells is."""
    types = {type(value) for value in values or () if value not in (None, "")}
    kinds = {date: Kind.DATE, datetime: Kind.DATETIME, int: Kind.NUMBER, float: Kind.NUMBER}
    found = {kinds.get(each, Kind.TEXT) for each in types}
    return found.pop() if len(found) == 1 else Kind.TEXT


def _known(value: Any) -> Any:
    """Other resources put decimals, lists and more into a cell."""
    return value if value is None or isinstance(value, str | date | bool | int | float) else str(value)


def _csv(columns, rows):
    return b"".join(write_csv(columns, rows, separator()))


def _packed(write):
    def pack(columns, rows):
        file = io.BytesIO()
        write(file, columns, rows)
        return file.getvalue()

    return pack


WRITERS: dict[str, Callable[[Sequence[Column], Iterable[Sequence]], bytes]] = {
    "csv": _csv,
    "xlsx": _packed(write_xlsx),
    "ods": _packed(write_ods),
}
