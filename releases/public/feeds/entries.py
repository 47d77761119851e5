"""What a feed tells of: releases in one language, each by its newest words or by its withdrawal."""

import datetime
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from django.conf import settings
from django.db.models import DateTimeField, Exists, F, OuterRef
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from common import moments
from common.compiled_queries import Parameter, compiled

from ...models import Edition, Release
from ...models.interval import Interval
from .. import rendering, search
from ..selection import Selection

MOST = 30
# Editions that are looked at: those of the whole site that began last, or the newest that a search finds.
# So an old release is in the feed again when it is corrected.
LATELY = 300
# Characters of full text in one feed: it is kept like a page, see MAX_BODY of the middleware.
MOST_CHARACTERS = 250_000
WITHDRAWALS_STAY = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Entry:
    identity: str
    path: str
    title: str
    summary: str
    html: str
    published: datetime.datetime
    updated: datetime.datetime
    categories: tuple[str, ...] = ()


def entries(selection: Selection, typed: str = "") -> list[Entry]:
    """The last that began, were corrected or were withdrawn, the newest first.

    Of a search, no withdrawal: that it was found would tell of the words that were taken back.
    """
    gone = [] if typed else _taken_back(selection)
    changes = [(edition.live_from, _live, edition) for edition in _newest(selection, typed)]
    changes += [(edition.withdrawn_at, _withdrawn, edition) for edition in gone]
    changes.sort(key=itemgetter(0), reverse=True)
    # Only these are rendered.
    found = [entry_of(edition) for _at, entry_of, edition in changes[:MOST]]
    sizes = accumulate(len(entry.html) for entry in found)
    return [entry for entry, size in zip(found, sizes, strict=True) if size <= MOST_CHARACTERS] or found[:1]


def identity(what: str) -> str:
    """A tag URI (RFC 4151): the same whatever becomes of titles and addresses."""
    return f"tag:{settings.FEED_AUTHORITY},2026:{what}"


def _newest(selection, typed):
    keys = _found(selection, typed) if typed else _listed(selection)
    columns = ("reference", "language", "kind", "title", "standfirst", "document", "live_from", "address")
    chosen = Edition.objects.filter(pk__in=keys).with_online_since().order_by("-live_from", "-pk")
    kept = chosen.annotate(version=F("html__version"), kept=F("html__full_text"))
    return _with_texts(kept.select_related("address").only(*columns)[:MOST])


def _with_texts(editions):
    kept = [(edition.pk, edition.version, edition.kept) for edition in editions]
    for edition, text in zip(editions, rendering.parts("full_text", kept), strict=True):
        edition.full_text = text
    return editions


def _listed(selection):
    """Along indexes: by date as in the list, and by the hour at which they began."""
    lately = _began_lately(selection.language)
    if selection.chosen:
        lately = _keys(selection.narrowed(Edition.objects.filter(pk__in=lately)).order_by())
    return {*_keys(selection.editions()[:MOST]), *lately}


def _found(selection, typed):
    newest = search.find(typed, selection.language).newest(LATELY)
    return _keys(selection.editions().filter(pk__in=newest).order_by("-live_from", "-pk")[:MOST])


def _began_lately(language):
    """Those that are live in it. Were the database asked for both, SQLite would walk along the whole list."""
    at = moments.moment()
    rows = _last_begun().rows(at=at)
    return [pk for pk, code, *hours in rows if code == language and Interval._make(hours).is_live(at)]


@compiled()
def _last_begun():
    began = Edition.objects.filter(live_from__lte=Parameter("at", DateTimeField()))
    columns = ("pk", "language", "live_from", "live_until", "withdrawn_at")
    return began.order_by("-live_from", "-pk").values_list(*columns)[:LATELY]


def _keys(editions):
    return list(editions.values_list("pk", flat=True))


def _taken_back(selection):
    """The last withdrawal of each release that nothing has replaced."""
    language = selection.language
    replaced = Edition.objects.live(language=language).filter(release=OuterRef("release"))
    since = moments.moment() - WITHDRAWALS_STAY
    found = selection.narrowed(Edition.objects.withdrawn().filter(language=language, withdrawn_at__gte=since))
    newest = found.exclude(Exists(replaced.order_by())).order_by("-withdrawn_at", "-pk").with_online_since()
    columns = ("reference", "language", "live_from", "withdrawn_at", "withdrawal_note")
    last: dict[str, Edition] = {}
    for edition in newest.only(*columns)[:MOST]:
        last.setdefault(edition.reference, edition)
    return last.values()


def _live(edition):
    kind = Release.Kind(edition.kind).label
    return Entry(
        _identity_of(edition),
        edition.get_absolute_url(),
        edition.title,
        edition.standfirst,
        edition.full_text,
        edition.online_since,
        edition.live_from,
        (str(kind), *(line["name"] for line in edition.organisation_lines)),
    )


def _withdrawn(edition):
    """Nothing of its text, nor its address, which is made of its title."""
    return Entry(
        _identity_of(edition),
        reverse("release_by_reference", kwargs={"reference": edition.reference}),
        _("Press release %(reference)s was withdrawn") % {"reference": edition.reference},
        edition.withdrawal_note,
        linebreaks(edition.withdrawal_note, autoescape=True),
        edition.online_since or edition.live_from,
        edition.withdrawn_at,
    )


def _identity_of(edition):
    return identity(f"{edition.reference}/{edition.language}")
