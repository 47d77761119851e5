"""With what is held in memory a search finds the same as without it."""

import datetime

import pytest

from common import clock
from releases.public import facets, facets_among, live_table, search
from tests.builders import make_leaks, make_release, make_school, publish, withdraw
from tests.visitor import add_organisations

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = [datetime.date(2020, 1, day) for day in (3, 5, 4, 5)]


@pytest.fixture
def kept(monkeypatch):
    clock.forget()


def publish_some():
    make_leaks()
    school = make_school()
    for number, day in enumerate(DAYS):
        release = make_release(title_fr="Un capteur", slug_fr=f"capteur-{number}", issued_on=day)
        if number % 2:
            add_organisations(release, school)
        publish(release)


def found():
    """(keys in their order, how many of each choice)"""
    results = search.find("capteur", "fr")
    among = facets_among.Among(results.by_date, "fr")
    selection = facets_among.Selection("fr")
    numbers = {name: among.numbers(name, selection) for name in facets.TITLES}
    return results.keys(0, 10), numbers


def test_it_is_the_same_with_and_without(kept, monkeypatch):
    publish_some()
    table = live_table.held("fr")
    with_it = found()
    monkeypatch.setattr(live_table, "held", lambda _language: None)
    assert table
    assert found() == with_it
    assert len(with_it[0]) == len(DAYS)


def test_only_what_is_live_in_the_language_is_held(kept):
    publish_some()
    assert set(live_table.held("fr").keys) == set(
        search.Edition.objects.live(language="fr").values_list("pk", flat=True)
    )


def test_what_is_withdrawn_is_gone_with_the_clock(kept):
    release = make_release(title_fr="Un capteur")
    edition = publish(release)
    assert live_table.held("fr").keys == [edition.pk]
    withdraw(release)
    clock.forget()
    assert live_table.held("fr").keys == []
    assert found()[0] == []


def test_of_more_than_it_may_hold_none_is(kept, monkeypatch):
    monkeypatch.setattr(live_table, "MOST_HELD", 1)
    publish(make_release())
    assert len(live_table.held("fr").keys) == 1
    publish(make_release(slug_fr="un-autre"))
    clock.forget()
    assert live_table.held("fr") is None


def test_nothing_is_held_of_an_earlier_moment(kept):
    edition = publish(make_release(title_fr="Un capteur"))
    before = edition.live_from - datetime.timedelta(seconds=1)
    assert search.find("capteur", "fr", at=before).keys(0, 10) == []
    assert search.find("capteur", "fr").keys(0, 10) == [edition.pk]
