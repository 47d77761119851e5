"""A translator's way: a release is found by its name, read and translated, and handed on."""

import pytest
from playwright.sync_api import expect

from releases.models import Status
from tests.builders import attach, make_boilerplate, make_contact, make_release, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release():
    release = make_release(
        in_languages=("fr",),
        title_fr="Deux écoles ouvrent un laboratoire",
        body_fr="<p>Il étudie les réseaux.</p><h2>En mars</h2><p>Il ouvre.</p>",
    )
    publish(attach(release, make_contact(), make_boilerplate()))
    return release


def find(keyboard, words):
    """By the box “Go to…”, from wherever one is."""
    page = keyboard.page
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Go to")).to_be_focused()
    keyboard.type(words)
    expect(page.get_by_role("option").first).to_contain_text("laboratoire")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_sign_in_to_a_translation_that_is_ready(signed_in, release):
    keyboard = signed_in("translator")
    page = keyboard.page
    find(keyboard, "laboratoire")
    source = page.get_by_role("region", name="Français")
    # On a telephone one language is shown, first that which one writes.
    is_narrow = page.viewport_size["width"] < 768
    if is_narrow:
        keyboard.press("button", "Français alone")
    expect(source).to_be_visible()
    expect(source).to_contain_text("Il étudie les réseaux.")
    if is_narrow:
        keyboard.press("button", "English alone")
    keyboard.fill("Title (English):", "Two schools open a laboratory")
    keyboard.fill("Standfirst (English):", "It opens in March.")
    keyboard.fill("City (English):", "Evry")
    keyboard.fill("Body (English)", "It studies networks.")
    page.keyboard.press("Enter")
    keyboard.type("## In March")
    page.keyboard.press("Enter")
    keyboard.type("It opens.")
    keyboard.follow("button", "Submit the English", back=True)
    release.refresh_from_db()
    assert release.status_en == Status.IN_REVIEW
    assert release.body_en == "<p>It studies networks.</p><h2>In March</h2><p>It opens.</p>"
