"""Organisations by what people call them."""

import pytest
from django.core.exceptions import ValidationError

from institutes import organisation_names
from institutes.organisation_names import OrganisationNames
from tests.builders import make_organisation, make_school
from tests.exchange.importing import checked, kinds, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def schools():
    for name, short in (
        ("Télécom Paris", "TP"),
        ("Télécom SudParis", ""),
        ("Mines Saint-Étienne", ""),
        ("Institut Mines-Télécom Business School", "IMT-BS"),
        ("École nationale des ponts et chaussées", "ENPC"),
    ):
        make_school(name, short_name_fr=short)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Telecom Pari", "Télécom Paris"),
        ("Télecom-SudParis (Évry)", "Télécom SudParis"),
        ("Mines St Étienne", "Mines Saint-Étienne"),
        ("École des Mines Saint-Etienne", "Mines Saint-Étienne"),
        ("Ponts et chaussées", "École nationale des ponts et chaussées"),
        ("IMT Business School", None),
        ("Le Monde", None),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_near(schools, written, meant):
    with pytest.raises(ValidationError) as refusal:
        OrganisationNames().find(written)
    sentence = refusal.value.messages[0]
    assert (f"create it first: “{meant}”" in sentence) if meant else ("check the spelling" in sentence)


def test_of_many_near_names_the_nearest_three_are_offered():
    for number in range(9):
        make_organisation(f"Laboratoire {number}")
    assert len(OrganisationNames().near("Laboratoire")) == 3


def test_a_file_full_of_unknown_names_is_not_searched_without_end(schools, monkeypatch):
    monkeypatch.setattr(organisation_names, "MAX_SEARCHES", 2)
    names = OrganisationNames()
    assert [bool(names.near(f"Telecom Pari{end}")) for end in "xxyz"] == [True, True, True, False]


def test_an_unknown_organisation_refuses_its_row_alone_and_says_what_to_do(schools):
    job = checked(
        ["Last name", "Organisation", "E-mail"],
        ["Petit", "Telecom Pari", "p@example.org"],
        ["Grand", "Télécom Paris", "g@example.org"],
    )
    assert kinds(job) == {2: "refused", 3: "new"}
    assert "“Télécom Paris”" in problems(job)["organisation"]
    assert "empty this cell, or leave its column out" in problems(job)["organisation"]


def test_where_an_organisation_must_be_none_is_told_to_do_without(schools):
    job = checked(["Institute", "School"], ["Nobody Ltd", "Télécom Paris"], resource="membership")
    assert "No organisation is called “Nobody Ltd”" in problems(job)["institute"]
    assert "empty this cell" not in problems(job)["institute"]
