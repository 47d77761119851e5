"""How something is written in one language: in the form of the house, or in another."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from common.analysis import APOSTROPHES, fold_word
from common.stemming import stems

WORD = re.compile(r"[^\W_]+")
_SIGNS = str.maketrans(
    {**dict.fromkeys("\u00a0\u202f\u2009\n", " "), **dict.fromkeys("‐‑", "-")} | APOSTROPHES
)


@dataclass(frozen=True)
class Term:
    # {language: the form of the house}, {language: forms that are not}
    forms: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def in_language(self, language: str) -> str:
        return dict(self.forms).get(language, "")

    def not_in(self, language: str) -> tuple[str, ...]:
        return dict(self.others).get(language, ())


@dataclass(frozen=True, eq=False)
class Form:
    text: str
    language: str
    # None: a name that stands for itself.
    term: Term | None
    is_wrong: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(WORD.findall(self.text))

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def gaps(self) -> list[str]:
        return WORD.split(self.plain)


def plain(text: str) -> str:
    """With one kind of space, apostrophe and hyphen."""
    return text.translate(_SIGNS)


@lru_cache(100_000)
def keys_of(word: str, language: str) -> frozenset[str]:
    """Two words that are forms of one have one of them in common."""
    low = word.casefold()
    return stems(low, language) | {fold_word(low)}
