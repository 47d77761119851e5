"""What the readers of workbooks give, whatever the format."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from .table import MAX_COLUMNS, MAX_NUMBER, Row, UnreadableFile, Value


class Merge(NamedTuple):
    """Rows count from 1, as people see them; columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """Rows are without empty ones and end at their last filled cell. The sets are filled as it is read:
    what concerns a row is there when the row is."""

    rows: Iterator[Row]
    hidden: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)


class SheetName(NamedTuple):
    name: str
    visible: bool


class Book(Protocol):
    format: str
    names: list[SheetName]
    has_macros: bool

    def sheet(self, index: int) -> Sheet: ...


def place(values: list[Value], column: int, value: Value) -> None:
    if value is None or value == "":
        return
    if column >= MAX_COLUMNS:
        raise UnreadableFile(
            _("This sheet has more than %(limit)s columns: keep those of the table and try again.")
            % {"limit": MAX_COLUMNS}
        )
    if column < len(values):
        values[column] = value
        return
    values.extend([None] * (column - len(values)))
    values.append(value)


def number(text: str) -> Value:
    """A telephone number that a spreadsheet took for a number comes without `.0`, and with all its digits."""
    value = float(text)
    if not abs(value) < MAX_NUMBER:
        return text
    return int(value) if value.is_integer() else value
