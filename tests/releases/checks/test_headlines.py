"""Titles: what is written in capitals, and what ends with a full stop."""

import pytest

from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_organisation, make_release

pytestmark = pytest.mark.django_db


def is_asked(name, title, **fields):
    release = make_release(title_fr=title, **fields)
    return bool(Examination(release, "fr").findings([CHECKS[name]]))


@pytest.mark.parametrize(
    "title",
    [
        "LES INSTITUTS CARNOT",
        "Carnot LABEL RENEWED",
        "RECHERCHE : IMPORTANTE",
        "L’IMT GARDE SON LABEL CARNOT",
    ],
)
def test_words_in_capitals_are_asked_about(title):
    assert is_asked("title_capitals", title)


@pytest.mark.parametrize(
    "title",
    [
        "IMT, BRGM, CNRS : ACCORD",
        "IMT, CNRS, INSA, ENSTA, ANSSI, INRIA",
        "Un accord ANR PIA signé",
        "CARNOT RENEWED",
        "",
    ],
)
def test_acronyms_are_not(title):
    body = "<p>L’INSA, l’ENSTA, l’ANSSI et INRIA signent.</p>"
    make_organisation("CARNOT Alliance")
    assert not is_asked("title_capitals", title, body_fr=body)


def test_a_heading_in_capitals_makes_no_acronyms():
    assert is_asked("title_capitals", "LE LABEL CARNOT CONFIRMÉ", body_fr="<h2>LE LABEL CARNOT CONFIRMÉ</h2>")


@pytest.mark.parametrize("title", ["Les travaux de Dupont et al.", "Le label du Carnot M.I.N.E.S.", "Et…"])
def test_an_abbreviation_ends_with_its_own_stop(title):
    assert not is_asked("title_stop", title)


def test_a_sentence_does_not():
    assert is_asked("title_stop", "Un label confirmé par un total.")
