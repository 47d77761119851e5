"""The tool bar of the editor of texts."""

import pytest
from playwright.sync_api import expect

from tests.browser import writing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(at_desk):
    page = at_desk("writer", locale="fr-FR")
    page.goto("/admin/releases/release/add/")
    return page


def tool(page, name):
    return page.locator(".prose-editor").first.get_by_role("button", name=name, exact=True)


def test_its_buttons_and_dialogs_are_named_in_the_language_of_the_desk(page):
    expect(tool(page, "gras")).to_be_visible()
    page.locator(".prose-menubar__selected").first.click()
    expect(tool(page, "Intertitre")).to_be_visible()
    page.keyboard.press("Escape")
    tool(page, "image et légende").click()
    expect(page.get_by_role("dialog").get_by_label("Texte alternatif")).to_be_visible()


def test_they_say_whether_they_are_pressed_and_whether_they_do_anything_now(page):
    bold, undo = tool(page, "gras"), tool(page, "annuler")
    expect(bold).to_have_attribute("aria-pressed", "false")
    expect(undo).to_have_attribute("aria-disabled", "true")
    writing.editor(page, "Corps du texte (fr)").click()
    page.keyboard.press("Control+b")
    page.keyboard.type("important")
    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(undo).to_have_attribute("aria-disabled", "false")
