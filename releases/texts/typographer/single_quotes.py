"""Straight single quotation marks in English, and the apostrophes that look like them."""

import re
from collections.abc import Iterator

from .edits import HIDDEN, Change, Edit

# Between letters it is an apostrophe, which has its own rule.
_MARK = re.compile(
    rf"(?P<opens>(?<![\w{HIDDEN}'’])'(?=[\w{HIDDEN}])(?!\d0s\b))|(?P<closes>(?<=[\w.,;:!?…%)\]{HIDDEN}])'(?!\w))"
)


def pairs(text: str) -> Iterator[Edit]:
    """'word' becomes ‘word’; the marks that are left behind an s are of plurals: the schools’ results."""
    opening, closings = None, list[int]()
    for found in _MARK.finditer(text):
        if found["closes"]:
            closings.append(found.start())
            continue
        yield from _closed(text, opening, closings)
        opening, closings = found.start(), []
    yield from _closed(text, opening, closings)


def _closed(text, opening, closings) -> Iterator[Edit]:
    plurals = [place for place in closings if text[place - 1] == "s"]
    if opening is not None and closings:
        end = next((place for place in closings if text[place - 1] != "s"), closings[-1])
        yield Change(opening, opening + 1, "‘"), Change(end, end + 1, "’")
        plurals = [place for place in plurals if place != end]
    for place in plurals:
        yield (Change(place, place + 1, "’"),)
