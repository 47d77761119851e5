"""Out, edited, in, and taken back, by keyboard alone."""

import pytest
from openpyxl import load_workbook

from institutes.models import Contact
from institutes.resources import ContactResource
from tests.builders import make_contact, make_institute, make_user

pytestmark = pytest.mark.django_db

EDITS = {"job_title_en": "Head of press", "phones": "01 75 31 40 82 - 06 76 12 00 53", "data_source": "Zoé"}


@pytest.fixture
def english(new_context, complaints):
    # The admin names no icon, so the browser asks for the usual one.
    complaints.expect("favicon")
    return new_context(locale="en-GB")


@pytest.fixture
def people():
    tsn, other = make_institute("Carnot TSN", slug="tsn"), make_institute("Carnot M.I.N.E.S", slug="mines")
    for institute in (tsn, other):
        for number in range(2):
            make_contact(f"Durand{number}", organisation=institute)
        make_contact("Director", organisation=institute, is_press_contact=False)
    return tsn


def press(page, selector):
    """Reached by the keyboard alone: Tab until it has the focus, then Enter."""
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
    else:
        pytest.fail(f"the keyboard does not reach {selector}")
    page.keyboard.press("Enter")


def edit(path):
    """Three cells of the first row, by a script."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    keys = list(ContactResource.cells)
    for key, text in EDITS.items():
        sheet.cell(2, keys.index(key) + 1).value = text
    book.save(path)


def test_a_contact_manager_exports_edits_imports_and_undoes(english, sign_in, people, axe, tmp_path):
    make_user("contacts")
    page = english.new_page()
    sign_in(page, "contacts")
    listed = f"/admin/institutes/contact/?is_press_contact__exact=1&organisation__id__exact={people.pk}"
    page.goto(listed)
    press(page, ".object-tools a[href*='export/']")
    page.get_by_label("Purpose").focus()
    page.keyboard.type("Corrections")
    path = tmp_path / "people.xlsx"
    with page.expect_download() as download:
        press(page, "button[value=export]")
    download.value.save_as(path)
    edit(path)

    page.goto(listed)
    press(page, ".object-tools a[href*='import/add/']")
    page.wait_for_url("**/import/add/**")
    axe(page)
    page.get_by_label("Spreadsheet").set_input_files(path)
    press(page, "input[type=submit]")
    page.get_by_role("heading", name="What was understood").wait_for()
    axe(page)
    press(page, "input[type=submit]")
    page.get_by_text("This is a trial").wait_for()
    axe(page)
    assert "Changed 1" in page.inner_text(".import-kinds")
    assert "Unchanged 1" in page.inner_text(".import-kinds")
    assert page.locator(".import-changes ins").count() == 3
    press(page, "button[formaction*='/do/apply/']")
    page.get_by_text("Applied.").wait_for()
    axe(page)
    assert Contact.objects.filter(job_title_en="Head of press").count() == 1
    press(page, "button[formaction*='/do/undo/']")
    page.get_by_text("1 row was taken back").wait_for()
    axe(page)
    assert not Contact.objects.filter(job_title_en="Head of press").exists()
    page.goto("/admin/institutes/import/")
    axe(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(english, sign_in, people, width, tmp_path):
    make_user("contacts")
    page = english.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, "contacts")
    path = tmp_path / "people.csv"
    path.write_text(f"E-mail;Last name;Job title (en)\nx@example.org;Durand;{'Long ' * 30}\n?;{'W' * 60};\n")
    page.goto("/admin/institutes/import/add/?what=contact")
    page.get_by_label("Spreadsheet").set_input_files(path)
    for heading in ("What was understood", "This is a trial"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("input[type=submit]").click()
        page.get_by_text(heading).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
