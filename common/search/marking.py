"""Where a text has the words of a search, and the part of it that shows most of them."""

import re
from array import array
from functools import lru_cache
from html import escape
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from ..analysis import compounds
from ..stemming import stems
from .document import plain
from .typed import Search, Term

# A number in groups of three or with a comma, or what stands without a blank: M.I.N.E.S, R&D, Saint-Étienne.
_CHUNK = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:\.\d+)*,\d+(?:[.,]\d+)*|[^\W_](?:[\w.&-]*[^\W_])?"
)
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s+|\n")
# A heading, an item or a cell that ends without a sign, and would run into what follows it.
_BARE_END = re.compile(r"(?<![.!?…:;,])\n")
# Of a text, so much is looked at.
MAX_LENGTH, MAX_MARKS = 20_000, 200
# Letters of the text before the first word that was found.
BEFORE = 80


class Mark(NamedTuple):
    start: int
    end: int
    term: Term


class Reading(NamedTuple):
    """Of a text, in its order: each word, plain, and all that it is found by; where it begins and ends."""

    words: list[tuple[str, frozenset[str]]]
    starts: array
    ends: array


_place = attrgetter("start", "end")


class Marker:
    """Knows what it has seen: boilerplates come again in many releases."""

    def __init__(self, search: Search, language: str):
        self.terms, self.language = search.wanted, language
        self.loose = [term for term in self.terms if not term.is_phrase]
        self.has_phrases = len(self.loose) < len(self.terms)
        self.forms = frozenset[str]().union(*(term.forms for term in self.loose))
        self.beginnings = tuple(term.beginning for term in self.loose if term.beginning)
        self.met: dict[str, list[tuple[int, int, list[Term]]]] = {}

    def terms_in(self, text: str) -> set[Term]:
        if self.has_phrases:
            return {mark.term for mark in self.marks(text)}
        return set(chain.from_iterable(terms for _start, _end, terms in self._met_in(text)))

    def marks(self, text: str) -> list[Mark]:
        """In the order of the text; none lies in another."""
        if not self.has_phrases:
            return [Mark(start, end, terms[0]) for start, end, terms in self._met_in(text)[:MAX_MARKS]]
        marks = [Mark(start, end, term) for start, end, terms in self._met_in(text) for term in terms]
        found = sorted([*marks, *self._phrases_in(text)], key=_place)[:MAX_MARKS]
        return [mark for place, mark in enumerate(found) if not place or mark.start >= found[place - 1].end]

    def _met_in(self, text):
        """Of each word that is one of those looked for: its place, and which it is one of, phrases apart."""
        if text not in self.met:
            self.met[text] = list(self._words_met_in(text))
        return self.met[text]

    def _words_met_in(self, text):
        words, starts, ends = _read(text[:MAX_LENGTH], self.language)
        for place, (word, forms) in enumerate(words):
            # Most are not, and are told so without a look at each term.
            if word.startswith(self.beginnings) or not self.forms.isdisjoint(forms):
                met = [term for term in self.loose if term.is_met_by(word, forms)]
                yield starts[place], ends[place], met

    def _phrases_in(self, text):
        words, starts, ends = _read(text[:MAX_LENGTH], self.language)
        written = [word for word, _forms in words]
        for term in self.terms:
            if term.is_phrase:
                wanted = [plain(part) for part in term.parts]
                for place in _places_of(wanted, written):
                    yield Mark(starts[place], ends[place + len(wanted) - 1], term)


def _places_of(wanted, written):
    return (
        place
        for place, first in enumerate(written)
        if first == wanted[0] and written[place : place + len(wanted)] == wanted
    )


@lru_cache(2_000)
def _read(text, language):
    """An edition never changes, and the newest are found most. Some twelve bytes a word, beside the text."""
    reading = Reading([], array("H"), array("H"))
    for chunk in _CHUNK.finditer(text):
        at = chunk.start()
        for start, end, part in _parts(chunk[0]):
            reading.words.append(_forms_of(part, language))
            reading.starts.append(at + start)
            reading.ends.append(at + end)
    return reading


@lru_cache(50_000)
def _forms_of(part, language):
    word = plain(part)
    return word, frozenset(map(plain, stems(part.casefold(), language))) | {word}


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
