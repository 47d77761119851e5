"""The stem that the forms of a word share: the same for “hôpital” and “hôpitaux”, by Snowball's rules."""

from functools import cache, lru_cache
from threading import Lock

import Stemmer

from .analysis import fold_word

# Shorter ones have no forms that a rule knows.
MIN_LENGTH = 3


@lru_cache(100_000)
def stems(word: str, language: str) -> frozenset[str]:
    """Folded. Of the word with its accents, which the rules know, and without, as many people type."""
    stemmer = _stemmer(language)
    folded = fold_word(word)
    if stemmer is None or len(word) < MIN_LENGTH or not word.isalpha():
        return frozenset()
    return frozenset({fold_word(stemmer.stem(word)), fold_word(stemmer.stem(folded))})


class _Stemmer:
    def __init__(self, language):
        self.rules = Stemmer.Stemmer(language, 0)
        # The library's object is for one thread at a time.
        self.lock = Lock()

    def stem(self, word):
        with self.lock:
            return self.rules.stemWord(word)


@cache
def _stemmer(language):
    """None for a language without rules: its words are found as they are written."""
    try:
        return _Stemmer(language)
    except KeyError:
        return None
