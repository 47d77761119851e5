"""A contact manager's way: a person is found, corrected, verified; people go out in a table and come in."""

import pytest
from playwright.sync_api import expect

from institutes.models import Contact
from tests.builders import make_contact

pytestmark = pytest.mark.django_db(transaction=True)


def find(keyboard, words):
    page = keyboard.page
    keyboard.follow("link", "Contacts")
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()
    keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)


def correct_and_verify(keyboard):
    page = keyboard.page
    keyboard.follow("link", "Durand", exact=False)
    keyboard.fill("Job title (English):", "Head of press")
    # It stands above the form, which it saves.
    keyboard.follow("button", "Verified today", back=True)
    expect(page.locator(".messagelist")).to_contain_text("Zoé Durand")


def take_out(keyboard, path):
    page = keyboard.page
    keyboard.follow("link", "Contacts", back=True)
    keyboard.follow("link", "Export…")
    keyboard.to("radio", "XLSX", exact=False)
    for _kind in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Text with separators (CSV)")).to_be_checked()
    keyboard.fill("Purpose", "Corrections for the spring")
    keyboard.to("button", "Export")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(path)


def bring_in(keyboard, path):
    page = keyboard.page
    keyboard.follow("link", "Back")
    keyboard.follow("link", "Import…")
    field = page.get_by_label("Spreadsheet")
    keyboard.to("button", "Spreadsheet", exact=False)
    # What the window of the system gives, which is not the page's.
    field.set_input_files(path)
    keyboard.follow("button", "Read the file")
    keyboard.follow("button", "Check the rows")
    expect(page.locator(".import-changes")).to_contain_text("Director")
    keyboard.follow("button", "Apply 1 row")
    expect(page.get_by_text("Applied.")).to_be_visible()


def test_people_are_found_corrected_taken_out_and_brought_in(signed_in, tmp_path):
    contact = make_contact("Durand", email="zoe@example.org")
    make_contact("Petit")
    keyboard = signed_in("contacts")
    find(keyboard, "Durand")
    correct_and_verify(keyboard)
    contact.refresh_from_db()
    assert contact.job_title_en == "Head of press"
    assert contact.verified_on
    path = tmp_path / "people.csv"
    take_out(keyboard, path)
    path.write_text(path.read_text().replace("Head of press", "Director"))
    bring_in(keyboard, path)
    assert Contact.objects.get(last_name="Durand").job_title_en == "Director"
