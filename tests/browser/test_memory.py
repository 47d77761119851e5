"""From earlier releases: what was approved before is taken into a translation, or left."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.browser import writing
from tests.browser.accessibility import assert_accessible
from tests.builders import make_release, make_term, publish

pytestmark = pytest.mark.django_db(transaction=True)

FRENCH = "Les deux instituts portent le label depuis 2006."
ENGLISH = "The two institutes have carried the label since 2006."
NEAR = "Les trois instituts portent le label depuis 2006."


@pytest.fixture
def release():
    earlier = make_release(
        title_fr="Le label", title_en="The label", body_fr=f"<p>{FRENCH}</p>", body_en=f"<p>{ENGLISH}</p>"
    )
    for language in ("fr", "en"):
        publish(earlier, language)
    return make_release(
        title_fr="Autre",
        slug_fr="autre",
        slug_en="other",
        body_fr=f"<p>Un.</p><p>{NEAR}</p>",
        body_en="<p>One.</p>",
    )


@pytest.fixture
def page(at_desk, release):
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.editor(page, "Body (English)").wait_for()
    return page


def opened(page):
    page.get_by_role("button", name="From earlier releases – English").press("Enter")
    dialog = page.locator("#memory")
    expect(dialog).to_be_visible()
    return dialog


def test_a_translation_is_offered_with_its_origin_and_taken_by_the_keyboard(page):
    dialog = opened(page)
    insert = dialog.get_by_role("button", name="Insert what is ticked")
    expect(insert).to_be_disabled()
    body = dialog.locator("fieldset", has_text="Body")
    expect(body.locator("ins")).to_contain_text("trois")
    expect(body.get_by_role("link", name="The label")).to_have_attribute("target", "_blank")
    assert_accessible(page)
    body.get_by_role("checkbox", name=ENGLISH).press("Space")
    insert.press("Enter")
    expect(dialog).to_be_hidden()
    assert page.locator("#id_body_en").input_value() == f"<p>One.</p><p>{ENGLISH}</p>"
    expect(writing.editor(page, "Body (English)")).to_contain_text(ENGLISH)
    expect(page.get_by_role("button", name="From earlier releases – English")).to_be_focused()
    page.locator(".typography-done").get_by_role("button", name="Undo").click()
    assert page.locator("#id_body_en").input_value() == "<p>One.</p>"


def test_nothing_is_taken_by_itself(page):
    dialog = opened(page)
    expect(dialog.locator("[name=take]:checked")).to_have_count(0)
    dialog.get_by_role("button", name="Close").click()
    assert page.locator("#id_body_en").input_value() == "<p>One.</p>"


def test_a_source_that_is_being_typed_is_the_one_that_is_asked_about(page):
    page.locator("#id_title_fr").fill("Le label")
    page.locator("#id_title_en").fill("")
    dialog = opened(page)
    dialog.get_by_role("checkbox", name="The label", exact=True).check()
    dialog.get_by_role("button", name="Insert what is ticked").click()
    expect(page.locator("#id_title_en")).to_have_value("The label")


def test_the_source_has_no_such_button(page):
    expect(page.locator("[data-memory]")).to_have_count(1)


def test_the_form_of_the_house_is_taken_from_typography_and_terms(at_desk, release):
    make_term("", "director of research", other_forms_en="research director")
    # Read for the release already, terms are not read again for ten seconds.
    cache.clear()
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    page.locator("#id_standfirst_en").fill("The research directors met.")
    page.get_by_role("button", name="Typography and terms – English").click()
    dialog = page.locator("#typographer")
    expect(dialog.get_by_text("Terms of the house.")).to_be_visible()
    dialog.get_by_role("button", name="Correct what is ticked").click()
    expect(page.locator("#id_standfirst_en")).to_have_value("The directors of research met.")


def test_a_block_of_which_something_is_known_has_a_mark_that_leads_to_it_alone(page):
    marks = page.locator("#language-fr .memory-mark")
    expect(marks).to_have_count(0)
    page.locator("#id_title_fr").fill("Le label")
    page.locator("#id_title_en").fill("")
    expect(marks).to_have_count(1)
    expect(marks).to_have_accessible_name(f"EN – From earlier releases: {NEAR[:40]}")
    assert_accessible(page)
    block = writing.editor(page, "Body (French)").locator("p", has_text=NEAR).bounding_box()
    assert abs(marks.bounding_box()["y"] - block["y"]) < block["height"]
    marks.press("Enter")
    dialog = page.locator("#memory")
    expect(dialog.locator("fieldset")).to_have_count(1)
    dialog.get_by_role("checkbox", name=ENGLISH).check()
    dialog.get_by_role("button", name="Insert what is ticked").click()
    expect(writing.editor(page, "Body (English)")).to_contain_text(ENGLISH)
    page.locator("#id_title_en").focus()
    expect(marks).to_have_count(0)


def test_a_mark_goes_when_its_source_is_written_in(page):
    marks = page.locator(".memory-mark")
    page.locator("#id_title_en").focus()
    expect(marks).to_have_count(1)
    page.locator("#id_title_fr").press_sequentially("x")
    expect(marks).to_have_count(0)
    page.locator("#id_title_en").focus()
    expect(marks).to_have_count(1)
