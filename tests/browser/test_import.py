"""The pages of an import on every screen; test_contacts_flow.py goes the whole way."""

import pytest

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
