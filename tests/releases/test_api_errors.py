"""Errors of the API that no view of it answers."""

import pytest
from django.test import Client

from releases.public.api import views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
RELEASES = "/api/v1/releases/"


def ask(address, status, method="get", **more):
    response = getattr(Client(raise_request_exception=False), method)(address, **more)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Security-Policy"]
    assert "Language" not in response.get("Vary", "")
    error = response.json()["error"]
    assert error["status"] == status
    return error["message"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/api/",
            "/api/v1/",
            "/api/v2/releases/",
            "/api/nothing",
            f"{RELEASES}CP%00/fr/",
            f"{RELEASES}a/b/c/",
        ),
        f"{RELEASES}%FF/fr/",
        f"{RELEASES}CP-2026-006/fr/{'x' * 5000}/",
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_address_that_is_none_is_told_which_there_are(address, language):
    message = ask(address, 404, headers={"accept-language": language})
    assert all(known in message for known in (RELEASES, "/api/v1/organisations/", "/api/oembed/"))


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_says_so_to_any_method(method):
    ask("/api/v2/", 404, method)


def test_a_release_without_its_language_is_told_how_its_address_ends():
    message = ask(f"{RELEASES}CP-2026-006/", 404)
    assert "with which its address ends: fr/, en/" in message
    assert "CP-2026-006" not in message


def test_a_body_that_is_too_large_and_an_unknown_host_are_refused():
    ask(RELEASES, 413, "post", data={"a": "b" * 70_000})
    ask(RELEASES, 400, headers={"host": "elsewhere.example"})


def test_a_small_body_is_not_read_and_a_large_one_is_refused():
    assert Client().generic("GET", RELEASES, "x" * 1_000).status_code == 200
    assert Client().generic("GET", RELEASES, "x" * 70_000).status_code == 413


def test_a_failure_is_told_without_what_failed(monkeypatch):
    def fails(request):
        raise RuntimeError("SECRET")

    monkeypatch.setattr(views, "rows", fails)
    assert "SECRET" not in ask(RELEASES, 500)


def test_pages_keep_their_errors():
    response = Client().get("/fr/api/")
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
