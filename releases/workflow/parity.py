"""What a translation and its source do not state alike."""

from functools import lru_cache

from ..models import Release
from ..texts.addresses import own_page_path
from ..texts.checks import links_in
from ..texts.parity import Difference, differences
from . import file_texts
from .names import names_of
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
    source, translation = (
        _texts(release, source_language, language),
        _texts(release, language, source_language),
    )
    twins = twins_of(_links(source), _links(translation), language)
    return _differences(source, source_language, translation, language, names_of(release), twins)


def _has_both(release, language):
    return release.text("body", release.source_language) and release.text("body", language)


def _texts(release, language, other) -> Texts:
    """With the texts of files that both languages have: of one that is missing, another check tells."""
    of_files, others = (file_texts.in_language(release, code) for code in (language, other))
    own = {field: release.text(field, language) or "" for field in FIELDS}
    return tuple((own | {name: text for name, text in of_files.items() if text and others[name]}).items())


def _links(text):
    return [address for _words, address in links_in(dict(text)["body"])]


@lru_cache(KEPT)
def _differences(source, source_language, translation, language, names, twins) -> list[Difference]:
    known = dict(twins)
    return differences(
        dict(source), source_language, dict(translation), language, names, known.get, own_page_path
    )
