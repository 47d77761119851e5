"""How much a press officer has to do: a click, a key or chord, a field filled or pasted into are one each."""

import pytest
from playwright.sync_api import expect

from releases.models import Edition, Release, Status
from tests.browser import writing
from tests.builders import PASSWORD, make_boilerplate, make_contact, make_release, make_user, submit

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = {
    "fr": ("Deux écoles ouvrent un laboratoire", "Il ouvre en mars.", "Évry", "Il étudie les réseaux."),
    "en": ("Two schools open a laboratory", "It opens in March.", "Evry", "It studies networks."),
}


class Hand:
    def __init__(self, page):
        self.page, self.actions = page, 0

    def fill(self, field, text):
        self.actions += 1
        field.fill(text)

    def press(self, key):
        self.actions += 1
        self.page.keyboard.press(key)

    def click(self, target):
        self.actions += 1
        target.click()

    def sign_in(self, username):
        self.page.goto("/admin/")
        self.fill(self.page.get_by_label("Username"), username)
        self.fill(self.page.get_by_label("Password"), PASSWORD)
        self.press("Enter")

    def add_line(self, kind, words):
        search = self.page.get_by_role("combobox", name=f"Add a {kind}")
        self.fill(search, words)
        self.press("Enter")
        expect(self.page.locator(".line-name", has_text=words)).to_be_visible()


@pytest.fixture
def hand(new_context):
    return Hand(new_context().new_page())


def test_from_sign_in_to_submitted_in_both_languages_are_at_most_22_actions(hand):
    make_user("writer")
    for name in ("Durand", "Petit"):
        make_contact(name)
    for title in ("The network", "The label"):
        make_boilerplate(title)
    page = hand.page
    hand.sign_in("writer")
    hand.click(page.get_by_role("link", name="New release"))
    hand.click(page.get_by_role("button", name="Begin"))
    for code, (title, standfirst, city, body) in TEXTS.items():
        language = writing.LANGUAGES[code]
        hand.fill(page.get_by_label(f"Title ({language}):", exact=True), title)
        hand.fill(page.get_by_label(f"Standfirst ({language}):"), standfirst)
        hand.fill(page.get_by_label(f"City ({language}):"), city)
        hand.fill(writing.editor(page, f"Body ({language})"), body)
    for name in ("Durand", "Petit"):
        hand.add_line("press contact", name)
    for title in ("The network", "The label"):
        hand.add_line("boilerplate", title)
    hand.click(page.get_by_role("button", name="Submit both languages"))
    for language in ("Français", "English"):
        expect(writing.at_desk(page, language)).to_have_text("in review")
    release = Release.objects.get()
    assert {release.status_fr, release.status_en} == {Status.IN_REVIEW}
    assert [line.contact.last_name for line in release.contact_lines.all()] == ["Durand", "Petit"]
    assert release.boilerplate_lines.count() == 2
    assert hand.actions <= 22


def test_from_review_to_live_in_both_languages_are_at_most_8_actions(hand):
    make_user("publisher")
    submit(submit(make_release(), "fr"), "en")
    page = hand.page
    hand.sign_in("publisher")
    hand.click(page.get_by_role("link", name="Review").first)
    page.wait_for_url("**/together/approve/")
    hand.click(page.get_by_role("button", name="Approve both languages"))
    for language in ("Français", "English"):
        expect(writing.on_site(page, language)).to_contain_text("live since")
    assert {edition.language for edition in Edition.objects.live()} == {"fr", "en"}
    assert hand.actions <= 8
