"""Which row names the columns, and what it calls them, in tables as people lay them out."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from .sheets import Merge
from .table import Row, Value, as_text

# Further down a row of two cells is a row of a table, not its header.
SEARCHED = 20
TALLEST = 4


class Header(NamedTuple):
    labels: list[str]
    first_row: int
    last_row: int
    skipped: int
    rows: Iterator[Row]


def read_header(
    rows: Iterator[Row], merges: Sequence[Merge], knows: Callable[[str], object] | None = None
) -> Header | None:
    """The first row with two cells or more; in a table of one column, the first row.

    `knows` says whether a text is the name of a column: a row of such names below that one is the header.
    """
    above: list[Row] = []
    if knows:
        above, rows = _above_known(rows, knows)
    for row in rows:
        filled = len(_filled(row))
        if filled or above:
            above.append(row)
        if filled > 1:
            block, rest = _block(row, rows, merges)
            return Header(
                _labels(block, merges), block[0][0], block[-1][0], len(above) - 1, chain(rest, rows)
            )
        if len(above) == SEARCHED:
            break
    if not above:
        return None
    first, *others = above
    return Header(_labels([first], []), first[0], first[0], 0, chain(others, rows))


def _above_known(rows: Iterator[Row], knows: Callable[[str], object]) -> tuple[list[Row], Iterator[Row]]:
    """What stands above the header where the row that looks like it has no name that is known: a title."""
    start = list(islice(rows, SEARCHED))
    known = [sum(1 for value in values if knows(as_text(value))) for _number, values in start]
    likely = next((place for place, row in enumerate(start) if len(_filled(row)) > 1), 0)
    better = next((place for place, names in enumerate(known) if names > 1), 0)
    if better <= likely or known[likely]:
        better = 0
    return [row for row in start[:better] if _filled(row)], chain(start[better:], rows)


def _filled(row: Row) -> list[int]:
    return [column for column, value in enumerate(row[1]) if as_text(value).strip()]


def _block(top: Row, rows: Iterator[Row], merges: Sequence[Merge]) -> tuple[list[Row], list[Row]]:
    """The rows of the header, and the row after it where it had to be read."""
    here = {merge.left: merge for merge in merges if merge.top == top[0]}
    filled = _filled(top)
    if all(column in here and here[column].right > column for column in filled):
        # Names of groups of columns; the columns have theirs in the next row.
        below = next(rows, None)
        return ([below], []) if below else ([top], [])
    last = max((here[column].bottom for column in filled if column in here), default=top[0])
    block = [top]
    for row in rows:
        if row[0] > min(last, top[0] + TALLEST - 1):
            return block, [row]
        block.append(row)
    return block, []


def _labels(block: list[Row], merges: Sequence[Merge]) -> list[str]:
    shown = [dict(enumerate(values)) for _number, values in block]
    for (number, values), line in zip(block, shown, strict=True):
        for merge in merges:
            if merge.top == number and merge.left < len(values):
                for column in range(merge.left, min(merge.right, merge.left + 200) + 1):
                    line[column] = values[merge.left]
    labels = [_label([line.get(column) for line in shown]) for column in range(max(map(max, shown)) + 1)]
    while labels and not labels[-1]:
        labels.pop()
    return labels


def _label(levels: list[Value]) -> str:
    texts = [" ".join(as_text(level).split()) for level in levels]
    return " ".join(dict.fromkeys(text for text in texts if text))
