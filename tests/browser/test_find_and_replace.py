"""Find and replace in the editor of texts."""

import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.builders import make_release, submit

pytestmark = pytest.mark.django_db(transaction=True)
BODY = (
    '<p>L’IMT et le <strong>Carnot</strong>. <a href="https://example.org/carnot">Le site Carnot</a></p>'
    "<p>carnot, l'IMT&nbsp;!</p>"
)


@pytest.fixture
def page(at_desk):
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{make_release(body_fr=BODY).pk}/change/")
    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+h")
    return page


def says(page, sentence):
    expect(page.locator("#find-panel [role=status]")).to_have_text(sentence)


def seek(page, words):
    page.get_by_label("Find", exact=True).fill(words)


def value(page):
    return page.locator("#id_body_fr").input_value()


def test_it_counts_what_it_finds_and_goes_from_one_to_the_next(page):
    seek(page, "carnot")
    says(page, "1 of 3")
    page.keyboard.press("Enter")
    says(page, "2 of 3")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    says(page, "1 of 3")
    page.get_by_role("button", name="Previous").click()
    says(page, "3 of 3")
    page.get_by_label("Match case").check()
    says(page, "1 of 1")
    seek(page, "nobody")
    says(page, "Not found")


def test_apostrophes_and_spaces_of_every_kind_are_alike(page):
    seek(page, "l'imt")
    says(page, "1 of 2")
    seek(page, "IMT !")
    says(page, "1 of 1")


def test_one_place_is_replaced_and_keeps_its_format(page):
    seek(page, "carnot")
    page.get_by_label("Replace with").fill("Label")
    page.get_by_role("button", name="Replace", exact=True).click()
    says(page, "1 of 2")
    assert "<strong>Label</strong>" in value(page)
    assert "Le site Carnot" in value(page)


def test_all_are_replaced_but_not_in_addresses_and_one_step_back_undoes_it(page):
    before = writing.editor(page, "Body (French)").inner_text()
    seek(page, "carnot")
    page.get_by_label("Replace with").fill("Label")
    page.get_by_role("button", name="Replace all").click()
    says(page, "Replaced: 3")
    assert 'href="https://example.org/carnot"' in value(page)
    assert "Carnot" not in value(page)
    page.keyboard.press("Escape")
    expect(writing.editor(page, "Body (French)")).to_be_focused()
    page.keyboard.press("Control+z")
    assert writing.editor(page, "Body (French)").inner_text() == before


def test_looking_changes_nothing_and_asks_nothing_when_the_page_is_left(page):
    seek(page, "carnot")
    page.keyboard.press("Escape")
    expect(page.locator("#find-panel")).to_be_hidden()
    page.goto("/admin/")
    assert page.url.endswith("/admin/")


def test_a_text_in_review_is_only_searched(at_desk):
    release = make_release(body_fr=BODY)
    submit(release)
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.rare_tool(page, "Body (French)", "find and replace").click()
    seek(page, "carnot")
    says(page, "1 of 3")
    expect(page.get_by_role("button", name="Replace all")).to_be_disabled()
