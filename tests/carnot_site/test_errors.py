import pytest
from django.test import Client

from tests.builders import make_release, make_school, publish
from tests.releases import desk
from tests.visitor import Page, add_organisations, publish_many, visit

pytestmark = pytest.mark.django_db

FIELD = "string(//main//input[@name='q']/@value)"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/fr/communiques/2020/label-carnot-renouvele/", "label carnot renouvele"),
        ("/en/press-releases/2020/label-carnot/", "label carnot"),
        ("/fr/instituts/telecom_et-société/", "telecom et société"),
        ("/fr/actualites/label-carnot.html", "label carnot"),
        ("/fr/%22%3E%3Cscript%3Ealert(1)%3C-script%3E/", "script alert script"),
        ("/fr/communiques/2020/12-34/", ""),
        ("/fr/communiques/2020/" + "-".join(["mot"] * 30) + "/", "mot mot mot mot mot mot mot mot"),
        ("/fr/" + "x" * 2000 + "/", ""),
        ("/fr/communiques/reference/CP-1999-001/", ""),
        ("/fr/communiques/2026/crues-des-cevennes/index.html", "crues des cevennes"),
        ("/fr/communiques/2026/crues-des-cevennes/Feed/", "crues des cevennes"),
        ("/en/press-releases/floods-cevennes/2026", "floods cevennes"),
        ("/en/floods-cevennes/press-releases/", "floods cevennes"),
        ("/fr/communiques/feed/index.html", ""),
    ],
)
def test_a_missing_page_offers_to_search_for_the_words_of_its_address(path, words):
    page = visit(path, 404)
    assert page.tree.xpath(FIELD) == words
    assert page.tree.xpath("string(//main//form/@action)") in ("/fr/communiques/", "/en/press-releases/")
    assert "\ufdd1" not in page.source


def test_the_secret_of_a_mistyped_link_is_not_searched_for():
    response = Client().get("/fr/mes-coordonnees/some-words/more-words/")
    assert response.status_code == 404
    assert Page(response).tree.xpath(FIELD) == ""


def test_what_is_refused_stands_in_the_log_of_requests_alone(caplog):
    assert Client().get("/fr/nowhere/").status_code == 404
    assert caplog.records == []


def test_it_lists_the_five_newest_releases_of_the_language_live_ones_alone(shared_leaks):
    publish_many(6)
    assert visit("/fr/nowhere/", 404).texts("//li[@class='line']//h3") == [
        f"Release {number}" for number in (5, 4, 3, 2, 1)
    ]
    assert visit("/en/nowhere/", 404).texts("//li[@class='line']") == []


def test_many_addresses_cost_no_more_queries_than_one(transactional_db, django_assert_num_queries):
    publish(add_organisations(make_release(), make_school()))
    visit("/fr/nowhere/", 404)
    with django_assert_num_queries(0):
        for number in range(5):
            assert visit(f"/fr/nowhere-{'x' * number}else/", 404).tree.xpath(FIELD).startswith("nowhere")


@pytest.mark.parametrize("path", ["/admin/none/", "/admin/releases/release/0/copy/"])
def test_at_the_desk_a_missing_page_is_one_of_the_desk(client, path):
    desk.sign_in(client, "writer")
    page = client.get(path)
    assert page.status_code == 404
    assert "desk-head" in page.text
    assert 'href="/admin/"' in page.text


def test_whoever_is_not_signed_in_is_asked_to_at_any_address_of_the_desk(client):
    assert client.get("/admin/none/")["Location"].startswith("/admin/login/")


def test_at_the_desk_what_an_account_may_not_do_is_said_on_a_page_of_the_desk(client):
    desk.sign_in(client, "writer")
    response = client.get("/admin/auth/user/")
    assert response.status_code == 403
    page = Page(response)
    assert page.tree.xpath("string(//main//h1)") == "You may not see or do this"
    assert page.tree.xpath("//header[@class='desk-head']//a[@href='/admin/releases/release/']")
    client.logout()
    assert client.get("/admin/auth/user/").status_code == 302
