"""What sitemaps list: addresses of a language, when their page last changed, and the same page elsewhere.

An edition never changes, so the dates are those of what readers saw begin and end, never of the desk.
"""

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from common import languages
from institutes.models import Institute, Organisation, School

from ...models import Edition, EditionOrganisation, SitePage
from ..listing import PAGE_SIZE
from .sections import live_in

NEWS_FOR = datetime.timedelta(days=2)
MOST_NEWS = 1_000
# Of what is about an organisation, as its page has it.
ORDER = ("-issued_on", "-live_from", "-edition")
SINGLE_PAGES = (
    "release_list",
    "institute_list",
    "school_list",
    "press_contacts",
    "reuse",
    *SitePage.Key.values,
)


class Listed(NamedTuple):
    path: str
    changed_at: datetime.datetime | None
    # (language, path) of the page in each language in which it is there, its own included.
    alternates: list[tuple[str, str]]


def releases(language: str, section: int) -> Iterator[Listed]:
    columns = ("release_id", "language", "live_from", "address__year", "address__slug")
    rows = live_in(section).order_by("release_id").values_list(*columns)
    lists = {code: _path("release_list", code) for code in languages.LANGUAGES}
    for _release, editions in groupby(rows, key=lambda row: row[0]):
        there = {row[1]: (f"{lists[row[1]]}{row[3]:04}/{row[4]}/", row[2]) for row in editions}
        if language in there:
            path, changed_at = there[language]
            yield Listed(path, changed_at, [(code, there[code][0]) for code in lists if code in there])


def pages(language: str) -> Iterator[Listed]:
    """Those beside releases, which are there in all languages."""
    shown = Edition.objects.live(language=language)[:PAGE_SIZE]
    changed_at = Edition.objects.filter(pk__in=shown.values("pk")).aggregate(last=Max("live_from"))["last"]
    yield _listed(language, changed_at, "home")
    for name in SINGLE_PAGES:
        yield _listed(language, changed_at if name == "release_list" else None, name)
    last_about = dict(_last_about(language))
    for name, rows in (("institute", Institute.objects.all()), ("school", School.objects.still_there())):
        for pk, slug in rows.order_by("slug").values_list("pk", "slug"):
            yield _listed(language, last_about.get(pk), name, slug=slug)


def _last_about(language):
    """Of each organisation, the last that began of those that its list begins with."""
    live = Edition.objects.live(language=language).filter(pk=OuterRef("edition"))
    places = EditionOrganisation.objects.filter(organisation=OuterRef(OuterRef("pk")), language=language)
    shown = places.filter(Exists(live)).order_by(*ORDER)[:PAGE_SIZE]
    last = EditionOrganisation.objects.filter(pk__in=shown.values("pk")).values("organisation").order_by()
    last_of_each = Subquery(last.annotate(last=Max("live_from")).values("last"))
    return Organisation.objects.annotate(last=last_of_each).order_by().values_list("pk", "last")


def _listed(language, changed_at, name, **kwargs):
    paths = [(code, _path(name, code, **kwargs)) for code in languages.LANGUAGES]
    return Listed(dict(paths)[language], changed_at, paths)


def _path(name, language, **kwargs):
    with override(language):
        return reverse(name, kwargs=kwargs)


def news() -> QuerySet[Edition]:
    """What came online in the last two days; a correction makes no news of an old text."""
    since = timezone.now() - NEWS_FOR
    begun = Edition.objects.live().filter(live_from__gte=since).with_online_since()
    newest = begun.filter(online_since__gte=since).order_by("-live_from", "-pk")
    return newest.select_related("address").only("language", "title", "live_from", "address")[:MOST_NEWS]
