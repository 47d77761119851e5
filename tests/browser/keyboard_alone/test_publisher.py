"""A publisher's way: reads what has changed, remarks, approves, schedules, withdraws."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from releases.models import Edition, Remark
from tests.builders import make_release, publish, submit

pytestmark = pytest.mark.django_db(transaction=True)
TOMORROW = str(timezone.localdate() + datetime.timedelta(days=1))


@pytest.fixture
def release():
    return submit(submit(make_release(title_fr="Deux écoles ouvrent un laboratoire"), "fr"), "en")


def remark_on_the_title(keyboard):
    page = keyboard.page
    keyboard.press("button", "Remark – Title (French)")
    expect(page.get_by_role("dialog").locator("textarea:focus")).to_be_visible()
    keyboard.type("Which schools?")
    keyboard.press("button", "Send")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#remarks")).to_contain_text("Which schools?")
    expect(page.get_by_role("button", name="Remark – Title (French)")).to_be_focused()


def approve_for_later(keyboard, release):
    """As it is read: both texts, all new, and the decision behind them."""
    page = keyboard.page
    keyboard.follow("link", "Review")
    expect(page.locator(".review-texts")).to_contain_text("Deux écoles ouvrent un laboratoire")
    keyboard.press("link", "To the decision")
    keyboard.fill("Date", TOMORROW, exact=False)
    keyboard.fill("Time", "09:30", exact=False)
    keyboard.follow("button", "Approve both languages")
    expect(page.locator(".messagelist")).to_contain_text("English: scheduled for")


def test_both_languages_are_read_and_approved_for_later(signed_in, release):
    keyboard = signed_in("publisher")
    approve_for_later(keyboard, release)
    assert Edition.objects.count() == 2
    assert not Edition.objects.live().exists()


def test_what_is_live_gets_a_remark_and_is_withdrawn(signed_in):
    publish(make_release(title_fr="Deux écoles ouvrent un laboratoire"))
    keyboard = signed_in("publisher")
    page = keyboard.page
    keyboard.follow("link", "Deux écoles ouvrent un laboratoire")
    remark_on_the_title(keyboard)
    assert Remark.objects.get().text == "Which schools?"
    keyboard.press("summary", "More", back=True)
    keyboard.follow("button", "Withdraw – Français")
    keyboard.fill("Public explanation:", "It was too early.")
    keyboard.follow("button", "Withdraw")
    expect(page.locator(".messagelist")).to_contain_text("withdrawn")
    assert not Edition.objects.live().exists()
