"""Straight quotation marks, and which of them belong together."""

import re
from collections.abc import Iterator

from .edits import HIDDEN, SPACE, Change, Edit, Find

_MAY_OPEN = re.compile(r"[\s(\[{«“‘’'\"/–—-]")
_SPACES = re.compile(f"{SPACE}*")
_SPACES_BEFORE = re.compile(f"{SPACE}*$")
# As far as one looks back for spaces before a closing mark.
MOST_SPACES = 8


def straight(opening: str, closing: str, within: tuple[str, str] = ("", "")) -> Find:
    """`"mot"` becomes `opening`mot`closing`; those of `within` inside French quotation marks.

    Where they do not pair off somebody has to read: all stay.
    """

    def find(text):
        pairs = _pairs(text)
        depths = _depths(text, [start for start, _end in pairs]) if any(within) else [0] * len(pairs)
        for (start, end), depth in zip(pairs, depths, strict=True):
            yield _around(text, start, end, *(within if depth else (opening, closing)))

    return find


def _pairs(text) -> list[tuple[int, int]]:
    places = [found.start() for found in re.finditer('"', text)]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return pairs if len(places) % 2 == 0 and all(_is_pair(text, *pair) for pair in pairs) else []


def _is_pair(text, start, end):
    return _opens(text, start) and _closes(text, end) and bool(text[start + 1 : end].strip())


def _opens(text, place):
    return place == 0 or bool(_MAY_OPEN.match(text[place - 1]))


def _closes(text, place):
    following = text[place + 1 : place + 2]
    return not (following.isalnum() or following == HIDDEN)


def _depths(text, places) -> Iterator[int]:
    depth, at = 0, 0
    for place in places:
        depth += text.count("«", at, place) - text.count("»", at, place)
        at = place
        yield max(0, depth)


def _around(text, start, end, opening, closing) -> Edit:
    behind = _SPACES.match(text, start + 1)
    before = _SPACES_BEFORE.search(text, max(start + 1, end - MOST_SPACES), end)
    return (
        Change(start, behind.end() if behind else start + 1, opening),
        Change(before.start() if before else end, end + 1, closing),
    )
