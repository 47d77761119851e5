"""What the checks say stands below the text while one types, leads to its words, and can be dismissed."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser.test_first_page import press
from tests.builders import attach, make_boilerplate, make_contact, make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)

WRONG = "vendredi 12 février 2020"
SENTENCE = f"“{WRONG}”: 12 February 2020 is a Wednesday."


@pytest.fixture
def release():
    release = make_release(in_languages=("fr",), body_fr="<p>Un premier paragraphe.</p>")
    return attach(release, make_contact(), make_boilerplate())


@pytest.fixture
def page(at_desk, release):
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    return page


def test_a_slip_is_told_below_the_text_which_does_not_move(page):
    editor = page.locator(".field-body_fr [contenteditable=true]")
    editor.focus()
    page.keyboard.press("Control+End")
    before = editor.bounding_box()
    page.keyboard.type(f" Rendez-vous le {WRONG}.")
    note = page.locator(".field-body_fr .check-note a")
    expect(note).to_have_text(SENTENCE)
    assert editor.bounding_box()["y"] == before["y"]
    expect(editor).to_be_focused()
    press(page, note)
    page.wait_for_function("words => getSelection().toString() === words", arg=WRONG)
    page.keyboard.type("mercredi 12 février 2020")
    expect(page.locator(".field-body_fr .check-note a")).to_have_count(0)


def test_a_warning_is_dismissed_and_asked_again_by_keyboard(page, release):
    Release.objects.update(body_fr=f"<p>Le {WRONG}.</p>")
    page.reload()
    side = page.locator("#to-see")
    press(page, side.get_by_role("button", name="Dismiss…"))
    dialog = page.get_by_role("dialog", name="Dismiss a warning")
    expect(dialog).to_contain_text(SENTENCE)
    page.keyboard.type("A quotation of that day.")
    press(page, dialog.get_by_role("button", name="Dismiss", exact=True))
    expect(side.locator("> ul")).to_contain_text("Nothing stands in the way.")
    expect(side.locator("> summary")).to_be_focused()
    assert [each["reason"] for each in Release.objects.get().dismissed.values()] == [
        "A quotation of that day."
    ]
    press(page, side.locator(".points-dismissed > summary"))
    press(page, side.get_by_role("button", name="Ask again"))
    expect(side.locator("> ul")).to_contain_text(SENTENCE)
    assert Release.objects.get().dismissed == {}


def test_a_dialog_without_a_reason_says_so_and_stays(page):
    Release.objects.update(body_fr=f"<p>Le {WRONG}.</p>")
    page.reload()
    press(page, page.locator("#to-see").get_by_role("button", name="Dismiss…"))
    dialog = page.get_by_role("dialog", name="Dismiss a warning")
    press(page, dialog.get_by_role("button", name="Dismiss", exact=True))
    expect(dialog.get_by_role("alert")).to_be_visible()
