import datetime
from typing import NamedTuple

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Value
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from zeal import zeal_ignore

from common.exceptions import Refused
from releases.models import Address, Edition, Release
from tests.builders import make_release, publish, schedule, withdraw
from tests.examples import examples

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
START = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


class TestAddresses:
    def test_an_address_is_claimed_by_one_release_per_language_and_year(self):
        first, second = make_release(), make_release()
        claim = {"language": "fr", "year": 2020, "slug": "label"}
        Address.objects.create(release=first, **claim)
        with pytest.raises(IntegrityError), transaction.atomic():
            Address.objects.bulk_create([Address(release=second, **claim)])
        for other in ({"language": "en"}, {"year": 2021}, {"slug": "other"}):
            Address.objects.create(release=second, **claim | other)

    def test_a_release_with_an_address_is_not_deleted(self):
        release = make_release()
        publish(release)
        for delete in (release.delete, Release.objects.all().delete):
            with pytest.raises(ProtectedError):
                delete()
        assert Edition.objects.live().count() == 1


class TestIntervals:
    """Written past the workflow: it is the database that refuses."""

    @pytest.fixture
    def closed(self):
        """Live for ten hours."""
        edition = publish(make_release())
        edition.live_until = edition.live_from + 10 * HOUR
        edition.save(update_fields=["live_until"])
        return edition

    def next(self, edition, start, end):
        copied = ("release", "language", "address", "reference", "kind", "issued_on", "title", "approved_at")
        return Edition(
            **{name: getattr(edition, name) for name in copied},
            number=edition.number + 1,
            live_from=edition.live_from + start * HOUR,
            live_until=None if end is None else edition.live_from + end * HOUR,
        )

    def is_refused(self, edition):
        try:
            with transaction.atomic():
                Edition.objects.bulk_create([edition])
                transaction.set_rollback(True)
        except IntegrityError as refused:
            return "edition_intervals_never_overlap" in str(refused)
        return False

    def test_overlapping_ones_are_refused(self, closed):
        hours = [(0, 10), (0, None), (9, 11), (-1, 1), (2, 3), (-5, 20), (-5, None), (9.999, None)]
        assert [each for each in hours if not self.is_refused(self.next(closed, *each))] == []

    def test_touching_and_empty_ones_are_accepted(self, closed):
        for start, end in [(10, None), (10, 11), (-1, 0), (11, None), (5, 5), (0, 0)]:
            with transaction.atomic():
                Edition.objects.bulk_create([self.next(closed, start, end)])
                assert Edition.objects.count() == 2, (start, end)
                transaction.set_rollback(True)

    def test_other_languages_and_releases_do_not_count(self, closed):
        for fields in ({"language": "en"}, {"release": make_release()}):
            edition = self.next(closed, 0, None)
            for name, value in fields.items():
                setattr(edition, name, value)
            edition.save()
        assert Edition.objects.live(closed.live_from).count() == 3

    def test_a_closed_one_is_not_reopened_over_its_successor(self, closed):
        Edition.objects.bulk_create([self.next(closed, 20, 30)])
        first = Edition.objects.filter(pk=closed.pk)
        first.update(live_until=closed.live_from + 20 * HOUR)
        for end in (closed.live_from + 21 * HOUR, None):
            with pytest.raises(IntegrityError, match="edition_intervals_never_overlap"), transaction.atomic():
                first.update(live_until=end)

    def test_one_is_open_at_most(self, closed):
        Edition.objects.bulk_create([self.next(closed, 20, None)])
        third = self.next(closed, 30, None)
        third.number = 3
        with pytest.raises(IntegrityError):
            Edition.objects.bulk_create([third])

    def test_an_interval_does_not_end_before_it_begins(self, closed):
        with pytest.raises(IntegrityError, match="edition_ends_after_it_begins"):
            Edition.objects.filter(pk=closed.pk).update(live_until=closed.live_from - HOUR)

    def test_a_number_is_given_once(self, closed):
        again = self.next(closed, 20, None)
        again.number = closed.number
        with pytest.raises(IntegrityError):
            Edition.objects.bulk_create([again])


