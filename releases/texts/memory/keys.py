"""How a sentence is found again: by its digest; one that is nearly the same by a few keys of its words."""

from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import blake2b

from common.analysis import words as words_of
from common.stemming import stems

from ..staleness import without_typography

# Of texts that share half of their words, nine in ten have a key in common; of those that share a tenth, one
# in twelve.
KEYS, WORDS_IN_A_KEY = 8, 2
# Shorter words are in most sentences.
LEAST_LETTERS = 4
# Longer texts are paragraphs; comparing them word by word takes the square of their number.
MOST_WORDS = 150
# Of one number; 64 is the most that a digest has.
_BYTES = 4


def digest(text: str) -> str:
    """The same for a text in other typography."""
    return blake2b(without_typography(text).encode(), digest_size=16).hexdigest()


def keys(text: str, language: str, other_language: str) -> list[int]:
    """Of what was translated from one language to the other; of few or many words there are none."""
    words = words_of(text)
    chosen = sorted({_stem(word, language) for word in words if len(word) >= LEAST_LETTERS})
    if len(words) > MOST_WORDS or len(chosen) < WORDS_IN_A_KEY:
        return []
    hashed = [(_hashes(word), word) for word in chosen]
    # The first in an order that is another one for each place: MinHash, of which a key is a band.
    first = [min((own[place], word) for own, word in hashed)[1] for place in range(KEYS * WORDS_IN_A_KEY)]
    bands = (first[place : place + WORDS_IN_A_KEY] for place in range(0, len(first), WORDS_IN_A_KEY))
    return [_number(" ".join([language, other_language, str(n), *band])) for n, band in enumerate(bands)]


@lru_cache(50_000)
def _hashes(word: str) -> tuple[int, ...]:
    found = blake2b(word.encode(), digest_size=_BYTES * KEYS * WORDS_IN_A_KEY).digest()
    return tuple(int.from_bytes(found[place : place + _BYTES]) for place in range(0, len(found), _BYTES))


def _stem(word: str, language: str) -> str:
    return min(stems(word, language), default=word)


def _number(text: str) -> int:
    """As a column of the database holds it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


class Likeness:
    """From 0 to 1, how much of a text stands in another, word by word; 0 below the least."""

    def __init__(self, text: str, least: float = 0) -> None:
        # What is learnt of the second text is kept.
        self.matcher = SequenceMatcher(None, (), words_of(text), autojunk=False)
        self.least = least

    def to(self, other: str) -> float:
        self.matcher.set_seq1(words_of(other))
        bounds = (self.matcher.real_quick_ratio, self.matcher.quick_ratio, self.matcher.ratio)
        # Each takes longer than the one before, and none is less.
        return 0 if any(bound() < self.least for bound in bounds) else self.matcher.ratio()
