"""Capital letters make no difference in an address, and tell nothing of what is not public."""

import pytest

from tests.builders import make_release, publish, withdraw
from tests.visitor import RELEASE, make_full_institute, without_own_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
IN_CAPITALS = "/fr/communiques/2020/TITLE-FR/"
BENEATH = ["", "text/", "picture.png", "ninjs.json", "edition/1/", "edition/2/modifications/"]


@pytest.mark.parametrize("rest", BENEATH)
def test_capital_letters_lead_to_small_ones(rest, client):
    publish(publish(make_release()).release, change_note="A number was wrong.")
    response = client.get(f"{IN_CAPITALS}{rest}")
    assert (response.status_code, response["Location"]) == (301, f"{RELEASE['fr']}{rest}")
    assert "no-cache" in response["Cache-Control"]


def test_they_lead_to_the_explanation_of_a_withdrawal(client):
    withdraw(publish(make_release()).release)
    assert client.get(IN_CAPITALS)["Location"] == RELEASE["fr"]


@pytest.mark.parametrize("rest", BENEATH)
@pytest.mark.parametrize("word", ["DRAFT", "REVIEW", "SCHEDULED"])
def test_nothing_is_told_of_what_was_never_live(word, rest, client):
    unknown = client.get(f"/fr/communiques/2020/UNKNOWN/{rest}")
    hidden = client.get(f"/fr/communiques/2020/SECRET-{word}/{rest}")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert without_own_words(hidden.content.decode()) == without_own_words(unknown.content.decode())


@pytest.mark.parametrize("kind", ["instituts", "ecoles"])
def test_so_do_those_of_organisations(kind, client):
    make_full_institute()
    name = {"instituts": "tsn", "ecoles": "eurecom"}[kind]
    response = client.get(f"/fr/{kind}/{name.upper()}/")
    assert (response.status_code, response["Location"]) == (301, f"/fr/{kind}/{name}/")
    assert client.get(f"/fr/{kind}/NONE/").status_code == 404


def test_a_reference_in_small_letters_leads_to_the_one_in_capitals_in_the_api(client):
    release = publish(make_release()).release
    address = f"/api/v1/releases/{release.reference}/fr/"
    response = client.get(f"/api/v1/releases/{release.reference.lower()}/fr/")
    assert (response.status_code, response["Location"]) == (301, address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"/api/v1/releases/{release.reference.lower()}/xx/").status_code == 404


def test_the_api_tells_nothing_of_what_was_never_live(client, shared_leaks):
    for release in shared_leaks[:-1]:
        assert client.get(f"/api/v1/releases/{release.reference.lower()}/fr/").status_code == 404


def test_an_address_that_is_asked_about_is_not_found_in_capitals(client):
    publish(make_release())
    assert client.get(f"/api/oembed/?url=http://testserver{IN_CAPITALS}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/fr/Communiques/", "/fr/communiques/"),
        ("/FR/", "/fr/"),
        ("/FR/communiques/?q=Carnot&page=2", "/fr/communiques/?q=Carnot&page=2"),
        ("/EN/Press-Releases/2020/TITLE-EN/", "/en/press-releases/2020/title-en/"),
        ("/fr/Communiques/reference/CP-2020-001/", "/fr/communiques/reference/cp-2020-001/"),
    ],
)
def test_so_do_the_words_of_the_site_and_nothing_is_looked_for(typed, address, client):
    response = client.get(typed)
    assert (response.status_code, response["Location"]) == (301, address)
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.parametrize("typed", ["/fr/Nowhere/", "/fr/Mes-Coordonnees/A-b/C/", "/ADMIN/"])
def test_what_is_no_page_is_not_found_in_capitals(typed, client):
    assert client.get(typed).status_code == 404
