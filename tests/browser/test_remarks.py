"""Remarks are written on a text or on selected words, answered and resolved, by keyboard."""

import pytest
from playwright.sync_api import expect

from releases.models import Remark
from releases.workflow import remarks
from tests.browser.accessibility import COLOURS
from tests.browser.test_first_page import press
from tests.builders import make_release, make_user
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release():
    return make_release(title_fr="Le label est renouvelé", body_fr="<p>Neuf écoles y prennent part.</p>")


@pytest.fixture
def remark(release):
    return remarks.write(release, make_user("publisher"), "Which year?", language="fr", field="title")


@pytest.fixture
def page(at_desk, release, remark):
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    return page


def side(page):
    return page.locator("#remarks")


def test_selected_words_are_quoted_in_a_remark(page, release):
    title = page.get_by_label("Title (French):", exact=True)
    title.fill("Le label est renouvelé, encore")
    title.press("Home")
    for _word in range(2):
        page.keyboard.press("Control+Shift+ArrowRight")
    button = page.locator(".field-title_fr").get_by_role("button", name="Remark")
    page.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Remark – title (French)")
    expect(dialog.get_by_label("Quoted words")).to_have_value("Le label")
    page.keyboard.type("Which of them?")
    press(page, dialog.get_by_role("button", name="Send"))
    expect(side(page)).to_contain_text("Which of them?")
    expect(side(page)).to_contain_text("«\u00a0Le label\u00a0»")
    expect(button).to_be_focused()
    expect(page.locator(".bar-remarks")).to_have_text("2 remarks")
    expect(title).to_have_value("Le label est renouvelé, encore")
    assert Remark.objects.get(text="Which of them?").field == "title"


def test_a_remark_that_is_closed_is_not_sent_and_its_words_wait(page, release, remark):
    button = page.locator(".field-title_fr").get_by_role("button", name="Remark")
    press(page, button)
    dialog = page.get_by_role("dialog")
    page.keyboard.type("Half a remark")
    press(page, dialog.get_by_role("button", name="Close"))
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    press(page, button)
    expect(dialog.get_by_label("Remark")).to_have_value("Half a remark")
    assert list(Remark.objects.all()) == [remark]


def test_words_of_the_editor_are_quoted(page):
    editor = page.locator(".field-body_fr [contenteditable=true]")
    editor.click()
    page.keyboard.press("Control+a")
    page.locator(".field-body_fr").get_by_role("button", name="Remark").click()
    expect(page.get_by_role("dialog").get_by_label("Quoted words")).to_have_value(
        "Neuf écoles y prennent part."
    )


def test_a_remark_is_answered_resolved_and_reopened_by_keyboard(page, remark):
    press(page, page.locator(".bar-remarks a"))
    expect(side(page).locator("summary").first).to_be_focused()
    press(page, side(page).get_by_role("button", name="Reply"))
    page.keyboard.type("2026.")
    press(page, page.get_by_role("dialog").get_by_role("button", name="Send"))
    expect(side(page).locator(".remark-reply")).to_contain_text("2026.")
    press(page, side(page).get_by_role("button", name="Resolve"))
    expect(page.locator("#remark-said")).to_have_text("The remark is resolved.")
    expect(page.locator(".bar-remarks")).to_be_hidden()
    press(page, side(page).locator(".side-more summary"))
    press(page, side(page).get_by_role("button", name="Reopen"))
    expect(page.locator(".bar-remarks")).to_have_text("1 remark")


def test_the_place_of_a_remark_leads_to_its_field(page):
    press(page, side(page).get_by_role("link", name="Title – Français"))
    expect(page.get_by_label("Title (French):", exact=True)).to_be_focused()


def test_a_refused_remark_stays_in_its_box(page):
    page.get_by_role("button", name="Remark on the whole release").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_have_text("Write what you have to say.")
    page.context.clear_cookies()
    dialog.get_by_label("Remark").fill("Where is it?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Your session has ended.")
    expect(dialog.get_by_label("Remark")).to_have_value("Where is it?")


def test_without_script_it_opens_a_page_of_its_own(new_context, sign_in, release, remark):
    page = new_context(java_script_enabled=False).new_page()
    make_user("writer")
    sign_in(page, "writer")
    page.goto(desk.change_url(release))
    title = page.get_by_label("Title (French):", exact=True)
    title.fill("Not saved yet")
    with page.context.expect_page() as opened:
        page.locator(".field-title_fr").get_by_role("button", name="Remark").click()
    own = opened.value
    own.get_by_label("Remark", exact=False).last.fill("Which of them?")
    own.get_by_role("button", name="Send").click()
    expect(own.locator("#remarks")).to_contain_text("Which of them?")
    expect(title).to_have_value("Not saved yet")


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_out(page, axe, release, remark, width):
    remarks.reply(remark, make_user("publisher", username="second"), "2026.")
    remarks.resolve(
        remarks.write(release, make_user("admin"), "Done"), make_user("publisher", username="third")
    )
    page.set_viewport_size({"width": width, "height": 900})
    for address in (
        desk.change_url(release),
        f"/admin/releases/release/{release.pk}/remarks/?about=title_fr",
    ):
        page.goto(address)
        for scheme, only in (("light", {}), ("dark", {"only": COLOURS})):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
            axe(page, **only)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(desk.change_url(release))
    page.locator(".field-title_fr").get_by_role("button", name="Remark").click()
    axe(page, context="#remark-dialog")
