import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import formats
from django.utils.translation import override

SUMMER = datetime.datetime(2026, 7, 1, 9, 42, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("language", "moment", "said"),
    [
        ("fr", SUMMER, "1er juillet 2026 à 9 h 42 (heure de Paris)"),
        ("fr", SUMMER.replace(month=12, hour=19), "1er décembre 2026 à 19 h 42 (heure de Paris)"),
        ("fr", SUMMER.astimezone(datetime.UTC), "1er juillet 2026 à 7 h 42 UTC"),
        ("en", SUMMER, "1 July 2026, 09:42 CEST"),
    ],
)
def test_french_names_the_zone_of_an_hour_and_english_has_its_sign(language, moment, said):
    with override(language):
        assert formats.date_format(moment, "DATETIME_FORMAT").replace("\N{NO-BREAK SPACE}", " ") == said
