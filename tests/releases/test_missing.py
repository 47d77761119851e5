"""What a list has not is said in words, and leads to the list that there is."""

import pytest
from django.test import Client

from institutes.models import Institute
from tests.builders import make_institute, make_release
from tests.visitor import Page, add_organisations, publish_many, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
LIST = "/en/press-releases/"


def said(address):
    page = visit(address, 404)
    [heading] = page.texts("//main//h1")
    links = page.tree.xpath("//main/div[@class='statement']/ul//a")
    return heading, {link.text: link.get("href") for link in links}


@pytest.fixture
def institute() -> Institute:
    institute = make_institute(slug="tsn")
    publish_many(41, institute, language="en")
    return institute


@pytest.mark.parametrize("number", ["4", "0", "-1", "x", "9" * 30])
def test_a_page_that_is_too_high_is_told_how_many_there_are(number, institute):
    for path in (LIST, "/en/institutes/tsn/"):
        assert said(f"{path}?page={number}") == (
            "This list has 3 pages",
            {"First page": path, "Last page: 3": f"{path}?page=3"},
        )


def test_what_else_was_asked_for_stays(institute):
    for query in ("organisation=tsn", "q=release", "organisation=tsn&q=release"):
        heading, links = said(f"{LIST}?{query}&page=7")
        assert heading == "This list has 3 pages"
        assert links["Last page: 3"] == f"{LIST}?{query}&page=3"
        assert links["First page"] == f"{LIST}?{query}"
        visit(links["Last page: 3"])


def test_a_list_of_one_page_has_no_last_one():
    assert said("/fr/communiques/?page=2") == (
        "Cette liste compte 1 page",
        {"Première page": "/fr/communiques/"},
    )


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("organisation=none", "There is no institute or school “none” in this list"),
        ("topic=none", "There is no topic “none” in this list"),
        ("kind=none", "There is no kind of press release “none”"),
        ("year=x", "“x” is no year of this list"),
        ("month=13", "“13” is no month: they are written 1 to 12"),
    ],
)
def test_a_value_that_is_not_there_is_named(query, sentence):
    others = "q=words&page=3" if "month" not in query else "q=words"
    assert said(f"{LIST}?{query}&{others}") == (sentence, {"The list without this choice": f"{LIST}?q=words"})


@pytest.mark.parametrize("value", ["<b>x</b>", "x" * 999, "\x00", "‮abc", "%F0%9F%8E%89", "%ff"])
def test_whatever_was_written_is_shown_as_words_and_cut(value):
    page = visit(f"{LIST}?organisation={value}", 404)
    assert not page.tree.xpath("//main//b")
    assert len(page.texts("//main//h1")[0]) < 120


def test_each_address_is_told_its_own(institute):
    for number in (5, 6):
        assert said(f"{LIST}?organisation=n{number}")[0].count(f"n{number}") == 1
    assert said(f"{LIST}?page=7")[0] == "This list has 3 pages"
    assert visit("/en/nowhere/", 404).texts("//main//h1") == ["There is no page at this address"]


def test_feeds_and_frames_say_it_too(settings):
    settings.EMBED_HOSTS = ["www.example.org"]
    for address in ("/fr/flux/rss.xml", "/fr/integrer/"):
        response = Client().get(f"{address}?organisation=none")
        assert response.status_code == 404
        assert "Aucun institut ni aucune école" in Page(response)


def test_what_is_only_a_draft_is_neither_page_nor_number():
    add_organisations(make_release(), make_institute(slug="tsn"))
    assert said("/en/institutes/tsn/?page=2")[0] == "This list has 1 page"
