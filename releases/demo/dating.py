"""The demonstration's releases went online on their days of issue, not on the day of its installation.

The workflow writes as of now; what it wrote is moved to its moment afterwards.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from ..models import Edition, EditionOrganisation, Event, Release
from ..models.rendered import forget_rendered


class Moment(NamedTuple):
    """Days after the day of issue, and the hour; the minutes are each release's own."""

    days: int
    hour: int


SUBMITTED = Moment(-1, 15)
APPROVED = Moment(0, 9)
WITHDRAWN = Moment(1, 10)
REOPENED = Moment(1, 11)
CORRECTED = Moment(1, 14)


def moment_of(release: Release, moment: Moment) -> datetime.datetime | None:
    """None for a release without a day: what is done to it is done now."""
    if release.issued_on is None:
        return None
    day = release.issued_on + datetime.timedelta(days=moment.days)
    time = datetime.time(moment.hour, int(release.reference[-3:]) * 7 % 60)
    return datetime.datetime.combine(day, time, tzinfo=timezone.get_default_timezone())


@contextmanager
def dated(release: Release, at: datetime.datetime | None) -> Iterator[None]:
    """What is done to the release within was done at that moment, unless that is still to come."""
    started = timezone.now()
    yield
    if at and at < started:
        _move(release, started, at)


def _move(release, started, at):
    Release.objects.filter(pk=release.pk).update(updated_at=at)
    Event.objects.filter(release=release, at__gte=started).update(at=at)
    # Its own QuerySet refuses every change of an edition's moments.
    editions: QuerySet[Edition] = QuerySet(Edition).filter(release=release)
    # What ended first: at no time are two editions live at once.
    editions.filter(live_until__gte=started).update(live_until=at)
    editions.filter(withdrawn_at__gte=started).update(withdrawn_at=at)
    for edition in editions.filter(live_from__gte=started):
        _begin(edition, at)


def _begin(edition, at):
    edition.live_from = edition.approved_at = at
    if correction := edition.document["correction"]:
        correction["date"] = timezone.localdate(at).isoformat()
        # Its page says when it was corrected.
        forget_rendered(edition.pk)
    moved = {name: getattr(edition, name) for name in ("live_from", "approved_at", "document")}
    QuerySet(Edition).filter(pk=edition.pk).update(**moved)
    EditionOrganisation.objects.filter(edition=edition).update(live_from=at)
