"""What every answer carries, whoever makes it."""

from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_user

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
