"""Which parts of a line are read from the right: what matters for a title of Unicode's algorithm (UAX 9)."""

import unicodedata
from itertools import groupby

RIGHT = frozenset({"R", "AL"})
NUMBERS = frozenset({"EN", "AN"})


def parts(text: str, from_the_right: bool) -> list[tuple[str, bool]]:
    """(part, whether it is read from the right) as they stand from left to right.

    `from_the_right` is how the language of the whole is read, whatever letter the text begins with.
    """
    signs = zip(text, _resolved(text, from_the_right), strict=True)
    found = [
        ("".join(sign for sign, _right in group), right)
        for right, group in groupby(signs, key=lambda each: each[1])
    ]
    return found[::-1] if from_the_right else found


def _resolved(text, whole):
    """Spaces and punctuation go with the letters on both sides, or with the whole where these differ."""
    own = _of_letters(text, whole)
    after = _filled(own[::-1], whole)[::-1]
    before = _filled(own, whole)
    return [
        letter if letter is not None else (left if left == right else whole)
        for letter, left, right in zip(own, before, after, strict=True)
    ]


def _of_letters(text, whole):
    """A number goes with the letters before it."""
    found, last = [], whole
    for kind in map(unicodedata.bidirectional, text):
        if kind == "L" or kind in RIGHT:
            last = kind in RIGHT
        found.append(last if kind == "L" or kind in RIGHT | NUMBERS else None)
    return found


def _filled(directions, whole):
    last = whole
    return [last := each if each is not None else last for each in directions]
