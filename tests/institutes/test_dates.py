import datetime

import pytest
from django.core.exceptions import ValidationError

from institutes import dates
from institutes.resources import day

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
        "mercredi 12 fevr. 2020",
        "12th February 2020",
        "Wed, Feb 12, 2020",
    ],
)
def test_a_day_as_people_write_it(text):
    assert dates.read(text, LANGUAGES) == datetime.date(2020, 2, 12)


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
    ],
)
def test_what_could_be_several_days_is_refused(text):
    with pytest.raises(ValidationError):
        dates.read(text, LANGUAGES)


def test_the_first_of_a_month_has_letters_of_its_own():
    assert dates.read("1er mars 2020", LANGUAGES) == datetime.date(2020, 3, 1)


def test_a_number_in_a_column_of_days_is_a_date_that_lost_its_format():
    assert day().clean(43873) == day().clean(43873.5) == datetime.date(2020, 2, 12)


def test_a_year_is_no_such_number():
    with pytest.raises(ValidationError):
        day().clean(2020)
