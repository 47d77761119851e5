from collections.abc import Iterator

from .limits import Usage
from .remarks import Remark
from .sheets import Merge, Sheet, place
from .table import Row, Value


def fill_merged_cells(rows: Iterator[Row], sheet: Sheet, above: int, usage: Usage) -> Iterator[Row]:
    """The rows, each with the value of cells merged over several rows; merges that begin in the rows `above`
    (title, header) are ignored."""
    under: dict[int, tuple[int, Value]] = {}
    tops = sheet.merges.by_top
    for number, values in rows:
        if under:
            _fill(number, values, under, sheet, usage)
        if number in tops and number > above:
            if any(merge.right > merge.left and _is_filled(merge, values) for merge in tops[number]):
                sheet.remarks.add(Remark.WIDE, number)
            under |= {
                merge.left: (merge.bottom, values[merge.left])
                for merge in tops[number]
                if _is_tall(merge, values)
            }
        yield number, values


def _is_tall(merge: Merge, values: list[Value]) -> bool:
    return merge.bottom > merge.top and _is_filled(merge, values)


def _is_filled(merge: Merge, values: list[Value]) -> bool:
    return merge.left < len(values) and values[merge.left] is not None


def _fill(
    number: int, values: list[Value], under: dict[int, tuple[int, Value]], sheet: Sheet, usage: Usage
) -> None:
    for column, (bottom, value) in list(under.items()):
        if number > bottom:
            del under[column]
        elif column >= len(values) or values[column] is None:
            usage.add(1, len(value) if type(value) is str else 0)
            place(values, column, value)
            sheet.remarks.add(Remark.MERGED, number)
