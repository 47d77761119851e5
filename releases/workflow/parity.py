"""What a translation and its source do not state alike: asked, and never refused."""

from functools import lru_cache

from django.core.cache import cache
from django.utils.translation import ngettext

from common import languages
from common.exceptions import FieldReason
from institutes.models import Organisation

from ..models import Release
from ..texts.checks import links_in
from ..texts.parity import Difference, Names, differences, name, sentence
from .twins import twins_of

FIELDS = ("title", "subtitle", "standfirst", "body")
# More are counted: whoever translates begins with these.
MOST_SAID = 10
# More names are not looked for.
MOST_NAMES = 2_000
# So long may a name be an old one: the next look tells.
SECONDS = 10
# Pairs of texts that were compared last: the form asks again after each save.
KEPT = 64

Texts = tuple[tuple[str, str], ...]


def parity_reasons(release: Release, language: str) -> list[str]:
    """One sentence each, with the field that it is about."""
    source_language = release.source_language
    if language == source_language or not _has_both(release, language):
        return []
    source, translation = _texts(release, source_language), _texts(release, language)
    twins = twins_of(_links(source), _links(translation), language)
    found = _differences(source, source_language, translation, language, _names(release), twins)
    said = [FieldReason(sentence(each), _column(each)) for each in found[:MOST_SAID]]
    if count := len(found) - len(said):
        said.append(FieldReason(_more(count), languages.column_in(language, "body")))
    return list(dict.fromkeys(said))


def _has_both(release, language):
    return release.text("body", release.source_language) and release.text("body", language)


def _texts(release, language) -> Texts:
    return tuple((field, release.text(field, language) or "") for field in FIELDS)


def _links(text):
    return [address for _words, address in links_in(dict(text)["body"])]


def _column(difference: Difference) -> str:
    place = difference.place or difference.source_place
    return languages.column_in(difference.language, place.field if place else "body")


def _more(count):
    return ngettext(
        "%(count)d more difference between the two languages.",
        "%(count)d more differences between the two languages.",
        count,
    ) % {"count": count}


@lru_cache(KEPT)
def _differences(source, source_language, translation, language, names, twins) -> list[Difference]:
    known = dict(twins)
    return differences(dict(source), source_language, dict(translation), language, names, known.get)


def _organisations():
    """As they were some seconds ago, for every form of the office."""
    return cache.get_or_set("names-of-all-organisations", _read_organisations, SECONDS)


def _read_organisations():
    columns = [*languages.columns("name"), *languages.columns("short_name")]
    return tuple(Organisation.objects.order_by("pk").values_list(*columns)[:MOST_NAMES])


def _names(release) -> Names:
    """Of every organisation, and of the contacts of the release, who may be named in its text."""
    people = {str(line.contact): line.contact.last_name for line in release.contact_lines.all()}
    return _names_of(_organisations(), tuple(sorted(people.items())))


@lru_cache(KEPT)
def _names_of(organisations, people) -> Names:
    number = len(languages.LANGUAGES)
    found = []
    for row in organisations:
        if forms := dict(zip(languages.LANGUAGES, row[:number], strict=True)):
            found.append(name(next(filter(None, forms.values()), ""), forms, filter(None, row[number:])))
    return Names(tuple(found + [name(full, {}, [full], [surname]) for full, surname in people]))
