"""The pages of an import on every screen; test_contacts_flow.py goes the whole way."""

import pytest
from playwright.sync_api import expect

from tests.builders import make_contact, make_institute, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(new_context, complaints):
    # The admin names no icon, so the browser asks for the usual one.
    complaints.expect("favicon")
    return new_context()


@pytest.fixture
def people():
    tsn, other = make_institute("Carnot TSN", slug="tsn"), make_institute("Carnot M.I.N.E.S", slug="mines")
    for institute in (tsn, other):
        for number in range(2):
            make_contact(f"Durand{number}", organisation=institute)
        make_contact("Director", organisation=institute, is_press_contact=False)
    return tsn


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(english, sign_in, people, width, tmp_path):
    make_user("contacts")
    page = english.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, "contacts")
    path = tmp_path / "people.csv"
    path.write_text(f"E-mail;Last name;Job title (en)\nx@example.org;Durand;{'Long ' * 30}\n?;{'W' * 60};\n")
    page.goto("/admin/exchange/import/add/?what=contact")
    page.get_by_label("Spreadsheet").set_input_files(path)
    for heading in ("How the file is read", "This is a trial"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("input[type=submit]").click()
        page.get_by_text(heading).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_answers_that_are_not_saved_are_not_left_without_a_question(english, sign_in, people, tmp_path):
    make_user("contacts")
    page = english.new_page()
    sign_in(page, "contacts")
    path = tmp_path / "people.csv"
    path.write_text("Last name;First name;Job title (en)\nDurand0;Zoé;Head of press\n")
    page.goto("/admin/exchange/import/add/?what=contact")
    page.get_by_label("Spreadsheet").set_input_files(path)
    page.locator("input[type=submit]").click()
    page.get_by_text("How the file is read").wait_for()
    page.locator("input[type=submit]").click()
    page.get_by_text("This is a trial").first.wait_for()
    answer = page.locator(".import-answers").get_by_role("radio").nth(1)
    answer.check()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Cancel the import").click()
    assert asked == ["You have not saved your answers below. Go on without them?"]
    expect(answer).to_be_checked()
    with page.expect_navigation():
        page.get_by_role("button", name="Save the answers").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Cancel the import").click()
    page.get_by_text("Cancelled: nothing was changed").wait_for()
