"""A list is narrowed where it stands, by mouse and by keyboard."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.builders import make_institute, make_release, publish
from tests.visitor import add_organisations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def releases():
    un, deux = make_institute("Carnot Un", slug="un"), make_institute("Carnot Deux", slug="deux")
    for year, institute in ((2020, un), (2021, un), (2021, deux)):
        title = f"Titre {year} {institute.slug}"
        release = make_release(title_fr=title, slug_fr=title.lower().replace(" ", "-"))
        release.issued_on = datetime.date(year, 3, 1)
        release.save()
        publish(add_organisations(release, institute))


def titles(page):
    return page.locator("#list h3").all_inner_texts()


def test_a_choice_changes_the_list_alone_and_says_what_came_of_it(page, live_server):
    page.goto(f"{live_server.url}/fr/communiques/")
    page.evaluate("window.sameDocument = true")
    page.locator("[data-facet=year] summary").press("Enter")
    page.get_by_role("link", name="2021 2").press("Enter")
    page.wait_for_url("**/communiques/?annee=2021")
    assert page.evaluate("window.sameDocument")
    assert titles(page) == ["Titre 2021 deux", "Titre 2021 un"]
    assert page.locator("[role=status]").inner_text() == "2 communiqués"
    assert page.evaluate("document.activeElement.parentElement.dataset.facet") == "year"
    assert page.locator("#chosen input[name=annee]").input_value() == "2021"
    page.go_back()
    expect(page.locator("#list h3")).to_have_count(3)
    expect(page.locator("#chosen input")).to_have_count(0)


@pytest.mark.parametrize("path", ["/fr/communiques/?annee=2021", "/fr/communiques/?annee=2021&q=titre"])
def test_the_last_choice_that_is_taken_off_leaves_the_number_of_all(path, page, live_server):
    page.goto(live_server.url + path)
    page.locator(".chip").click()
    expect(page.locator("#announced")).to_have_text("3 communiqués")
    expect(page.locator("#found")).to_have_text("3 communiqués")


def test_without_script_the_same_links_lead_to_the_same_lists(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/fr/communiques/?annee=2021")
    page.locator("[data-facet=organisation] summary").click()
    page.get_by_role("link", name="Carnot Deux 1").click()
    # The next page may be there before all of it is.
    page.wait_for_url("**organisation=deux**")
    assert titles(page) == ["Titre 2021 deux"]
    page.context.close()
