"""The stem that the forms of a word share: the same for “hôpital” and “hôpitaux”, by Snowball's rules."""

import re
from functools import cache, lru_cache
from threading import Lock

import Stemmer

from .analysis import fold_word

# Shorter ones have no forms that a rule knows.
MIN_LENGTH = 3
# Ends of words that the rules know by their accent alone, which many people and capitals leave out:
# “biosourcees” is cut as “biosourcées”. The first that fits.
ACCENTED = {"fr": [(re.compile("iere(?=s?$)"), "ière"), (re.compile("e(?=e?s?$)"), "é")]}
# Acronyms, which Snowball leaves alone: it looks for a vowel before the last letter of PhDs, SMEs, NGOs.
PLURAL_OF_ACRONYM = re.compile("([bcdfghjklmnpqrstvwxz]{2,}[aeiou]?)s")


@lru_cache(100_000)
def stems(word: str, language: str) -> frozenset[str]:
    """Folded. Of the word with its accents, which the rules know, and without, as many people type; of one
    without, also with those that its end may lack."""
    stemmer = _stemmer(language)
    folded = fold_word(word)
    if stemmer is None or len(word) < MIN_LENGTH or not word.isalpha():
        return frozenset()
    forms = {word, folded} if word != folded else {word, _accented(word, language)}
    found = {fold_word(stemmer.stem(form)) for form in forms}
    if acronym := PLURAL_OF_ACRONYM.fullmatch(word):
        found.add(acronym[1])
    return frozenset(found)


def _accented(word, language):
    found = ((bare.search(word), accented) for bare, accented in ACCENTED.get(language, ()))
    match, accented = next((pair for pair in found if pair[0]), (None, ""))
    return f"{word[: match.start()]}{accented}{word[match.end() :]}" if match else word


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
