"""The list within pages of other sites."""

import re

import pytest
from django.test import Client

from tests.builders import make_institute, make_release, publish
from tests.visitor import add_organisations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]


@pytest.fixture
def hosts(settings):
    settings.EMBED_HOSTS = ["www.example.org", "*.example.net"]


@pytest.fixture(autouse=True)
def releases():
    publish(add_organisations(make_release(), make_institute(slug="un")))
    publish(make_release(title_fr="Autre titre", slug_fr="autre"))


def read(query="", status=200):
    response = Client().get(f"/fr/integrer/{query}")
    assert response.status_code == status
    assert "SECRET" not in response.content.decode()
    return response


def test_without_named_hosts_there_is_no_such_address():
    response = read(status=404)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.usefixtures("hosts")
class TestForNamedHosts:
    def test_they_may_frame_it_and_nobody_else(self):
        response = read()
        policy = response["Content-Security-Policy"].split("; ")
        assert "frame-ancestors www.example.org *.example.net" in policy
        assert "default-src 'none'" in policy
        assert not response.has_header("X-Frame-Options")
        assert not response.cookies
        assert response.may_be_kept

    def test_no_other_page_may_be_framed(self):
        for path in ("/fr/", "/fr/communiques/", "/fr/nowhere/"):
            response = Client().get(path)
            assert response["X-Frame-Options"] == "DENY"
            assert "frame-ancestors 'none'" in response["Content-Security-Policy"]

    def test_it_is_a_list_without_script_that_leads_to_the_site(self):
        page = read().content.decode()
        assert "Title in fr" in page
        assert "Autre titre" in page
        assert "<script" not in page
        assert '<base target="_top">' in page
        headings = re.findall(r"<h([1-6])", page)
        assert headings == ["1", "2", "3", "3"]

    def test_it_takes_the_filters_of_the_list(self):
        page = read("?organisation=un").content.decode()
        assert "Title in fr" in page
        assert "Autre titre" not in page
        assert 'href="/fr/communiques/?organisation=un"' in page
        read("?organisation=nothing", 404)

    def test_each_language_has_its_own(self):
        response = Client().get("/en/embed/")
        assert response.status_code == 200
        assert "Title in" not in response.content.decode()
