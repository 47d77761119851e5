"""Lists of organisations as other programs write them."""

import pytest
from django.utils.translation import override

from exchange.import_forms import ReadingForm
from institutes.models import Organisation
from tests.builders import make_school
from tests.exchange.importing import applied, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SITE = "https://www.example.org/"


def read(header, cell):
    """(key, form) of one column beside a name."""
    form = ReadingForm(job=upload(["Name (en)", header], ["Zeste", cell], resource="organisation"))
    return form.reading["columns"][1], form


@pytest.mark.parametrize(
    ("header", "cell", "key"),
    [
        ("Nom", "Zeste", "name_fr"),
        ("Raison sociale", "Zeste", "name_fr"),
        ("Sigle", "ZST", "short_name_fr"),
        ("Acronyme", "ZST", "short_name_fr"),
        ("Acronym", "ZST", "short_name_en"),
        ("Site", SITE, "website"),
        ("Site internet", "www.example.org", "website"),
        ("URL", SITE, "website"),
        ("Type", "école", "kind"),
        ("Catégorie", "Company", "kind"),
        ("Site", "Campus de Palaiseau", ""),
        ("Type", "EPST", ""),
        ("Ville", "Brest", ""),
        ("Pays", "France", ""),
        ("SIRET", "130 013 527 00014", ""),
        ("Téléphone", "01 75 31 40 82", ""),
    ],
)
def test_a_column_is_known_by_its_name_elsewhere(header, cell, key):
    found, form = read(header, cell)
    assert (found, form.unknown()) == (key, 0)


@pytest.mark.parametrize(("language", "key"), [("fr", "name_fr"), ("en", "name_en")])
def test_an_english_header_is_in_the_language_of_the_desk(language, key):
    with override(language):
        assert upload(["Name", "City"], ["Zeste", "x"], resource="organisation").reading["columns"][0] == key


@pytest.mark.parametrize("header", ["Ville", "Type"])
def test_what_somebody_may_want_after_all_is_left_out_in_view(header):
    _key, form = read(header, "Brest")
    assert [
        why
        for field, _place, why, _cells in form.columns()
        if field.label == header and "left out" in why.lower()
    ]


@pytest.mark.parametrize("header", ["Pays", "SIRET", "Téléphone", "Notes"])
def test_what_has_no_field_is_folded_away(header):
    _key, form = read(header, "x")
    assert [(field.label, why) for field, _place, why, _cells in form.folded()] == [
        (header, "Not needed here.")
    ]


def test_our_own_header_goes_before_another_name_of_the_column():
    job = upload(["Site", "Website", "Name"], [SITE, SITE, "Zeste"], resource="organisation")
    assert job.reading["columns"] == ["", "website", "name_en"]


def test_a_list_of_another_program_comes_in_without_a_column_renamed():
    school = make_school("IMT Atlantique", slug="imt-atlantique")
    header = ["Nom", "Site web", "Ville", "Sigle", "Pays", "Type"]
    applied(
        header,
        ["IMT Atlantique", SITE, "Brest", "IMTA", "France", "école"],
        ["Zeste", "", "Paris", "ZST", "France", "Entreprise"],
        resource="organisation",
    )
    school.refresh_from_db()
    assert (school.website, school.short_name_fr) == (SITE, "IMTA")
    new = Organisation.objects.get(name_fr="Zeste")
    assert (new.short_name_fr, new.kind) == ("ZST", "company")
