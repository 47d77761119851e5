"""A contact manager's day: people out, edited, in and taken back; and what a person says of their contact."""

import re

import pytest
from django.core import mail
from openpyxl import load_workbook

from institutes.models import Contact, ContactEvent
from institutes.people import events, merging, verification
from tests.browser.accessibility import LAYOUT
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_organisation,
    make_release,
    make_school,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/institutes/contact/"
IMPORTS = "/admin/exchange/import/"
# As the page names them; the file has the codes of languages.
EDITS = {
    "Job title (English)": ("", "Head of press"),
    "Telephone numbers": ("+33 1 41 11 37 89", "01 75 31 40 82 - 06 76 12 00 53"),
    "Where the data came from": ("", "Answered our letter"),
}


@pytest.fixture
def manager(new_context, sign_in):
    make_user("contacts")
    page = new_context().new_page()
    sign_in(page, "contacts")
    return page


@pytest.fixture
def institute():
    institute, other = make_institute("Carnot TSN", slug="tsn"), make_institute("Carnot MINES", slug="mines")
    for organisation in (institute, other):
        make_contact("Durand", organisation=organisation)
        make_contact("Martin", organisation=organisation)
        make_contact("Director", organisation=organisation, is_press_contact=False)
    return institute


def reach(page, selector):
    """By the keyboard alone: Tab until it has the focus."""
    for _step in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector} on {page.url}")


def press(page, selector):
    reach(page, selector)
    page.keyboard.press("Enter")


def follow(page, selector, url):
    press(page, selector)
    page.wait_for_url(url)


def narrow(page, chosen):
    press(page, f".desk-filters details:has(a[href*='{chosen}']) summary")
    follow(page, f".desk-filters a[href*='{chosen}']", f"**/*{chosen}*")


