"""What goes live next, and what did in the last seven days."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import languages
from common.first_page import Calendar, Dated, Link

from ..models import Edition, PublicState
from .rows import address_of, may_see_releases, signed_in

A_WEEK = datetime.timedelta(days=7)
# Editions that are read, of all languages.
MOST = 40
ROWS = 8


def calendars(request: HttpRequest) -> Iterator[Calendar]:
    user, now = signed_in(request), timezone.now()
    if not may_see_releases(user):
        return
    editions = reverse("admin:releases_edition_changelist")
    whole = Link(_("All editions"), editions) if user.has_perm("releases.view_edition") else None
    yield Calendar(
        _("Going live next"),
        [_coming(together) for together in _by_release(_scheduled(now))[:ROWS]],
        _("Nothing is scheduled. A text that is approved for a later moment waits for it here."),
    )
    yield Calendar(
        _("Out this week"),
        [_gone_out(together) for together in _by_release(_recent(now))[:ROWS]],
        _("Nothing went live in the last seven days. What is approved and live will be listed here."),
        whole,
    )


def _scheduled(now):
    editions = Edition.objects.live_or_scheduled(now).filter(live_from__gt=now)
    return _read(editions.order_by("live_from", "pk"))


def _recent(now):
    """What went live, and what was withdrawn however long ago it went live."""
    gone_out = Q(live_from__gt=now - A_WEEK, live_from__lte=now)
    # With the language, as the index has it.
    withdrawn = Q(language__in=languages.LANGUAGES, withdrawn_at__isnull=False, withdrawn_at__gt=now - A_WEEK)
    earlier = Edition.objects.ever_live(now).filter(
        release=OuterRef("release"), language=OuterRef("language"), live_from__lt=OuterRef("live_from")
    )
    editions = Edition.objects.ever_live(now).filter(gone_out | withdrawn).annotate(is_later=Exists(earlier))
    return _read(editions.order_by(Coalesce("withdrawn_at", "live_from").desc(), "-pk"))


def _read(editions) -> Iterable[Edition]:
    columns = ["release", "language", "title", "live_from", "live_until", "withdrawn_at", "is_minor"]
    return editions.select_related("release").only(*columns, "release__embargo_until")[:MOST]


def _by_release(editions) -> list[list[Edition]]:
    """What happens to a release on one day in several languages is one row."""
    rows: dict[tuple, list[Edition]] = {}
    for edition in editions:
        key = (edition.release_id, timezone.localdate(_moment(edition)), _state(edition))
        rows.setdefault(key, []).append(edition)
    return list(rows.values())


def _coming(together):
    note = _("embargo") if together[0].release.embargo_until else ""
    return _row(together, note=note)


def _gone_out(together):
    return _row(together, state=_state(together[0]))


def _row(together, **more):
    first = min(together, key=lambda edition: edition.language != get_language())
    codes = [code for code in languages.LANGUAGES if code in {edition.language for edition in together}]
    address = address_of(first.release_id)
    return Dated(_moment(first), first.title, address, first.language, codes, **more)


def _moment(edition):
    return edition.withdrawn_at or edition.live_from


def _state(edition):
    if edition.interval.was_withdrawn:
        return PublicState.WITHDRAWN.value, str(PublicState.WITHDRAWN.label)
    if not getattr(edition, "is_later", False):
        return None
    return ("live", _("minor change")) if edition.is_minor else ("live", _("corrected"))
