"""The newest rows first, in whole days, whatever a database does for it."""

import datetime
from itertools import chain

import pytest

from common.search import entries
from common.search.typed import LAST, read
from releases.models import Edition
from tests.builders import make_release, write_into_record

pytestmark = pytest.mark.django_db

# On both sides of where PostgreSQL is asked anew.
DAYS = [
    *("2024-01-15", "2024-01-01", "2023-12-31", "2023-11-01", "2023-10-31", "2023-02-01", "2023-01-31"),
    *("2022-12-31", "2022-01-01", "2021-12-31", "2020-12-31", "2020-06-01", "1999-12-31"),
]


def write(day, title="Un capteur", language="fr"):
    release = make_release(
        issued_on=datetime.date.fromisoformat(day), **{f"title_{language}": title, f"slug_{language}": "a"}
    )
    return write_into_record(release, language).pk


def batches(typed="capteur", language="fr", level=LAST, **options):
    search = read(typed, languages=[language])
    return list(entries.in_batches(Edition, search, level, language, **options))


def test_the_newest_come_first_from_all_times():
    wanted = [write(day) for day in DAYS]
    assert list(chain.from_iterable(batches())) == wanted
    assert list(chain.from_iterable(batches(are_few=True))) == wanted


def test_a_batch_is_of_whole_days(monkeypatch):
    monkeypatch.setattr(entries, "FEW", 2)
    monkeypatch.setattr(entries, "MANY", 2)
    keys = [write(day) for day in ["2024-01-15", *["2023-12-31"] * 3, "2020-06-01"]]
    found = [sorted(batch) for batch in batches()]
    assert keys[1:4] in found
    assert list(chain.from_iterable(found)) == keys


@pytest.mark.parametrize("typed", ["capteur", "capt", "capteur -sensor", "capteur -un"])
@pytest.mark.parametrize("level", [1, LAST])
def test_all_at_once_they_are_the_same(typed, level):
    for day in DAYS:
        write(day)
    write(DAYS[0], "capteur", "en")
    search = read(typed, languages=["fr"])
    wanted = chain.from_iterable(entries.in_batches(Edition, search, level, "fr"))
    assert sorted(entries.all_keys(Edition, search, level, "fr")) == sorted(wanted)


@pytest.mark.parametrize("typed", ["sensor", "sens", "sensor -un"])
def test_of_another_language_there_are_none(typed):
    french, english = write(DAYS[0], "sensor"), write(DAYS[0], "sensor", "en")
    assert (batches(typed, "fr"), batches(typed, "en")) == ([[french]], [[english]])


@pytest.mark.parametrize("most", [1, 100])
def test_a_beginning_stands_for_every_word_that_is_there(monkeypatch, most):
    """Few enough to be asked for one by one, or not."""
    monkeypatch.setattr(entries, "MOST_TERMS", most)
    found = [write("2024-01-02", "Numérisation"), write("2024-01-01", "Le numérique")]
    write("2024-01-01", "Un nombre")
    assert list(chain.from_iterable(batches("numér"))) == found
    assert batches("numér -numérique") == [found[:1]]


def test_a_number_is_no_year():
    write("2026-01-01")
    assert batches("026") == []


def test_a_better_level_has_fewer():
    title = write("2024-01-01")
    release = make_release(issued_on=datetime.date(2024, 1, 1), body_fr="<p>Un capteur</p>", slug_fr="b")
    body = write_into_record(release).pk
    assert [sorted(batch) for batch in batches()] == [[title, body]]
    assert batches(level=1) == [[title]]
