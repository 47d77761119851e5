import datetime

import pytest
from django.utils import timezone

from releases.demo.dating import APPROVED, dated, moment_of
from releases.models import Event
from tests.builders import make_release, publish

pytestmark = pytest.mark.django_db
PAST = datetime.datetime(2020, 2, 12, 9, 30, tzinfo=datetime.UTC)


def test_what_is_done_within_was_done_then():
    release = make_release()
    with dated(release, PAST):
        edition = publish(release)
    edition.refresh_from_db()
    assert (edition.live_from, edition.approved_at, edition.live_until) == (PAST, PAST, None)
    assert set(Event.objects.of(release).values_list("at", flat=True)) == {PAST}


def test_what_was_done_before_keeps_its_moment():
    release = make_release()
    with dated(release, PAST):
        first = publish(release)
    with dated(release, PAST + datetime.timedelta(days=1)):
        publish(release, change_note="Two, and not three.")
    first.refresh_from_db()
    assert (first.live_from, first.live_until) == (PAST, PAST + datetime.timedelta(days=1))


@pytest.mark.parametrize("days", [None, 1])
def test_nothing_is_done_in_the_future(days):
    now = timezone.now()
    release = make_release()
    with dated(release, now + datetime.timedelta(days=days) if days else None):
        edition = publish(release)
    edition.refresh_from_db()
    assert now <= edition.live_from <= timezone.now()


def test_a_release_without_a_day_has_no_moment():
    assert moment_of(make_release(issued_on=None), APPROVED) is None
