"""A writer's way, from sign-in to submitted."""

import pytest
from playwright.sync_api import expect

from releases.models import Release, Status
from tests.browser import writing
from tests.builders import make_boilerplate, make_contact, make_institute

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = {
    "fr": ("Deux écoles ouvrent un laboratoire", "Il ouvre en mars.", "Évry"),
    "en": ("Two schools open a laboratory", "It opens in March.", "Evry"),
}


def begin(keyboard):
    keyboard.follow("link", "New release")
    keyboard.to("radio", "Press release", exact=False)
    keyboard.page.keyboard.press("ArrowDown")
    expect(keyboard.page.get_by_role("radio", name="Media alert")).to_be_checked()
    keyboard.follow("button", "Begin")


def write(keyboard, code):
    title, standfirst, city = TEXTS[code]
    language = writing.LANGUAGES[code]
    keyboard.type(title)
    keyboard.fill(f"Standfirst ({language}):", standfirst)
    keyboard.fill(f"City ({language}):", city)
    keyboard.fill(f"Body ({language})", "Bold: ")
    keyboard.page.keyboard.press("Control+b")
    keyboard.type("Enter")


def open_section(keyboard, name):
    """It is open on a wide screen."""
    keyboard.to("summary", name)
    if not keyboard.page.locator("details[open] > summary", has_text=name).count():
        keyboard.page.keyboard.press("Enter")


def choose(keyboard, search, words, role="combobox"):
    keyboard.to(role, search)
    keyboard.type(words)
    expect(keyboard.page.get_by_role("option", name=words).first).to_be_visible()
    keyboard.page.keyboard.press("Enter")


def side_by_side(keyboard):
    return keyboard.page.viewport_size["width"] > 767


def test_from_sign_in_to_submitted(signed_in):
    make_institute("Carnot TSN")
    make_contact("Durand")
    make_boilerplate("The network")
    keyboard = signed_in("writer")
    page = keyboard.page
    begin(keyboard)
    expect(page.get_by_role("textbox", name="Title (English):", exact=True)).to_be_focused()
    write(keyboard, "en")
    if not side_by_side(keyboard):
        keyboard.press("button", "Français alone", back=True)
    keyboard.to("textbox", "Title (French):", back=side_by_side(keyboard))
    write(keyboard, "fr")
    open_section(keyboard, "Organisations and topics")
    choose(keyboard, "Carnot institutes:", "Carnot TSN", role="searchbox")
    for section, search, words in (
        ("Press contacts", "Add a press contact", "Durand"),
        ("Boilerplates", "Add a boilerplate", "The network"),
    ):
        open_section(keyboard, section)
        choose(keyboard, search, words)
        expect(page.locator(".line-name", has_text=words)).to_be_visible()
    keyboard.follow("button", "Submit both languages", back=True)
    release = Release.objects.get()
    assert {release.status_fr, release.status_en} == {Status.IN_REVIEW}
    assert (release.title_fr, release.title_en) == (TEXTS["fr"][0], TEXTS["en"][0])
    assert release.body_en == "<p>Bold: <strong>Enter</strong></p>"
    assert (
        release.institutes.count() == release.contact_lines.count() == release.boilerplate_lines.count() == 1
    )
