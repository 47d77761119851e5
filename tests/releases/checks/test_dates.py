"""Days that no one can mean, and years with a figure too many."""

import pytest

from .test_hours import asked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "Le 32 mars. Le 31/13/2026, le 31 juin.", ["32 mars", "31/13/2026", "31 juin"]),
        ("fr", "Le 3 mars 20206, puis le 4 mars 2026.", ["3 mars 20206"]),
        ("en", "On 3 March 20206.", ["3 March 20206"]),
        ("en", "On 13/31/2026.", ["13/31/2026"]),
    ],
)
def test_days_that_no_one_can_mean(language, text, days):
    assert asked("impossible_date", language, text) == days


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 12/31/2026, on 31/12/2026."),
        ("fr", "Le 3 mars 20206 visiteurs sont venus."),
        ("fr", "Le 31 mars. Dimanche 22, à 18 h."),
    ],
)
def test_other_days_are_left_alone(language, text):
    assert asked("impossible_date", language, text) == []
