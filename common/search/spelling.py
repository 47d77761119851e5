"""A spelling that exists, for a word that stands nowhere."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ..analysis import compounds
from ..stemming import stems
from .document import plain

# Shorter words are one letter away from too many.
MIN_LENGTH = 4
# With so many letters, one more mistake is likely.
LONG = 7
MAX_LENGTH = 40


class Spelling(NamedTuple):
    # As typed words are compared with it: a word, or the stem that its forms share.
    word: str
    # With its accents.
    written: str
    number: int
    is_stem: bool = False


def spellings(texts: Iterable[str], language: str) -> list[Spelling]:
    """The words of these texts, and their stems: “flod” is near “floods”."""
    written = Counter(part for text in texts for parts in compounds(text) for part in parts)
    return [each for word, number in written.items() for each in _spellings(word, number, language)]


def _spellings(word, number, language):
    own = plain(word)
    found = [Spelling(own, word, number)]
    found += [Spelling(stem, word, number, is_stem=True) for stem in stems(word, language) if stem != own]
    return [each for each in found if len(each.word) >= MIN_LENGTH]


def nearest(word: str, known: Iterable[Spelling]) -> str | None:
    """How a word is written that is a letter or two away; of several as near, whole words come before stems,
    then the commonest."""
    word = plain(word)
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
        return None
    most = 2 if len(word) >= LONG else 1
    near = (
        (distance(word, each.word, most), each.is_stem, -each.number, each.written)
        for each in known
        if abs(len(each.word) - len(word)) <= most and len(set(word) ^ set(each.word)) <= 2 * most
    )
    best = min((each for each in near if each[0] <= most), default=None)
    return best[-1] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed or exchanged with their neighbour; counted up to most + 1."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [place]
        for column, wanted in enumerate(other, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if place > 1 < column and (letter, one[place - 2]) == (other[column - 2], wanted):
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
