"""A request is measured by what it announces, before anything of it is read."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.builders import make_user
from tests.visitor import Page

pytestmark = pytest.mark.django_db
SMALL, LARGE = settings.MAX_PUBLIC_REQUEST, settings.MAX_DESK_REQUEST
PUBLIC = [
    "/fr/",
    "/en/press-releases/",
    "/en/press-releases/2020/none/",
    "/fr/ma-fiche/secret/",
    "/files/none",
    "/robots.txt",
    "/nowhere",
]


def send(client, path, length, language="en"):
    """A request that announces a body of that length."""
    return client.generic(
        "POST",
        path,
        b"",
        "application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(length),
        HTTP_ACCEPT_LANGUAGE=language,
    )


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_address_refuses_a_large_body_without_reading_it(client, path):
    response = send(client, path, SMALL + 1)
    assert response.status_code == 413
    assert "64" in Page(response).words


@pytest.mark.parametrize("path", PUBLIC)
def test_being_signed_in_makes_no_public_address_larger(client, path):
    client.force_login(make_user("admin"))
    assert send(client, path, SMALL + 1).status_code == 413


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin/language/", "/admin/releases/release/add/"]
)
def test_nobody_sends_files_to_the_desk_who_is_not_signed_in(client, path):
    response = send(client, path, SMALL + 1)
    assert response.status_code == 413
    assert "You are not signed in" in Page(response)


def test_a_person_of_the_desk_sends_files_and_is_told_how_much(client):
    client.force_login(make_user("writer"))
    address = reverse("admin:releases_release_add")

    assert send(client, address, SMALL + 1).status_code != 413
    response = send(client, address, LARGE + 1)

    assert response.status_code == 413
    assert "at most 120.0\xa0MB" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [("/fr/", "Rien n’a été enregistré"), ("/en/", "Nothing was saved")],
)
def test_the_page_speaks_the_language_of_its_address(client, path, text):
    assert text in Page(send(client, path, SMALL + 1))


@pytest.mark.parametrize("length", ["", "many", "-5", "0", str(SMALL)])
def test_what_announces_little_or_nonsense_passes(client, length):
    assert send(client, "/en/press-releases/", length).status_code == 405
