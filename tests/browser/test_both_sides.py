"""What two languages do not state alike is marked in both texts, whichever of its links one follows."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.test_first_page import press
from tests.builders import attach, make_boilerplate, make_contact, make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)

FRENCH = "<p>Une école de 12 personnes.</p><p>Avec 12 des <strong>12 000</strong> étudiants, en 17 lieux.</p>"
ENGLISH = "<p>A school of 12 people.</p><p>With 12 of <strong>1,200</strong> students, in many places.</p>"
MARKED = "() => [...(CSS.highlights.get('differs') ?? [])].map(String)"
SELECTED = "words => getSelection().toString() === words"


@pytest.fixture
def page(at_desk):
    release = make_release(
        body_fr=FRENCH, body_en=ENGLISH, title_fr="Trente écoles", title_en="Forty schools"
    )
    attach(release, make_contact(), make_boilerplate())
    page = at_desk("publisher")
    page.goto(desk.change_url(release))
    return page


def point(page, words):
    return page.locator("#to-see li", has_text=words)


def marked(page, *texts):
    page.wait_for_function(f"texts => JSON.stringify(({MARKED})().sort()) === texts", arg=as_json(texts))


def as_json(texts):
    return "[" + ",".join(f'"{text}"' for text in sorted(texts)) + "]"


def test_the_words_are_marked_in_both_and_selected_where_one_goes(page):
    found = point(page, "“12 000” in French")
    press(page, found.get_by_role("link", name="Français"))
    page.wait_for_function(SELECTED, arg="12 000")
    marked(page, "12 000", "1,200")
    expect(page.locator(".field-body_fr [contenteditable=true]")).to_be_focused()
    press(page, found.get_by_role("link", name="English – 1,200"))
    page.wait_for_function(SELECTED, arg="1,200")
    marked(page, "12 000", "1,200")
    assert_accessible(page)
    page.keyboard.press("Escape")
    marked(page)


def test_where_words_are_missing_the_block_is_marked(page):
    found = point(page, "“17” stands in French")
    press(page, found.get_by_role("link", name="Français"))
    page.wait_for_function(SELECTED, arg="17")
    marked(page, "17", "With 12 of 1,200 students, in many places.")
    press(page, found.get_by_role("link", name="English – missing here"))
    expect(page.locator(".field-body_en [contenteditable=true]")).to_be_focused()


def test_a_title_is_marked_as_a_whole(page):
    press(page, point(page, "“Trente” in French").get_by_role("link", name="English – Forty"))
    expect(page.locator("#id_title_en")).to_be_focused()
    expect(page.locator(".is-differing")).to_have_count(2)
