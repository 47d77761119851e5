"""Plurals and feminines: what is another form of a word, and not another word with its stem."""

import re
from collections.abc import Mapping
from functools import lru_cache

from common.analysis import fold_word

from .forms import keys_of

# Of a language without a table, so many letters at the end: hôpital, hôpitaux.
MOST_ENDING = 2
# {language: endings of one word, folded}
_ENDINGS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "fr": (
        ("", "s", "x", "e", "es"),
        ("al", "aux", "ale", "ales"),
        ("ail", "aux"),
        ("eur", "eurs", "euse", "euses", "rice", "rices"),
        ("eux", "euse", "euses"),
        ("f", "fs", "ve", "ves"),
        ("er", "ers", "ere", "eres"),
        ("en", "ens", "enne", "ennes"),
        ("on", "ons", "onne", "onnes"),
        ("el", "els", "elle", "elles"),
        ("et", "ets", "ette", "ettes"),
    ),
    "en": (("", "s", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves"), ("man", "men")),
}
# {language: (words that end so, what takes the place of the group), the first that fits}
_PLURALS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"[sxz]()$"), ""),
        (re.compile(r"^(?:pneu|bleu|landau|bal|carnaval|festival|récital|régal|banal|final)()$"), "s"),
        (re.compile(r"^(?:bijou|caillou|chou|genou|hibou|joujou|pou)()$"), "x"),
        (re.compile(r"^(?:b|cor|ém|soupir|trav|vitr)(ail)$"), "aux"),
        (re.compile(r"(?:au|eu)()$"), "x"),
        (re.compile(r"a(l)$"), "ux"),
        (re.compile(r"[^\W\d_]()$"), "s"),
    ),
    "en": (
        (re.compile(r"(?:s|x|z|ch|sh)()$"), "es"),
        (re.compile(r"[^aeiou](y)$"), "ies"),
        # Irregular, or nobody knows by its letters: women, sheep, lives, potatoes.
        (re.compile(r"(?:[^h]man|child|foot|tooth|mouse|sheep|series|[^aeiou]o|fe?)$"), ""),
        (re.compile(r"[^\W\d_]()$"), "s"),
    ),
}  # fmt: skip


@lru_cache(100_000)
def is_inflected(word: str, other: str, language: str) -> bool:
    if keys_of(word, language).isdisjoint(keys_of(other, language)):
        return False
    words = fold_word(word), fold_word(other)
    if language in _ENDINGS:
        return any(_have_endings(*words, endings) for endings in _ENDINGS[language])
    common = max(map(len, words)) - MOST_ENDING
    return words[0][:common] == words[1][:common]


def _have_endings(word, other, endings):
    """One of these each, behind the same letters."""
    stems = {word.removesuffix(ending) for ending in endings if word.endswith(ending)}
    return any(other.removesuffix(ending) in stems for ending in endings if other.endswith(ending))


def plural(word: str, language: str) -> str | None:
    """None where it is not known."""
    for pattern, ending in _PLURALS.get(language, ()):
        if found := pattern.search(word):
            return word[: found.start(1)] + ending if pattern.groups else None
    return None
