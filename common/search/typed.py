"""What somebody typed, read as a search: words, "words side by side", -without, references.

Nothing of it is syntax to a database: whatever is sent there is made of words that document.py made plain.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..analysis import compounds
from ..characters import clean
from ..languages import LANGUAGES
from ..stemming import stems
from .days import days_in
from .document import Level, line, plain

# More is cut off. Each word is asked for in every level and form.
MAX_LENGTH, MAX_WORDS = 200, 20
# Fewer letters begin too many words; the desk has fewer rows, and people who type names.
MIN_PREFIX, MIN_PREFIX_AT_DESK = 3, 2
_QUOTES = str.maketrans(dict.fromkeys("“”„«»＂", '"'))
_QUOTED = re.compile(r'(-?)"([^"]*)"')
_EXCLUDED = re.compile(r"(?<!\S)[-−–](?=\w)(\S+)")
_WITHOUT = re.compile(r'(?<!\S)(?:-"[^"]*"|[-−–](?=\w)\S+)')
# A whole one: 12000 is not the beginning of 120000.
_FIGURES = re.compile(r"\d+(?:\.\d+)*", re.ASCII)
# Of a reference; fewer digits of its number are the beginning of one.
_YEAR, _NUMBER = re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{3,}", re.ASCII)


LAST = max(Level)


class Syntax(NamedTuple):
    """How a database writes a search."""

    every: str
    some: str
    without: str
    # Choices that stand for all words with the same beginning.
    beginning: Callable[[str], list[str]]


FTS5 = Syntax(every=" AND ", some=" OR ", without=" NOT ", beginning=lambda word: [f'"{word}"*'])
TSQUERY = Syntax(every=" & ", some=" | ", without=" & !", beginning=lambda word: [f"{word}:*"])


@dataclass(frozen=True)
class Term:
    """A word, in its parts where it has hyphens; or several, side by side, in exactly these forms."""

    parts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    is_phrase: bool = False
    # The last may be the beginning of a word, if it has so many letters.
    prefix_from: int | None = None
    # Plain words that may stand in its place.
    also: tuple[str, ...] = ()

    def or_one_of(self, words: Iterable[str]) -> "Term":
        return replace(self, also=(*self.also, *map(plain, words)))

    def expression(self, syntax: Syntax, level: int = LAST) -> str:
        levels = range(1, level + 1)
        if self.is_phrase:
            return _some(syntax, [self._side_by_side(syntax, each) for each in levels])
        *before, last = self.parts
        words = [*(self._word(part, syntax, levels) for part in before), self._last(last, syntax, levels)]
        choices = [_every(syntax, words)]
        if before:
            choices.append(self._last("".join(self.parts), syntax, levels))
        choices += [f"{level}{word}" for level in levels for word in self.also]
        return _some(syntax, choices)

    def lines(self, level: int = LAST) -> list[str]:
        """One of these stands in what is found; none where its words alone decide."""
        return self._lines[:level]

    @cached_property
    def _lines(self):
        words = [plain(part) for part in self.parts] if self.is_phrase else []
        return [line(f"{each}{word}" for word in words) for each in range(1, LAST + 1)] if words else []

    def stands_in(self, words: frozenset[str]) -> bool:
        """As expression() asks a database, of plain words without levels; a phrase is not asked for so."""
        *before, last = self.parts
        if all(not words.isdisjoint(self.forms_of(part)) for part in before) and self._ends_in(last, words):
            return True
        return bool(before) and self._ends_in("".join(self.parts), words)

    def _ends_in(self, part, words):
        if not words.isdisjoint(self.forms_of(part)):
            return True
        return self._may_begin(part) and any(word.startswith(plain(part)) for word in words)

    def level_in(self, words: str) -> int | None:
        """Of a phrase: the best in which these words have it."""
        return next((level for level, line in enumerate(self.lines(), start=1) if line in words), None)

    def is_met_by(self, word: str, forms: frozenset[str]) -> bool:
        """Whether a word of a text, plain and with its stems, is one of these."""
        return not forms.isdisjoint(self.forms) or bool(self.beginning and word.startswith(self.beginning))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Of all its parts, and of these in one."""
        return frozenset[str]().union(*map(self.forms_of, (*self.parts, "".join(self.parts))))

    @cached_property
    def beginning(self) -> str:
        """What a word may begin with to be one of these; '' if all of it has to be there."""
        return plain(self.parts[-1]) if self._may_begin(self.parts[-1]) else ""

    def forms_of(self, part: str) -> frozenset[str]:
        """The word as typed and its stems, plain."""
        if self.is_phrase:
            return frozenset({plain(part)})
        return frozenset(map(plain, {part}.union(*(stems(part, code) for code in self.languages))))

    def _may_begin(self, part):
        return self.prefix_from is not None and len(part) >= self.prefix_from

    def _side_by_side(self, syntax, level):
        return _every(syntax, [f"{level}{plain(part)}" for part in self.parts])

    def _word(self, part, syntax, levels):
        return _some(syntax, self._forms_in(part, levels))

    def _forms_in(self, part, levels):
        return [f"{level}{form}" for level in levels for form in sorted(self.forms_of(part))]

    def _last(self, part, syntax, levels):
        if not self._may_begin(part):
            return self._word(part, syntax, levels)
        start = plain(part)
        begun = chain.from_iterable(syntax.beginning(f"{level}{start}") for level in levels)
        # What begins so is found by its beginning.
        others = [form for form in self._forms_in(part, levels) if not form[1:].startswith(start)]
        return _some(syntax, [*others, *begun])


