"""Hours that do not exist, and hours that readers elsewhere cannot place."""

import pytest

from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_release

pytestmark = pytest.mark.django_db


def asked(name, language, *paragraphs):
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    found = Examination(make_release(**{f"body_{language}": body}), language).findings([CHECKS[name]])
    return [each.excerpt for each in found]


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("en", "At 25:30, then at 14.75 pm.", ["25:30", "14.75 pm"]),
        ("en", "From 9:75 to 24:10, 15:00 am and 11.30 am", ["9:75", "15:00 am"]),
        ("fr", "À 25 h 30 ou à 14h75, à 24:10.", ["25 h 30", "14h75", "24:10"]),
    ],
)
def test_hours_that_no_one_can_mean(language, text, hours):
    assert asked("impossible_hour", language, text) == hours


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At 24:00, at 0:30 am, 14:30 pm, 12.30 pm, at 23:59, a ratio of 25:30, at 1:75, 30:65."),
        ("en", "It costs 14.75 per member, 99.99 amps, at 2:30:65, at 25."),
        ("fr", "À 24 h, de 20 à 25 h par semaine, 25 h 30 de vol, à 1:75, à 14 h 59, 12 h."),
    ],
)
def test_other_hours_and_ratios_are_left_alone(language, text):
    assert asked("impossible_hour", language, text) == []


@pytest.mark.parametrize(
    ("paragraphs", "hours"),
    [
        (["The press meets on Zoom at 10 am. Join on Zoom at 3pm GMT."], ["10 am"]),
        (["Embargoed until 9 am Paris time.", "The webinar begins at 2 pm."], ["2 pm"]),
        (["The webinar begins at 2 pm and ends at 4 pm."], ["2 pm"]),
        (["Join the webinar at 2 pm. All times are Paris time."], []),
        (["The webinar begins at 2 pm, Paris time.", "Join the webinar at 2 pm."], []),
        (["The doors open at 10 am.", "Join on Zoom at 3pm GMT."], []),
    ],
)
def test_a_zone_counts_for_the_hours_of_its_sentence(paragraphs, hours):
    assert asked("zone", "en", *paragraphs) == hours
