import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats
from django.utils.translation import override

FIRST, SECOND = (datetime.datetime(2026, 12, day, 9, tzinfo=ZoneInfo("Europe/Paris")) for day in (1, 2))

NINE = "9 h 00 (heure de Paris)"


@pytest.mark.parametrize(
    ("language", "style", "first", "second"),
    [
        ("fr", "DATE_FORMAT", "1er décembre 2026", "2 décembre 2026"),
        ("fr", "DATETIME_FORMAT", f"1er décembre 2026 à {NINE}", f"2 décembre 2026 à {NINE}"),
        ("fr", "MONTH_DAY_FORMAT", "1er décembre", "2 décembre"),
        ("en", "DATE_FORMAT", "1 December 2026", "2 December 2026"),
        ("en", "DATETIME_FORMAT", "1 December 2026, 09:00 CET", "2 December 2026, 09:00 CET"),
        ("en", "jS F", "1st December", "2nd December"),
    ],
)
def test_the_first_of_a_month_is_written_as_the_language_does(language, style, first, second):
    with override(language):
        written = [formats.date_format(day, style).strip() for day in (FIRST, SECOND)]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in written] == [first, second]