def _every(syntax, parts):
    return _group(syntax.every, parts)


def _some(syntax, choices):
    return _group(syntax.some, choices)


def _group(operator, parts):
    return f"({operator.join(parts)})" if len(parts) > 1 else parts[0]


@dataclass(frozen=True)
class Search:
    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    # What is excluded stands in this level or a better one.
    excluded_to: int = LAST

    def __bool__(self):
        return bool(self.wanted)

    def replace(self, better: Callable[[Term], Term]) -> "Search":
        """With other terms in the place of those that are wanted; phrases stay."""
        return replace(self, wanted=tuple(t if t.is_phrase else better(t) for t in self.wanted))

    def expression(self, syntax: Syntax, level: int = LAST) -> str:
        """Of what has all words in this level or a better one; phrases are still to be looked for."""
        wanted = _every(syntax, [term.expression(syntax, level) for term in self.wanted])
        # Of a phrase, the words alone exclude nothing.
        without = [term.expression(syntax, self.excluded_to) for term in self.excluded if not term.lines()]
        return syntax.without.join([wanted, _some(syntax, without)] if without else [wanted])

    @property
    def has_phrases(self) -> bool:
        return any(term.lines() for term in (*self.wanted, *self.excluded))

    def level_of_phrases(self, words: str) -> int | None:
        """The best in which what a row keeps of its texts has all of them; None where it has not, or has one
        that is left out."""
        if any(line in words for term in self.excluded for line in term.lines(self.excluded_to)):
            return None
        levels = [term.level_in(words) for term in self.wanted if term.is_phrase]
        return None if None in levels else max(filter(None, levels), default=1)


def read(
    typed: str,
    *,
    languages: Iterable[str] = LANGUAGES,
    every_prefix: bool = False,
    excluded_to: int = LAST,
) -> Search:
    """`every_prefix`: each word finds what begins with it, not the last alone."""
    text = clean(typed[:MAX_LENGTH]).translate(_QUOTES)
    languages = tuple(languages)
    phrases = [(bool(minus), _parts(phrase)) for minus, phrase in _QUOTED.findall(text)]
    # A quote that nothing closes is none.
    text = _QUOTED.sub(" ", text).replace('"', " ")
    without = [_parts(word) for word in _EXCLUDED.findall(text)]
    loose = compounds(_EXCLUDED.sub(" ", text))
    begin = loose if every_prefix else loose[-1:]
    shortest = MIN_PREFIX_AT_DESK if every_prefix else MIN_PREFIX
    wanted = [_loose(parts, languages, shortest if parts in begin else None) for parts in loose]
    for place, word in days_in(loose).items():
        wanted[place] = wanted[place].or_one_of([word])
    wanted += [Term(parts, is_phrase=True) for minus, parts in phrases if parts and not minus]
    excluded = [Term(parts, languages, is_phrase=len(parts) > 1) for parts in without if parts]
    excluded += [Term(parts, is_phrase=True) for minus, parts in phrases if parts and minus]
    return Search(_first(wanted), _first(excluded), excluded_to)


def _loose(parts, languages, prefix_from):
    if _is_reference(parts):
        return Term(tuple(parts), is_phrase=True)
    is_number = len(parts) == 1 and _FIGURES.fullmatch(parts[0])
    return Term(tuple(parts), languages, prefix_from=None if is_number else prefix_from)


def _is_reference(parts):
    """CP-2026-002: its parts stand in other references, too."""
    if len(parts) != 3:
        return False
    letters, year, number = parts
    return letters.isalpha() and bool(_YEAR.fullmatch(year) and _NUMBER.fullmatch(number))


def excluded_in(typed: str) -> list[str]:
    """As they were typed: each word or phrase that is to be left out, with its minus."""
    text = clean(typed[:MAX_LENGTH])
    return [text[slice(*found.span())] for found in _WITHOUT.finditer(text.translate(_QUOTES))]


def reference_in(typed: str) -> str:
    """The first that was typed, as references are written; '' if there is none."""
    found = compounds(clean(typed[:MAX_LENGTH]))
    return next(("-".join(parts).upper() for parts in found if _is_reference(parts)), "")


def _parts(text):
    return tuple(part for parts in compounds(text) for part in parts)


def _first(terms):
    return tuple(dict.fromkeys(terms))[:MAX_WORDS]