class TestImmutability:
    @pytest.fixture
    def edition(self):
        return publish(make_release())

    ACTS = (
        lambda e: e.save(),
        lambda e: e.save(update_fields=["title"]),
        lambda e: e.save(update_fields=["title", "live_until"]),
        lambda e: e.delete(),
        lambda e: Edition.objects.update(title="Changed"),
        lambda e: Edition.objects.filter(pk=e.pk).update(body="Changed", live_until=None),
        lambda e: Edition.objects.update(body=Value("Changed")),
        lambda e: Edition.objects.bulk_update([e], ["title"]),
        lambda e: Edition.objects.bulk_create(
            [e], update_conflicts=True, unique_fields=["id"], update_fields=["title"]
        ),
        lambda e: Edition.objects.update_or_create(pk=e.pk, defaults={"title": "Changed"}),
        lambda e: Edition.objects.all().delete(),
        lambda e: e.release.editions.update(title="Changed"),
        lambda e: e.release.editions.all().delete(),
    )

    def is_refused(self, act, edition):
        edition.title = "Changed"
        try:
            with transaction.atomic():
                act(edition)
        except TypeError as refused:
            return "never" in str(refused)
        return False

    def test_an_edition_never_changes(self, edition):
        for number, act in enumerate(self.ACTS):
            assert self.is_refused(act, Edition.objects.get()), number
            assert Edition.objects.get().title == "Title in fr", number

    def test_only_its_end_is_written_later(self, edition):
        edition.live_until = timezone.now()
        edition.withdrawal_note = "Published by mistake."
        edition.save(update_fields=["live_until", "withdrawal_note"])
        assert not Edition.objects.live(timezone.now()).exists()

    def test_a_release_keeps_its_editions(self, edition):
        with pytest.raises(ProtectedError):
            edition.release.delete()


class Act(NamedTuple):
    name: str
    language: str
    waited: int  # hours since the act before
    delay: int  # hours until a scheduled edition


class Site:
    """What one language of the site says, told without any interval: the live number and the one to come."""

    def __init__(self):
        self.live, self.coming = None, None

    def at(self, moment):
        if self.coming and self.coming[0] <= moment:
            self.live, self.coming = self.coming[1], None
        return self.live

    def approve(self, edition, moment):
        if edition.live_from > moment:
            self.coming = edition.live_from, edition.number
        else:
            self.live, self.coming = edition.number, None

    def withdraw(self):
        self.live, self.coming = None, None


def live(release, language, at=None):
    return list(Edition.objects.filter(release=release).live(at, language).values_list("number", flat=True))


def play(act, release, site):
    try:
        if act.name == "publish":
            site.approve(publish(release, act.language, change_note="Again."), timezone.now())
        elif act.name == "schedule":
            edition = schedule(release, act.language, hours=act.delay, change_note="Again.")
            site.approve(edition, timezone.now())
        else:
            withdraw(release, act.language)
            site.withdraw()
    except Refused:
        assert act.name == "withdraw"
        assert (site.live, site.coming) == (None, None)


ACTS = st.builds(
    Act,
    st.sampled_from(["publish", "schedule", "schedule", "withdraw"]),
    st.sampled_from(["fr", "fr", "fr", "en"]),
    st.integers(1, 6),
    st.integers(1, 20),
)


# Without shrinking: these examples are short, and each takes a while.
@settings(
    max_examples=examples(5),
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ACTS, min_size=3, max_size=7))
def test_whatever_is_done_one_edition_is_live_at_most_and_the_past_stays_as_it_was(acts):
    number = Release.objects.count()
    with zeal_ignore(), time_machine.travel(START, tick=False) as clock:
        release = make_release(slug_fr=f"address-{number}", slug_en=f"address-{number}")
        sites = {"fr": Site(), "en": Site()}
        said = {}

        def wait(hours):
            clock.shift(hours * HOUR)
            said.update({(timezone.now(), code): site.at(timezone.now()) for code, site in sites.items()})

        for act in acts:
            wait(act.waited / 2)
            wait(act.waited / 2)
            play(act, release, sites[act.language])
            wait(0)
            for code, site in sites.items():
                assert live(release, code) == ([site.live] if site.live else [])
        for _quarter in range(6):
            wait(4)
        for (moment, code), number in said.items():
            assert live(release, code, moment) == ([number] if number else [])
