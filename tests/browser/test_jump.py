"""“Go to…” and the shortcuts, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.browser.accessibility import COLOURS
from tests.builders import make_contact, make_institute, make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)

# Links pass from one colour to the other by way of those between.
SETTLED = "Promise.allSettled(document.getAnimations().map((animation) => animation.finished))"


def box(page):
    return page.get_by_role("dialog", name="Go to")


def shortcuts(page):
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def chosen(page):
    return box(page).locator("[aria-selected=true]")


def test_a_release_is_reached_by_typing_a_part_of_its_title(at_desk):
    release = make_release(title_fr="Crues des Cévennes", title_en="")
    make_release(title_fr="Cévennes au printemps", title_en="")
    page = at_desk("writer")
    page.goto("/admin/")
    page.keyboard.press("Control+k")
    field = box(page).get_by_role("combobox", name="Go to")
    expect(field).to_be_focused()
    expect(chosen(page)).to_have_text(re.compile("Press releases"))
    page.keyboard.type("ceven")
    expect(box(page).get_by_role("status")).to_have_text("2 found")
    expect(box(page).get_by_role("group", name="Press releases").get_by_role("option")).to_have_count(2)
    expect(chosen(page)).to_have_text(re.compile("Cévennes au printemps"))
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_have_text(re.compile("Crues des Cévennes"))
    expect(field).to_have_attribute("aria-activedescendant", chosen(page).get_attribute("id"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{desk.change_url(release)}")


def test_enter_waits_for_what_was_typed_last(at_desk):
    page = at_desk("writer")
    page.goto("/admin/")
    page.keyboard.press("Control+k")
    expect(chosen(page)).to_be_visible()
    page.keyboard.type("password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/password_change/")


def test_escape_leads_back_to_where_one_was(at_desk):
    page = at_desk("writer")
    page.goto(desk.LIST)
    for control in (page.locator("#searchbar"), page.get_by_role("button", name="Go to…")):
        control.focus()
        page.keyboard.press("Control+k")
        expect(box(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(box(page)).to_be_hidden()
        expect(control).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_visible()


def test_in_the_editor_the_same_keys_make_a_link_and_letters_are_letters(at_desk):
    release = make_release()
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    editor = writing.editor(page, "Body (French)")
    editor.click()
    page.keyboard.type("n/?")
    expect(editor).to_contain_text("n/?")
    # Of no words there is no link.
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_hidden()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("URL")).to_be_visible()
    expect(box(page)).to_be_hidden()
    # Nor does the box open over a question that waits for an answer.
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_hidden()


def test_single_keys_lead_on_until_they_are_turned_off(at_desk):
    make_release()
    page = at_desk("writer")
    page.goto(desk.LIST)
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()
    page.keyboard.type("?n/")
    expect(page.locator("#searchbar")).to_have_value("?n/")
    page.goto(desk.LIST)
    page.keyboard.press("n")
    page.wait_for_url("**/admin/releases/release/begin/")
    page.goto(desk.LIST)
    page.keyboard.press("?")
    expect(shortcuts(page)).to_contain_text("New release")
    switch = shortcuts(page).get_by_role("switch", name="Shortcuts of a single key")
    switch.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(shortcuts(page)).to_be_hidden()
    page.goto(desk.LIST)
    for key in ("?", "n", "/"):
        page.keyboard.press(key)
    expect(shortcuts(page)).to_be_hidden()
    expect(page.locator("#searchbar")).not_to_be_focused()
    page.locator(".desk-account summary").press("Enter")
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    expect(switch).not_to_be_checked()


def test_an_answer_that_cannot_be_had_leads_to_the_page_with_a_form(at_desk, complaints):
    complaints.expect("500")
    make_release(title_fr="Crues", title_en="Floods")
    page = at_desk("writer")
    page.route("**/admin/jump/*format=json*", lambda route: route.fulfill(status=500, body="no"))
    page.goto("/admin/")
    page.keyboard.press("Control+k")
    page.keyboard.type("crues")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/jump/?q=crues")
    expect(page.get_by_role("main").get_by_role("link", name="Crues")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_the_box_and_the_list_of_shortcuts_keep_nobody_out(at_desk, axe, width, locale):
    make_release(title_fr="Carnot " + "très long " * 9, title_en="Carnot " + "very long " * 9)
    make_institute("Carnot A"), make_contact("Carnot")
    page = at_desk("admin", locale=locale)
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="light")
    page.goto("/admin/jump/?q=carnot")
    axe(page)
    dialog = page.locator("dialog[open]")
    for key, typed in (("Control+k", "carnot"), ("?", "")):
        page.keyboard.press(key)
        page.keyboard.type(typed)
        if typed:
            expect(dialog.get_by_role("option", name="Carnot A", exact=True)).to_be_visible()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            axe(page, only=COLOURS if scheme == "dark" else ())
        assert dialog.evaluate("box => box.scrollWidth <= box.clientWidth")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
