"""Words in capitals, and which of them are none of words but acronyms."""

import re

from ..terms import terms_in
from .checked_text import CheckedText
from .well_known import well_known

# Shorter ones may be acronyms that nobody has told of.
FEWEST_IN_A_RUN, FEWEST_IN_ALL = 12, 15
RUN = re.compile(r"\b[A-ZÀ-Þ]{2,}(?:[ \xa0\u202f'’-]+[A-ZÀ-Þ]+\b)+")
_WORD = re.compile(r"\b[A-ZÀ-Þ]{2,}\b")
_RUN_OR_WORD = re.compile(f"{RUN.pattern}|{_WORD.pattern}")
_VOWEL = re.compile("[AEIOUYÀ-Þ]")


def are_words_in_capitals(run: str) -> bool:
    """LE LABEL CARNOT, CONTACT PRESSE."""
    words = re.findall(r"\w+", run)
    return len(words) > 2 or all(len(word) > 3 for word in words)


def is_written_in_capitals(text: CheckedText, title: str) -> bool:
    runs = [found[0] for found in _RUN_OR_WORD.finditer(title)]
    acronyms = _acronyms(text) if runs else ()
    letters = [sum(len(word) for word in _words(run) if word not in acronyms) for run in runs]
    return max(letters, default=0) >= FEWEST_IN_A_RUN or (title.isupper() and sum(letters) >= FEWEST_IN_ALL)


def _words(run) -> list[str]:
    return [word for word in _WORD.findall(run) if _VOWEL.search(word)]


def _acronyms(text) -> set[str]:
    """That everybody knows, of the house, and of the rest of the text."""
    below = (block.text for block in text.blocks if block.field != "title" and not block.text.isupper())
    of_text = (word for words in below for word in _WORD.findall(RUN.sub(_short, words)))
    return {*well_known(text.language), *terms_in(text.language).in_capitals, *of_text}


def _short(run):
    return " " if are_words_in_capitals(run[0]) else run[0]
