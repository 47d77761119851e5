"""Where a text has the words of a search, and the part of it that shows most of them."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from html import escape
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from ..analysis import compounds
from ..stemming import stems
from .document import plain
from .typed import Search, Term

# A number in groups of three, or what stands without a blank: M.I.N.E.S, R&D, Saint-Étienne.
_CHUNK = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|[^\W_](?:[\w.&-]*[^\W_])?")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n")
# A heading, an item or a cell that ends without a sign, and would run into what follows it.
_BARE_END = re.compile(r"(?<![.!?…:;,])\n")
# Of a text, so much is looked at.
MAX_LENGTH, MAX_MARKS = 20_000, 200
# Letters of the text before the first word that was found.
BEFORE = 80


class Word(NamedTuple):
    start: int
    end: int
    word: str
    # Which it is one of, phrases apart.
    terms: tuple[Term, ...]


class Mark(NamedTuple):
    start: int
    end: int
    term: Term


_place = attrgetter("start", "end")


class Marker:
    """Knows what it has seen: words come again in each text, boilerplates in many releases."""

    def __init__(self, search: Search, language: str):
        self.terms, self.language = search.wanted, language
        self.words: dict[str, tuple[str, tuple[Term, ...]]] = {}
        self.seen: set[str] = set()
        # {what stands without a blank: the words, phrases apart, that it has one of}
        self.chunks: dict[str, tuple[Term, ...]] = {}
        loose = [term for term in self.terms if not term.is_phrase]
        self.forms = frozenset[str]().union(*(term.forms for term in loose))
        self.beginnings = [term.beginning for term in loose if term.beginning]
        self.terms_of: dict[str, set[Term]] = {}
        self.texts: dict[str, list[Mark]] = {}

    def terms_in(self, text: str) -> set[Term]:
        """Those that it has, without asking where."""
        if self.has_phrases:
            return {mark.term for mark in self.marks(text)}
        if text not in self.terms_of:
            self.terms_of[text] = set(chain.from_iterable(self._met_by(text[:MAX_LENGTH])))
        return self.terms_of[text]

    def marks(self, text: str) -> list[Mark]:
        """In the order of the text; none lies in another."""
        if text not in self.texts:
            self.texts[text] = self._marks(text)
        return self.texts[text]

    def _marks(self, text):
        words = list(self._words(text[:MAX_LENGTH]))
        if not self.has_phrases:
            return [Mark(word.start, word.end, word.terms[0]) for word in words if word.terms][:MAX_MARKS]
        found = sorted((mark for term in self.terms for mark in self._of(term, words)), key=_place)[
            :MAX_MARKS
        ]
        return [mark for place, mark in enumerate(found) if not place or mark.start >= found[place - 1].end]

    def _of(self, term, words):
        if not term.is_phrase:
            return (Mark(word.start, word.end, term) for word in words if term in word.terms)
        wanted = [plain(part) for part in term.parts]
        written = [word.word for word in words]
        return (
            Mark(words[place].start, words[place + len(wanted) - 1].end, term)
            for place, first in enumerate(written)
            if first == wanted[0] and written[place : place + len(wanted)] == wanted
        )

    @cached_property
    def has_phrases(self) -> bool:
        return any(term.is_phrase for term in self.terms)

    def _words(self, text) -> Iterator[Word]:
        """All of them for a phrase, else those that are looked for."""
        if not (self.has_phrases or self.terms_in(text)):
            return
        for chunk in _CHUNK.finditer(text):
            if self.has_phrases or chunk[0] in self.chunks:
                for start, end, part in _parts(chunk[0]):
                    yield Word(chunk.start() + start, chunk.start() + end, *self._known(part))

    def _met_by(self, text):
        chunks = set(_CHUNK.findall(text))
        for chunk in chunks - self.seen:
            if self._may_be_met_by(chunk) and (terms := self._terms_met_by(chunk)):
                self.chunks[chunk] = terms
        self.seen |= chunks
        return [self.chunks[chunk] for chunk in chunks & self.chunks.keys()]

    def _may_be_met_by(self, chunk):
        """Most are not, and are told so without a look at each word."""
        words, forms = _all_forms(chunk, self.language)
        return not self.forms.isdisjoint(forms) or any(f" {start}" in words for start in self.beginnings)

    def _terms_met_by(self, chunk):
        return tuple(chain.from_iterable(self._known(part)[1] for _start, _end, part in _parts(chunk)))

    def _known(self, part):
        """(plain, the words looked for that it is one of)"""
        if part not in self.words:
            word, forms = _forms_of(part, self.language)
            met = (term for term in self.terms if not term.is_phrase and term.is_met_by(word, forms))
            self.words[part] = word, tuple(met)
        return self.words[part]


@lru_cache(50_000)
def _forms_of(part, language):
    word = plain(part)
    return word, frozenset(map(plain, stems(part.casefold(), language))) | {word}


@lru_cache(50_000)
def _all_forms(chunk, language):
    """(its words, a blank before each; all that these are found by)"""
    found = [_forms_of(part, language) for _start, _end, part in _parts(chunk)]
    words, forms = [f" {word}" for word, _forms in found], [forms for _word, forms in found]
    return "".join(words), frozenset[str]().union(*forms)


@lru_cache(50_000)
def _parts(chunk):
    """[(start, end, word)]"""
    if part := _only_part(chunk):
        return [(0, len(chunk), part)]
    return [(found.start(), found.end(), found[0]) for found in _WORD.finditer(chunk)]


def _only_part(chunk):
    """The one word that it is read as; '' where it is several."""
    parts = [part for found in compounds(chunk) for part in found]
    return parts[0] if len(parts) == 1 else ""


def marked(text: str, marks: list[Mark], start: int = 0, end: int | None = None) -> SafeString:
    """The text from one place to another as HTML."""
    end = len(text) if end is None else end
    parts = []
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts += [
                escape(text[start : mark.start]),
                "<mark>",
                escape(text[mark.start : mark.end]),
                "</mark>",
            ]
            start = mark.end
    return mark_safe("".join([*parts, escape(text[start:end])]))  # noqa: S308


def passage(text: str, marks: list[Mark], length: int = 260) -> SafeString:
    """The part with most of the words, the first of several; the beginning where there is none."""
    first = _first_of_passage(text, marks, length)
    end = _end(text, first + length)
    shown = _BARE_END.sub(" – ", marked(text, marks, first, end))
    return mark_safe(f"{'… ' if first else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308


def _first_of_passage(text, marks, length):
    if len({mark.term for mark in marks}) == 1:
        return _start(text, marks[0].start)
    best = max((_Window(text, mark.start, marks, length) for mark in marks), default=None)
    return best.start if best else 0


class _Window:
    """A part of the text; the better of two has more different words, or comes first."""

    def __init__(self, text, at, marks, length):
        self.start = _start(text, at)
        inside = (mark.term for mark in marks if self.start <= mark.start and mark.end <= self.start + length)
        self.number = len(set(inside))

    def __lt__(self, other):
        return (self.number, -self.start) < (other.number, -other.start)


def _start(text, at):
    """Of the sentence, where that is near; else of a word."""
    if at <= BEFORE:
        return 0
    before = text[at - BEFORE : at]
    ends = [found.end() for found in _SENTENCE_END.finditer(before)]
    return at - BEFORE + (ends[-1] if ends else before.find(" ") + 1)


def _end(text, at):
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", 0, at)
    return blank if blank > 0 else at
