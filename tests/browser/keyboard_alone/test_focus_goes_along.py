"""To what a key has opened or added, and back from what it has closed or taken away."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard_alone.keyboard import Keyboard
from tests.builders import make_contact, make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keyboard(at_desk):
    return Keyboard(at_desk("publisher"))


@pytest.fixture
def form(keyboard):
    keyboard.page.goto(desk.change_url(make_release()))
    return keyboard


def expect_focused(target):
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()


def test_a_date_is_chosen_from_the_calendar(form):
    page = form.page
    form.press("link", "Choose a Date")
    expect_focused(page.locator(".calendar .selected a"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    date = page.get_by_label("Date of issue")
    expect_focused(date)
    expect(date).to_have_value("2020-02-13")


def test_escape_leads_back_from_a_clock(form):
    page = form.page
    form.press("link", "Choose a Time")
    expect_focused(page.locator(".clockbox:visible a").first)
    page.keyboard.press("Escape")
    expect(page.locator(".clockbox:visible")).to_have_count(0)
    expect_focused(page.get_by_role("link", name="Choose a Time"))


def test_a_file_that_is_added_and_taken_out(form):
    page = form.page
    form.press("button", "Add another Attachment")
    expect_focused(page.locator("#attachments-0 input[type=file]"))
    form.press("button", "Remove", exact=False)
    expect_focused(page.get_by_role("button", name="Add another Attachment"))


def test_a_number_that_is_added_and_taken_out(at_desk):
    keyboard = Keyboard(at_desk("contacts"))
    page = keyboard.page
    page.goto(f"/admin/institutes/contact/{make_contact().pk}/change/")
    keyboard.press("button", "Add another Telephone number")
    expect_focused(page.locator("#id_phone_numbers-2-number"))
    keyboard.press("button", "Remove", exact=False)
    expect_focused(page.get_by_role("button", name="Add another Telephone number"))
