"""Press contacts as files for an address book."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.builders import make_contact, make_organisation
from tests.visitor import visit

pytestmark = pytest.mark.django_db
ALL = "/fr/contacts-presse/tous.vcf"


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.fixture
def person():
    school = make_organisation("École Une", slug="ecole-une")
    return make_contact(
        "Dupont", first_name="Ada", organisation=school, email="ada@example.org", phones=["+33175314082"]
    )


def card_of(person, language="fr"):
    with override(language):
        return reverse("card", args=[person.pk])


def read(path):
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode().replace("\r\n ", "")


def test_a_person_is_taken_along_as_the_page_shows_them(person):
    response = Client().get(card_of(person))
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ada-dupont.vcf"'
    text = response.content.decode()
    for line in ("VERSION:3.0", "FN:Ada Dupont", "ORG:École Une", "ada@example.org", "+33175314082"):
        assert line in text


def test_whoever_wants_version_4_says_so(person):
    assert "VERSION:4.0" in read(f"{card_of(person)}?version=4")
    assert "VERSION:3.0" in read(f"{card_of(person)}?version=5")


def test_an_organisation_and_all_of_them_are_files_too(person):
    other = make_contact("Autre")
    assert read("/fr/contacts-presse/ecole-une.vcf").count("BEGIN:VCARD") == 1
    everybody = read(ALL)
    assert "Ada Dupont" in everybody
    assert other.last_name in everybody
    assert "secret" not in everybody.lower()


@pytest.mark.parametrize(
    "hidden", [{"is_public": False}, {"is_press_contact": False}, {"objected_on": "2026-01-01"}]
)
def test_who_is_not_for_the_press_has_no_card(person, hidden):
    type(person).objects.filter(pk=person.pk).update(**hidden)
    assert Client().get(card_of(person)).status_code == 404
    assert Client().get("/fr/contacts-presse/ecole-une.vcf").status_code == 404
    assert "Dupont" not in Client().get(ALL).content.decode()


def test_the_page_leads_to_the_cards_of_those_who_are_several_at_one_place(person):
    links = "//p[@class='more-here']/a/@href"
    assert visit("/fr/contacts-presse/").tree.xpath(links) == []
    make_contact("Martin", organisation=person.organisation)
    # No organisation, no file.
    make_contact("Autre")
    make_contact("Encore")
    assert visit("/fr/contacts-presse/").tree.xpath(links) == ["/fr/contacts-presse/ecole-une.vcf"]
    assert read("/fr/contacts-presse/ecole-une.vcf?version=4").count("VERSION:4.0") == 2


def test_pages_lead_to_the_cards(person):
    page = visit("/fr/contacts-presse/")
    assert card_of(person) in page.tree.xpath("//a/@href")
    assert {ALL, f"{ALL}?version=4"} <= {*page.tree.xpath("//a/@href")}
    with override("en"):
        assert card_of(person, "en") in visit("/en/press-contacts/").tree.xpath("//a/@href")
