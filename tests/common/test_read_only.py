"""What a public address answers to whoever sends something."""

import pytest
from django.test import Client

from common import clock

pytestmark = pytest.mark.django_db
PUBLIC = [
    *(
        "/",
        "/fr/",
        "/en/press-releases/",
        "/fr/communiques/2020/none/",
        "/fr/instituts/",
        "/en/press-contacts/",
    ),
    *("/fr/flux/rss.xml", "/en/press-releases/ninjs.json", "/api/v1/releases/", "/api/oembed/"),
    *("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/files/none", "/logos/none"),
    *("/en/legal-notice/", "/fr/opensearch.xml", "/fr/picture.png", "/static/css/base.css", "/healthz"),
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_address_is_read_alone(path, method):
    response = Client(enforce_csrf_checks=True).generic(method, path, b"title=x")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert not response.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"] or path == "/healthz"


def test_it_says_so_in_the_language_of_the_address():
    assert "réservée à la lecture" in Client().post("/fr/").content.decode()
    assert "for reading" in Client().post("/en/").content.decode()


def test_it_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().post("/fr/communiques/")


def test_the_clock_is_asked_anew_only_where_something_may_have_been_written(monkeypatch):
    asked = []
    monkeypatch.setattr(clock, "forget", lambda: asked.append(True))
    Client().post("/fr/")
    assert not asked
    Client().post("/admin/login/")
    assert asked


def test_a_secret_link_takes_its_form_and_nothing_else():
    assert Client().post("/fr/mes-coordonnees/secret/").status_code == 404
    response = Client().put("/fr/mes-coordonnees/secret/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
