"""A translator brings up to date what readers have, from the first page to the list."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import publish
from tests.releases import desk
from tests.releases.states import own_release

pytestmark = pytest.mark.django_db(transaction=True)

FRENCH = "<p>Le réseau compte 39 instituts.</p><p>Un jury les évalue.</p><ul><li>Cinq écoles</li></ul>"
ENGLISH = "<p>The network has 39 institutes.</p><p>A jury assesses them.</p><ul><li>Five schools</li></ul>"


@pytest.fixture
def corrected():
    """The French is corrected at two places; readers have the English as it was."""
    release = own_release(body_fr=FRENCH, body_en=ENGLISH)
    release.mark_translated("en")
    release.save()
    publish(release, "fr"), publish(release, "en")
    release = Release.objects.get()
    release.body_fr = FRENCH.replace("Un jury les évalue", "Un jury les évalue donc").replace("39", "41")
    release.save()
    publish(release, "fr")
    return release


@pytest.fixture
def page(at_desk, corrected):
    page = at_desk("translator")
    page.goto("/admin/")
    page.get_by_role("link", name="Update").click()
    expect(writing.editor(page, "Body (English)")).to_be_visible()
    return page


def change(page, words):
    return page.locator(".source-changes li", has=page.get_by_role("link", name=words))


def go_to_words(page, change):
    """Its words are selected in the editor: what is typed takes their place."""
    link = change.get_by_role("link")
    link.click()
    expect(writing.editor(page, "Body (English)")).to_be_focused()
    page.wait_for_function("words => getSelection().toString() === words", arg=link.text_content())


def test_a_change_stands_over_the_source_and_what_it_concerns_over_the_translation(page):
    french, english = page.locator("#language-fr").bounding_box(), page.locator("#language-en").bounding_box()
    number = change(page, "The network has 39")
    assert number.locator("del").bounding_box()["x"] < french["x"] + french["width"]
    assert number.get_by_role("link").bounding_box()["x"] >= english["x"]


def test_a_translator_follows_one_change_and_calls_the_other_still_valid(page, corrected, axe):
    number, jury = change(page, "The network has 39"), change(page, "A jury assesses")
    expect(number.locator("del")).to_contain_text("39")
    expect(number.locator("ins")).to_contain_text("41")
    axe(page)

    go_to_words(page, number)
    page.keyboard.type("The network has 41 institutes.")
    expect(number.get_by_role("checkbox")).to_be_checked()
    expect(number).to_contain_text("Followed by what you changed")
    expect(jury.get_by_role("checkbox")).not_to_be_checked()
    jury.get_by_label("Still valid").check()
    writing.save(page)

    saved = Release.objects.get()
    assert "<p>The network has 41 institutes.</p><p>A jury assesses them.</p>" in saved.body_en
    assert (saved.translation_state_en, saved.changes_of_source("en")) == ("ready", [])
    expect(page.locator(".source-changes")).to_have_count(0)
    page.goto(f"{desk.LIST}?ready_en=1")
    expect(page.get_by_role("row", name=corrected.reference)).to_be_visible()
    page.goto(f"{desk.LIST}matrix/?state_en=stale")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_what_is_put_back_is_to_be_followed_again_and_what_was_unticked_stays_so(page):
    number = change(page, "The network has 39")
    box = number.get_by_role("checkbox")
    go_to_words(page, number)
    page.keyboard.type("Now 41.")
    expect(box).to_be_checked()
    page.keyboard.press("Control+z")
    expect(box).not_to_be_checked()
    page.keyboard.type("Now 41.")
    expect(box).to_be_checked()
    box.uncheck()
    writing.editor(page, "Body (English)").press("End")
    page.keyboard.type(" Institutes.")
    page.wait_for_timeout(600)
    expect(box).not_to_be_checked()
