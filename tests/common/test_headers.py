"""What every answer carries, whoever makes it."""

from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_institute, make_release, make_school, make_user, publish, withdraw

pytestmark = pytest.mark.django_db


def failing(_client):
    with mock.patch("releases.public.views.Home.get_context_data", side_effect=RuntimeError):
        return Client(raise_request_exception=False).get("/fr/")


ANSWERS = {
    "a page": (200, lambda client: client.get("/fr/")),
    "a redirect": (302, lambda client: client.get("/")),
    "no page": (404, lambda client: client.get("/nowhere")),
    "a page of the desk": (200, lambda client: client.get("/admin/login/")),
    "a failure": (500, failing),
    "a host that is not ours": (400, lambda client: client.get("/fr/", headers={"host": "other.org"})),
    "too large a request": (413, lambda client: client.post("/fr/", "x" * 70_000, "text/plain")),
    "a static file": (200, lambda client: client.get("/static/css/base.css")),
    "a static file that is not there": (404, lambda client: client.get("/static/css/nowhere.css")),
    "health": (200, lambda client: client.get("/healthz")),
    "health asked otherwise": (405, lambda client: client.delete("/healthz")),
    "almost health": (404, lambda client: client.get("/&#healthz")),
}


@pytest.fixture
def whitenoise_finds_files(settings):
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.mark.usefixtures("whitenoise_finds_files")
@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_carries_them(answer):
    status, ask = ANSWERS[answer]
    response = ask(Client())
    assert response.status_code == status
    assert "geolocation=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cache-Control"]


def test_no_page_is_kept_without_asking_anew():
    release = make_release()
    publish(release)
    institute = make_institute(slug="tsn")
    school = make_school(slug="eurecom")
    address = "/fr/communiques/2020/title-fr/"
    pages = {
        "/fr/": 200,
        "/fr/communiques/": 200,
        address: 200,
        address.removesuffix("/"): 301,
        f"/fr/communiques/reference/{release.reference}/": 302,
        f"/en/press-releases/reference/{release.reference}/": 200,
        "/fr/instituts/": 200,
        f"/fr/instituts/{institute.slug}/": 200,
        "/fr/ecoles/": 200,
        f"/fr/ecoles/{school.slug}/": 200,
        "/fr/contacts-presse/": 200,
        "/fr/nulle-part/": 404,
        "/robots.txt": 200,
    }
    assert answers(pages) == {path: (status, "no-cache") for path, status in pages.items()}
    withdraw(release)
    assert answers([address]) == {address: (410, "no-cache")}


def answers(paths):
    found = {path: Client().get(path) for path in paths}
    return {path: (response.status_code, response.get("Cache-Control")) for path, response in found.items()}


@pytest.mark.parametrize(
    ("name", "has_editor"),
    [
        ("admin:releases_release_add", True),
        ("admin:releases_boilerplate_add", True),
        ("admin:releases_release_changelist", False),
        ("admin:institutes_contact_add", False),
        ("admin:index", False),
        ("home", False),
    ],
)
def test_only_forms_with_the_editor_allow_its_style(client, name, has_editor):
    client.force_login(make_user("admin"))
    policy = client.get(reverse(name))["Content-Security-Policy"]
    assert ("sha256-" in policy) is has_editor
    assert "unsafe" not in policy
