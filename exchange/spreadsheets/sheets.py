from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from . import limits
from .remarks import Remarks
from .table import MAX_NUMBER, Row, Value

# Stands for a formula without a stored result, as written by programs that do not calculate.
NO_RESULT = "#FORMULA?"


class Merge(NamedTuple):
    """Rows count from 1, as people see them; columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Merges:
    """The merged cells of a sheet by the row in which each begins."""

    def __init__(self) -> None:
        self.by_top: dict[int, list[Merge]] = {}
        self._count = 0

    def add(self, merge: Merge) -> None:
        self._count += 1
        if self._count > limits.MERGES.most:
            raise limits.MERGES.exceeded()
        self.by_top.setdefault(merge.top, []).append(merge)

    def at(self, row: int) -> list[Merge]:
        return self.by_top.get(row, [])


@dataclass
class Sheet:
    """Rows are without empty ones and end at their last filled cell. What is beside them is filled as they
    are read: what concerns a row is there when the row is."""

    rows: Iterator[Row]
    hidden: set[int] = field(default_factory=set)
    merges: Merges = field(default_factory=Merges)
    remarks: Remarks = field(default_factory=Remarks)


class SheetName(NamedTuple):
    name: str
    visible: bool


class Workbook(Protocol):
    format: str
    names: list[SheetName]
    has_macros: bool
    is_ours: bool
    usage: limits.Usage

    def sheet(self, index: int) -> Sheet: ...


def place(values: list[Value], column: int, value: Value) -> None:
    if value is None or value == "":
        return
    if column >= limits.COLUMNS.most:
        raise limits.COLUMNS.exceeded()
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
