"""What a row keeps of its texts to be searched: words that both databases take as they are.

Each is of a–z, 0–9 and _ alone, behind the digit of its level, a line for each text: a phrase ends with its
text. Behind these stand stems and compounds without hyphens, without blanks around them: no phrase has them.
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ..analysis import compounds, fold_word
from ..stemming import stems

# A database refuses a word of 2,000 letters, and rows of more than a megabyte.
MAX_LENGTH, MAX_WORDS = 200, 50_000
_NOT_PLAIN = re.compile("[^a-z0-9]")


class Level(IntEnum):
    """Where a word stands; what stands in a better place is shown first."""

    TITLE = 1
    STANDFIRST = 2
    BODY = 3
    OTHER = 4


class Text(NamedTuple):
    level: Level
    # None for names, which have no forms.
    language: str | None
    text: str


def document(texts: Iterable[Text]) -> str:
    lines: list[str] = []
    # {word: its best level}
    places: dict[str, int] = {}
    others: dict[str, int] = {}
    left = MAX_WORDS
    for level, language, text in sorted(texts, key=itemgetter(0)):
        words, without_places = _words_of(text, language)
        if words := words[:left]:
            lines.append(line(f"{level:d}{word}" for word in words))
            left -= len(words)
            for found, kept in ((words, places), (without_places, others)):
                for word in found:
                    kept.setdefault(word, level)
    needed = [f"{level:d}{word}" for word, level in others.items() if level < places.get(word, 9)]
    return "\n".join([*lines, *sorted(needed)])


def line(words: Iterable[str]) -> str:
    """As the words of a text stand in a document, and those of a phrase in the words of a text."""
    return f" {' '.join(words)} "


@lru_cache(50_000)
def plain(word: str) -> str:
    """Different for different words, and the beginning of it for the beginning of a word."""
    folded = fold_word(word)
    if not (folded.isascii() and folded.isalnum()):
        folded = _NOT_PLAIN.sub(lambda found: f"_{ord(found[0]):06x}", folded)
    return folded[:MAX_LENGTH]


@lru_cache(1_000)
def _words_of(text, language):
    """As they are read, and what else they are found by. Boilerplates and names come again and again."""
    words: list[str] = []
    others: set[str] = set()
    for parts in compounds(text):
        if len(parts) > 1:
            others.add(plain("".join(parts)))
        for part in parts:
            word, its_stems = _word(part, language)
            words.append(word)
            others |= its_stems
    return words, sorted(others)


@lru_cache(50_000)
def _word(part, language):
    word = plain(part)
    return word, frozenset(map(plain, stems(part, language) if language else ())) - {word}
