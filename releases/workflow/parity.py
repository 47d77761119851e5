"""What a translation and its source do not state alike."""

from functools import lru_cache

from common import languages

from ..models import Boilerplate, Release
from ..texts.addresses import own_page_path
from ..texts.checks import links_in
from ..texts.parity import NO_NAMES, Difference, Name, Names, differences
from . import file_texts
from .names import names_of, names_of_house
from .terms import names_with_numbers
from .twins import twins_of

FIELDS = ("title", "subtitle", "standfirst", "body")
# Pairs of texts that were compared last: the form asks again after each save.
KEPT = 64

Texts = tuple[tuple[str, str], ...]


def parity_differences(release: Release, language: str) -> list[Difference]:
    """None before both languages have a body."""
    source_language = release.source_language
    if language == source_language or not _has_both(release, language):
        return []
    source = _texts(release, source_language, language)
    translation = _texts(release, language, source_language)
    return _compared(source, source_language, translation, language, names_of(release))


def boilerplate_differences(boilerplate: Boilerplate) -> list[Difference]:
    """Of its first language with each other one that it has a text in."""
    texts = {code: _texts_of_boilerplate(boilerplate, code) for code in languages.LANGUAGES}
    first, *others = [code for code, text in texts.items() if dict(text)["body"]] or [""]
    names = names_of_house() if others else NO_NAMES
    return [
        difference
        for code in others
        for difference in _compared(texts[first], first, texts[code], code, names)
    ]


def _texts_of_boilerplate(boilerplate, language) -> Texts:
    columns = {field: languages.column_in(language, field) for field in ("title", "body")}
    return tuple((field, getattr(boilerplate, column) or "") for field, column in columns.items())


def _has_both(release, language):
    return release.text("body", release.source_language) and release.text("body", language)


def _texts(release, language, other) -> Texts:
    """With the texts of files that both languages have: of one that is missing, another check tells."""
    of_files, others = (file_texts.in_language(release, code) for code in (language, other))
    own = {field: release.text(field, language) or "" for field in FIELDS}
    return tuple((own | {name: text for name, text in of_files.items() if text and others[name]}).items())


def _links(text):
    return [address for _words, address in links_in(dict(text)["body"])]


def _compared(source, source_language, translation, language, names):
    twins = twins_of(_links(source), _links(translation), language)
    names = _with(names, names_with_numbers())
    return _differences(source, source_language, translation, language, names, twins)


@lru_cache(KEPT)
def _with(names: Names, terms: tuple[Name, ...]) -> Names:
    """A term that has a number in one language and another one, or none, in the other."""
    return Names((*names.known, *terms)) if terms else names


@lru_cache(KEPT)
def _differences(source, source_language, translation, language, names, twins) -> list[Difference]:
    known = dict(twins)
    return differences(
        dict(source), source_language, dict(translation), language, names, known.get, own_page_path
    )