def edit(path):
    """Three cells of the first row, by a script; what stood there before."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    before = {}
    for header, (_old, new) in EDITS.items():
        cell = sheet.cell(2, places[header.replace("(English)", "(en)")])
        before[header] = cell.value or ""
        cell.value = new
    book.save(path)
    return before, sheet.max_row - 1


def differences(page):
    lines = page.locator(".import-changes > div").all()
    return {
        line.locator("dt").inner_text().rstrip(":"): (
            line.locator("del").inner_text(),
            line.locator("ins").inner_text(),
        )
        for line in lines
    }


def filter_people(page, institute, axe):
    """To the press contacts of one institute, and the address of that list."""
    page.goto(PEOPLE)
    axe(page)
    narrow(page, "is_press_contact__exact=1")
    narrow(page, f"organisation__id__exact={institute.pk}")
    axe(page)
    assert page.locator("#result_list tbody tr").count() == 2
    return page.url


def take_out(page, path, axe):
    follow(page, ".list-number a[href*='/export/']", "**/export/**")
    axe(page)
    reach(page, "input[name=file_format]")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio", name="ODS").is_checked()
    page.keyboard.press("ArrowUp")
    assert page.get_by_role("radio", name="XLSX").is_checked()
    reach(page, "input[name=columns][value=verified_by]")
    page.keyboard.press("Space")
    reach(page, "#id_purpose")
    page.keyboard.type("Corrections for the spring")
    with page.expect_download() as download:
        press(page, "button[value=export]")
    download.value.save_as(path)


def send_in(page, path, axe):
    follow(page, ".list-number a[href*='import/add/']", "**/import/add/**")
    axe(page)
    page.get_by_label("Spreadsheet").set_input_files(path)
    press(page, "input[type=submit]")
    page.get_by_role("heading", name="How the file is read").wait_for()
    axe(page)
    press(page, "input[type=submit]")
    page.get_by_text("This is a trial: nothing has been changed yet.").wait_for()
    axe(page)


def take_back(page, axe):
    follow(page, f"header a[href='{IMPORTS}']", f"**{IMPORTS}")
    axe(page)
    follow(page, "#result_list a[href$='/change/']", "**/change/**")
    press(page, "button[formaction*='/do/undo/']")
    page.get_by_text("1 row was undone").wait_for()
    axe(page)


def test_people_leave_are_edited_come_back_and_are_taken_back_by_keyboard(manager, institute, axe, tmp_path):
    page, path = manager, tmp_path / "people.xlsx"
    filtered = filter_people(page, institute, axe)
    take_out(page, path, axe)
    before, number = edit(path)
    assert number == 2

    follow(page, "a.closelink", filtered)
    send_in(page, path, axe)
    assert "Changed 1" in page.inner_text(".import-kinds")
    assert "Unchanged 1" in page.inner_text(".import-kinds")
    read = differences(page)
    assert read.keys() == EDITS.keys()
    assert read["Job title (English)"] == ("–", "Head of press")
    assert read["Where the data came from"] == ("–", "Answered our letter")
    for header, (old, _new) in read.items():
        assert before[header] in ("" if old == "–" else old)

    press(page, "button[formaction*='/do/apply/']")
    page.get_by_text("Applied.").wait_for()
    axe(page)
    follow(page, f"header a[href='{PEOPLE}']", f"**{PEOPLE}")
    assert "Head of press" in page.inner_text("#result_list")
    assert "+33 6 76 12 00 53" in page.inner_text("#result_list")

    take_back(page, axe)
    follow(page, f"header a[href='{PEOPLE}']", f"**{PEOPLE}")
    assert "Head of press" not in page.inner_text("#result_list")
    assert not Contact.objects.filter(data_source="Answered our letter").exists()


def test_a_person_corrects_their_details_and_a_manager_takes_it_over(manager, new_context, axe):
    contact = make_contact("Durand", email="zoe@example.org", languages=["en"])
    publish(attach(make_release(), contact))
    publish(attach(make_release(slug_fr="autre"), contact))
    manager.goto(f"{PEOPLE}{contact.pk}/change/")
    axe(manager)
    manager.get_by_role("button", name="Ask by mail to verify").click()
    manager.get_by_text("A link was sent to zoe@example.org").wait_for()

    person = new_context().new_page()
    person.goto(re.search(r"https?://\S+", mail.outbox[0].body)[0])
    axe(person)
    person.get_by_label("Telephone numbers").fill("01 75")
    person.get_by_role("button", name="Confirm these details").click()
    person.get_by_role("alert").wait_for()
    axe(person)
    person.get_by_label("Telephone numbers").fill("01 75 31 40 82")
    person.get_by_role("button", name="Confirm these details").click()
    person.get_by_role("heading", name="Thank you").wait_for()
    axe(person)

    manager.goto("/admin/institutes/contact/to-verify/")
    manager.get_by_role("link", name="1 answer waiting").click()
    axe(manager)
    manager.get_by_role("checkbox", name="Select all").check()
    manager.get_by_label("Action:").select_option("take_over")
    manager.get_by_role("button", name="Go", exact=True).click()
    manager.get_by_text("Shown in 2 published releases, which keep the old details.").wait_for()
    axe(manager)
    manager.get_by_role("link", name="Review the published releases").click()
    manager.get_by_text("A publisher can issue minor editions").wait_for()
    assert manager.locator(".reissue-list li").count() == 2
    axe(manager)
    assert [str(number) for number in contact.phone_numbers.all()] == ["01 75 31 40 82"]


@pytest.fixture
def addresses():
    """Two contacts that may be one person, two that were, a person shown in a release, a school."""
    zoe = make_contact("Durand", email="zoe@example.org", job_title_en="Head", data_source="Press day")
    zoë = make_contact("Durand", first_name="Zoë", organisation=make_organisation("Agence", kind="agency"))
    publish(attach(make_release(), zoe))
    pair, admin = (make_contact("Petit"), make_contact("Petit")), make_user("admin")
    done = merging.merge(*pair, {}, admin, seen=merging.fingerprint(*pair))
    events.log(zoe, ContactEvent.Kind.VERIFIED, admin)
    verification.make_link(zoe, admin)
    Contact.objects.filter(pk=zoë.pk).update(updated_at="2019-01-01T00:00Z")
    school = make_school()
    return [
        f"{PEOPLE}duplicates/",
        f"{PEOPLE}duplicates/{zoe.pk}/{zoë.pk}/",
        f"{PEOPLE}to-verify/",
        f"{PEOPLE}retention/",
        f"{PEOPLE}{zoe.pk}/erase/",
        f"{PEOPLE}{zoe.pk}/change/",
        f"/admin/releases/release/contact/{zoe.pk}/",
        f"/admin/institutes/merge/{done.pk}/undo/",
        "/admin/institutes/merge/",
        "/admin/institutes/contactevent/",
        "/admin/exchange/export/",
        f"/admin/institutes/school/{school.pk}/rename/",
        f"/admin/institutes/school/{school.pk}/merge_into/",
    ]


def test_every_page_about_people_is_for_everybody_and_fits_every_screen(new_context, sign_in, addresses, axe):
    page = new_context(reduced_motion="reduce").new_page()
    sign_in(page, "admin")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    wide = []
    for address in addresses:
        for width, rules in ((1280, ()), (320, LAYOUT)):
            page.set_viewport_size({"width": width, "height": 900})
            assert width == 320 or page.goto(address).ok, address
            axe(page, only=rules)
            if page.evaluate(overflow) > 0:
                wide.append((width, address))
    assert not wide
