import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from exchange import dates
from exchange.columns import day

LANGUAGES = ["fr", "en"]


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-12",
        "2020/02/12",
        "12/02/2020",
        "12.02.2020",
        "12-02-2020",
        "12/02/20",
        "12/02/2020 00:00",
        "2020-02-12T10:30:00",
        "12 février 2020",
        "le 12 février 2020",
        "12 e février 2020",
        "12‑02‑2020",
        "12/02/2020 à 10h30",
        "mercredi 12 fevr. 2020",
        "12th February 2020",
        "Wed, Feb 12, 2020",
        "12-Feb-20",
        "12-févr.-20",
        "12 FÉVR 20",
        "12/février/2020",
        "2020.02.12",
        "20200212",
        "12 02 2020",
        "12/02/2020.",
        "12/02/2020 15h05",
        "2020-02-12 10:00:00.000",
        "2020-02-12T10:30:00+01:00",
        "2020-02-11T23:00:00Z",
        "mer. 12 févr. 2020",
        "le 12 février 2020 à 10h30",
        "mercredi 12 février 2020 à 10 h 30",
        "12 février 2020 10h",
        "12.02.2020, 10 h 30",
        "12/02/2020, 10:30",
        "12/02/2020 - 23h59",
        "12/02/2020 à 10 heures 30",
        "12/02/2020 à 1 heure",
        "12 février 2020, à 10 h 30 min",
        "12 February 2020 at 10:30",
    ],
)
def test_a_day_as_people_write_it(text):
    assert dates.read(text, LANGUAGES) == datetime.date(2020, 2, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("mar. 13 févr. 2024", datetime.date(2024, 2, 13)),
        ("mar 13 fevr 24", datetime.date(2024, 2, 13)),
        ("13 mar. févr. 2024", datetime.date(2024, 2, 13)),
        ("mar. 12 mars 2024", datetime.date(2024, 3, 12)),
        ("mar 12 mar 2024", datetime.date(2024, 3, 12)),
        ("12 mar. 2024", datetime.date(2024, 3, 12)),
        ("Tue 12 Mar 2024", datetime.date(2024, 3, 12)),
        ("mar. 2 avr. 2024", datetime.date(2024, 4, 2)),
    ],
)
def test_mar_is_a_tuesday_or_the_month_of_march(text, day):
    assert dates.read(text, LANGUAGES) == day


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2020",
        "02/2020",
        "2020",
        "44197",
        "12 jui 2020",
        "12 mai juin 2020",
        "12 lundi 2020",
        "fin 2020",
        "0/0/00",
        "12/31/2020",
        "12-02-20",
        "202002",
        "1581465600",
        "févr-20",
        "02/12/2020 3:05 PM",
        "13 mar mai 2020",
        "mardi 12 février 2020",
        "31 avril 2020",
        "12 février 2020 " * 5000,
        "12/02/2020 25h00",
        "12/02/2020 24:00",
        "12/02/2020 10h60",
        "12 février 2020, 25 h",
        "2020-02-12T10:60:00",
        "2020-02-12T24:30:00",
        "2020-02-12T10:30:61",
    ],
)
def test_what_could_be_several_days_is_refused(text):
    with pytest.raises(ValidationError):
        dates.read(text, LANGUAGES)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12/31/2024", "has the month before the day"),
        ("02-28-2024", "has the month before the day"),
        ("mardi 12 février 2024", "has another day of the week"),
        ("mar. 12 févr. 2024", "has another day of the week"),
        ("Sunday, Feb 12 2024", "has another day of the week"),
        ("31/04/2024", "is not a date"),
        ("12 mai juin 2024", "is not a date"),
    ],
)
def test_the_reason_is_said(text, reason):
    with override("en"), pytest.raises(ValidationError, match=reason):
        dates.read(text, LANGUAGES)


@pytest.mark.parametrize("text", ["12/02/68", "12/02/70", "12/02/0024", "01/01/2045", "12 février 1024"])
def test_a_year_that_cannot_be_right_is_refused_in_words(text):
    with override("en"), pytest.raises(ValidationError, match="cannot be right here"):
        dates.read(text, LANGUAGES)


def test_the_first_of_a_month_has_letters_of_its_own():
    assert dates.read("1er mars 2020", LANGUAGES) == datetime.date(2020, 3, 1)


def test_a_number_in_a_column_of_days_is_a_date_that_lost_its_format():
    assert day().clean(43873) == day().clean(43873.5) == datetime.date(2020, 2, 12)


def test_a_year_is_no_such_number():
    with pytest.raises(ValidationError):
        day().clean(2020)
