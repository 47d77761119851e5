"""Names of the directory with other capitals, accents, hyphens and spaces."""

import datetime

import pytest
from django.core.management import call_command
from django.utils.translation import override

from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_organisation, make_release

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _directory():
    call_command("loaddata", "organisations", "contacts", verbosity=0)


def asked(text):
    release = make_release(body_en=f"<p>{text}</p>", issued_on=datetime.date(2026, 2, 12))
    with override("en"):
        found = Examination(release, "en").findings([CHECKS["official_name"]])
    return {each.excerpt: str(each).rpartition("is “")[2].removesuffix("”.") for each in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Telecom Sud Paris", "Télécom SudParis"),
        ("Mines Ales", "IMT Mines Alès"),
        ("Télécom-Paris", "Télécom Paris"),
        ("IMT-Atlantique", "IMT Atlantique"),
        ("IMT atlantique", "IMT Atlantique"),
        ("IMT Mines Ales", "IMT Mines Alès"),
        ("Telecom Paris", "Télécom Paris"),
        ("EURECOM", "Eurecom"),
        ("Institut Mines Télécom", "Institut Mines-Télécom"),
        ("Institut Mines-Telecom Business-School", "Institut Mines-Télécom Business School"),
        ("Carnot MINES", "Carnot M.I.N.E.S"),
        ("IMT BS", "IMT-BS"),
        ("Telecom Paris Tech", "Télécom Paris"),
    ],
)
def test_another_form_of_a_name_is_asked_about(text, name):
    assert asked(f"They met at {text}, then left.") == {text: name}


@pytest.mark.parametrize(
    "text",
    [
        "IMT Atlantique, Télécom Paris, Télécom SudParis, IMT Mines Alès and IMT-BS.",
        "Institut Mines-Télécom Business School and Mines Paris – PSL.",
        "The label of Carnot M.I.N.E.S",
        "Nord Europe, Mines-Douai and the IMT. Atlantique is an ocean.",
        "Télécom-Paris-Saclay, https://example.org/IMT-Atlantique and imt-atlantique@example.org.",
        "The mines ales, telecom sud paris.",
    ],
)
def test_what_is_right_or_another_name_is_left_alone(text):
    assert asked(text) == {}


def test_a_name_inside_of_another_is_none():
    make_organisation("Fondation Télécom-Paris Avenir")
    assert asked("With Fondation Télécom-Paris Avenir.") == {}
