"""The addresses outside the languages, and the pages for what went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.csrf import csrf_failure
from django.views.defaults import permission_denied, server_error

from tests.visitor import Page, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("fr", "/fr/"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "/fr/"),
        ("en-GB,en;q=0.9,fr;q=0.1", "/en/"),
        ("ja,en;q=0.2", "/en/"),
        ("ja", "/fr/"),
        ("", "/fr/"),
        ("\x00;q=x", "/fr/"),
    ],
)
def test_the_root_leads_to_the_language_that_the_browser_asks_for(client, accepted, home):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, home)
    assert "Accept-Language" in response["Vary"]
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not response.cookies


def test_the_choice_of_a_language_is_a_cookie_of_the_desk_only(client):
    response = client.post("/admin/language/", {"language": "en", "next": "/admin/"})
    assert response["Location"] == "/admin/"
    assert [cookie["path"] for cookie in response.cookies.values()] == ["/admin/"]


@pytest.mark.parametrize(
    ("path", "text", "other"),
    [
        ("/fr/nulle-part/", "Il n’y a pas de page à cette adresse", {"en": "/en/"}),
        ("/en/nowhere/", "There is no page at this address", {"fr": "/fr/"}),
        ("/en/press-releases/2020/none/", "There is no page at this address", {"fr": "/fr/"}),
    ],
)
def test_a_404_speaks_the_language_of_its_address_and_switches_to_the_front_page(path, text, other):
    page = visit(path, 404)
    assert text in page
    assert page.language_links() == other
    assert not page.alternates()


def test_a_404_outside_the_languages_follows_the_browser():
    assert "There is no page at this address" in visit("/nowhere", 404, accept_language="en")
    assert "Il n’y a pas de page" in visit("/nowhere", 404, accept_language="fr")


@pytest.mark.parametrize("template", ["500.html", "400.html"])
def test_the_last_pages_need_nothing_and_speak_every_language(template):
    text = render_to_string(template)
    assert '<section class="statement" lang="fr">' in text
    assert '<section class="statement" lang="en">' in text
    assert 'href="/fr/"' in text
    assert 'href="/en/"' in text
    assert "/static/css/tokens.css" in text


def test_an_error_shows_the_last_page(rf):
    response = server_error(rf.get("/fr/"))
    assert response.status_code == 500
    assert "Une erreur s’est produite de notre côté" in Page(response)
    assert "Something went wrong on our side" in Page(response)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "Vous n’avez pas accès à cette page"), ("en", "You may not see or do this")]
)
def test_a_refusal_speaks_the_language_of_the_page(rf, language, text):
    with override(language):
        response = permission_denied(rf.get(f"/{language}/"), Exception())
    assert response.status_code == 403
    assert text in Page(response)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_form_without_its_token_is_explained(language):
    with override(language):
        response = csrf_failure(RequestFactory().post(f"/{language}/"))
    assert response.status_code == 403
    assert "cookie" in Page(response)


def test_a_form_of_the_desk_without_its_token_gets_that_page():
    response = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/admin/login/")
    assert response.status_code == 403
    page = Page(response)
    assert "This form could not be accepted" in page
    assert "Go back: what you wrote is still in the form." in page
