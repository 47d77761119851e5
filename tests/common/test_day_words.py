import datetime

import pytest
from django.utils import timezone, translation

from common.day_words import day_in_words, moment_in_words, short_day, short_moment

# A Monday, in Paris.
NOW = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
WORDS = {
    -8: ("Sun 21 February", "dim. 21 février"),
    -6: ("Tuesday", "mardi"),
    -1: ("yesterday", "hier"),
    0: ("today", "aujourd’hui"),
    1: ("tomorrow", "demain"),
    6: ("Sunday", "dimanche"),
    # Monday would be today.
    7: ("Mon 8 March", "lun. 8 mars"),
    366: ("1 March 2028", "1 mars 2028"),
}


@pytest.mark.parametrize(("days", "words"), WORDS.items())
def test_days_are_named_as_people_say_them(days, words):
    at = NOW + datetime.timedelta(days=days)
    for language, expected in zip(("en", "fr"), words, strict=True):
        with translation.override(language):
            assert day_in_words(at, NOW).lower() == expected.lower()


def test_the_day_is_that_of_paris():
    late = datetime.datetime(2027, 3, 1, 23, 30, tzinfo=datetime.UTC)
    with translation.override("en"):
        assert day_in_words(late, NOW) == "tomorrow"
        assert moment_in_words(late, NOW) == "tomorrow at 00:30"
        assert short_moment(late, NOW) == "tomorrow 00:30"
        assert timezone.localtime(late).day == 2


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "1er déc. 2026", "2 sept. 2026"), ("en", "1 Dec 2026", "2 Sep 2026")],
)
def test_a_short_date_shortens_its_month(language, first, second):
    with translation.override(language):
        assert short_day(datetime.date(2026, 12, 1)) == first
        assert short_day(datetime.date(2026, 9, 2)) == second
