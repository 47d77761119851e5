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


# Each key, and what it leads to from the one before.
KEYS = (
    ("End", "paragraphe"),
    ("ArrowUp", "sous-intertitre"),
    ("Home", "intertitre"),
    ("ArrowUp", "paragraphe"),
    ("ArrowDown", "intertitre"),
)


def tool(page, name):
    return page.locator(".prose-editor").first.get_by_role("button", name=name, exact=True)


def test_its_buttons_and_dialogs_are_named_in_the_language_of_the_desk(page):
    expect(tool(page, "gras")).to_be_visible()
    page.locator(".prose-menubar__selected").first.click()
    expect(tool(page, "intertitre")).to_be_visible()
    page.keyboard.press("Escape")
    tool(page, "image et légende").click()
    dialog = page.get_by_role("dialog", name="Insérer une figure")
    expect(dialog.get_by_label("Texte alternatif")).to_be_visible()


def test_they_say_whether_they_are_pressed_and_whether_they_do_anything_now(page):
    bold, undo = tool(page, "gras"), tool(page, "annuler")
    expect(bold).to_have_attribute("aria-pressed", "false")
    expect(undo).to_have_attribute("aria-disabled", "true")
    writing.editor(page, "Corps du texte (français)").click()
    page.keyboard.press("Control+b")
    page.keyboard.type("important")
    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(undo).to_have_attribute("aria-disabled", "false")


def test_the_kind_of_paragraph_is_chosen_by_keyboard_alone(page):
    text = writing.editor(page, "Corps du texte (français)")
    text.click()
    page.keyboard.type("Un titre")
    chooser = tool(page, "Type de paragraphe\xa0: paragraphe")
    expect(chooser).to_have_attribute("aria-expanded", "false")
    assert chooser_reached_by_tab(page)
    page.keyboard.press("Enter")
    expect(chooser).to_have_attribute("aria-expanded", "true")
    for key, name in KEYS:
        page.keyboard.press(key)
        expect(page.locator(":focus")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(text.get_by_role("heading", level=2, name="Un titre")).to_be_visible()
    expect(text).to_be_focused()
    expect(tool(page, "Type de paragraphe\xa0: intertitre")).to_be_visible()


def test_the_chooser_closed_by_escape_has_the_focus_again_and_changes_nothing(page):
    text = writing.editor(page, "Corps du texte (français)")
    text.click()
    page.keyboard.type("Un titre")
    assert chooser_reached_by_tab(page)
    page.keyboard.press(" ")
    page.keyboard.press("Escape")
    expect(tool(page, "Type de paragraphe\xa0: paragraphe")).to_be_focused()
    expect(text.get_by_role("heading")).to_have_count(0)


def chooser_reached_by_tab(page):
    """Backwards from the text through its tool bar, where everything takes the focus once."""
    for _press in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.prose-menubar__selected')"):
            return True
    return False


def test_they_stand_in_one_line_beside_the_other_language(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    shown = page.locator(".prose-menubar").first.locator("> * button:not(.hidden)")
    expect(tool(page, "autres outils")).to_be_visible()
    boxes = [button.bounding_box() for button in shown.all() if button.is_visible()]
    assert len({box["y"] for box in boxes}) == 1
    assert min(box["width"] for box in boxes) >= 24


def test_those_of_less_use_are_reached_by_keyboard_and_give_the_focus_back(page):
    text = writing.editor(page, "Corps du texte (français)")
    text.click()
    page.keyboard.type("CO")
    more = tool(page, "autres outils")
    expect(tool(page, "indice")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    expect(tool(page, "filet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    expect(tool(page, "filet")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(tool(page, "indice")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tool(page, "indice")).to_be_hidden()
    expect(text).to_be_focused()
    page.keyboard.type("2")
    expect(text.locator("sub")).to_have_text("2")
