import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from .sheets import Merges
from .table import Row, Value, as_text

# Further down a row of two cells is a row of a table, not its header.
MAX_ROWS_SEARCHED = 20
MAX_HEADER_ROWS = 4
# In characters: what is longer is no name of a column, and is shown shortened.
MAX_LABEL_LENGTH = 200
# What a person may say: a row names the columns, or none does; or the number of the row.
ROW, NONE = "row", "none"


class Header(NamedTuple):
    """Without a row that names the columns, the labels are empty, and `last_row` is 0."""

    labels: list[str]
    first_row: int
    last_row: int
    skipped: int
    rows: Iterator[Row]


def read_header(
    rows: Iterator[Row],
    merges: Merges,
    knows: Callable[[str], object] | None = None,
    choice: str | None = None,
) -> Header | None:
    """The first row with two cells or more; in a table of one column, the first row. None where it looks like
    any other row of a list of people.

    `knows` says whether a text is the name of a column: a row of such names below that one is the header.
    """
    start = list(islice(rows, MAX_ROWS_SEARCHED))
    if choice and choice.isdecimal():
        return _at(int(choice), start, rows, merges)
    known = [_known(row, knows) for row in start]
    likely = _likely(start, known)
    rows = chain(start, rows)
    if start and (
        choice == NONE or (choice != ROW and known[likely] < 2 and _looks_like_data(start[likely]))
    ):
        return _headless(rows, start, 0 if choice == NONE else likely)
    above = [row for row in islice(rows, likely) if _filled(row)]
    for row in rows:
        filled = len(_filled(row))
        if filled or above:
            above.append(row)
        if filled > 1:
            block, rest = _block(row, rows, merges)
            return Header(
                _labels(block, merges), block[0][0], block[-1][0], len(above) - 1, chain(rest, rows)
            )
        if len(above) == MAX_ROWS_SEARCHED:
            break
    if not above:
        return None
    first, *others = above
    return Header(_labels([first], Merges()), first[0], first[0], 0, chain(others, rows))


def _at(number: int, start: list[Row], rows: Iterator[Row], merges: Merges) -> Header | None:
    """The header in the row of that number, or in the next that is not empty."""
    if not start:
        return None
    place = next((place for place, row in enumerate(start) if row[0] >= number), len(start) - 1)
    row, above = start[place], sum(1 for row in start[:place] if _filled(row))
    return Header(_labels([row], merges), row[0], row[0], above, chain(start[place + 1 :], rows))


def _known(row: Row, knows: Callable[[str], object] | None) -> int:
    if not knows:
        return 0
    texts = (as_text(value) for value in row[1])
    return sum(1 for text in texts if len(text) <= MAX_LABEL_LENGTH and knows(text))


def _likely(start: list[Row], known: list[int]) -> int:
    """The place of the header: a row of known names, where what looks like it above has none: a title."""
    likely = next((place for place, row in enumerate(start) if len(_filled(row)) > 1), 0)
    better = next((place for place, names in enumerate(known) if names > 1), 0)
    if better > likely and not known[likely]:
        return better
    # Names of groups of columns, as in “Contact;;;Phone;”, stand above those of the columns.
    below = known[likely + 1 : likely + 2]
    return likely + 1 if below and below[0] > max(known[likely], 1) else likely


def _looks_like_data(row: Row) -> bool:
    return any(isinstance(value, date) or _is_address(as_text(value)) for value in row[1])


def _is_address(text: str) -> bool:
    """An e-mail address or a telephone number: what every list of people has, and no name of a column is."""
    text = text.strip()
    if len(text) > MAX_LABEL_LENGTH:
        return False
    name, at, host = text.partition("@")
    if name and at and "." in host.strip(".") and not re.search(r"[\s@]", host):
        return True
    return len(re.sub(r"\D", "", text)) >= 9 and not re.sub(r"[\d\s+().\-/]", "", text)


def _headless(rows: Iterator[Row], start: list[Row], first: int) -> Header:
    above = sum(1 for row in islice(rows, first) if _filled(row))
    width = max(len(values) for _number, values in start[first:])
    return Header([""] * width, start[first][0], 0, above, rows)


def _filled(row: Row) -> list[int]:
    return [column for column, value in enumerate(row[1]) if as_text(value).strip()]


def _block(top: Row, rows: Iterator[Row], merges: Merges) -> tuple[list[Row], list[Row]]:
    """The rows of the header, and the row after it where it had to be read."""
    here = {merge.left: merge for merge in merges.at(top[0])}
    filled = _filled(top)
    if all(column in here and here[column].right > column for column in filled):
        # Names of groups of columns; the columns have theirs in the next row.
        below = next(rows, None)
        return ([below], []) if below else ([top], [])
    last = max((here[column].bottom for column in filled if column in here), default=top[0])
    block = [top]
    for row in rows:
        if row[0] > min(last, top[0] + MAX_HEADER_ROWS - 1):
            return block, [row]
        block.append(row)
    return block, []


def _labels(block: list[Row], merges: Merges) -> list[str]:
    shown = [dict(enumerate(values)) for _number, values in block]
    for (number, values), line in zip(block, shown, strict=True):
        for merge in merges.at(number):
            if merge.left < len(values):
                for column in range(merge.left, min(merge.right, merge.left + 200) + 1):
                    line[column] = values[merge.left]
    labels = [_label([line.get(column) for line in shown]) for column in range(max(map(max, shown)) + 1)]
    while labels and not labels[-1]:
        labels.pop()
    return labels


def _label(levels: list[Value]) -> str:
    texts = [" ".join(as_text(level).split()) for level in levels]
    label = " ".join(dict.fromkeys(text for text in texts if text))
    return label if len(label) <= MAX_LABEL_LENGTH else f"{label[:MAX_LABEL_LENGTH]}…"
