"""Each stop of the Tab key shows that it is one, forwards and backwards, and none keeps the focus."""

import pytest

from releases.workflow import remarks
from tests.browser.keyboard_alone.keyboard import Keyboard
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    publish,
    submit,
)
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "<p>Words that take several lines where they stand.</p>" * 30


@pytest.fixture
def stops(at_desk, window):
    page = at_desk("admin")
    page.set_viewport_size(window)

    def stops(address):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        keyboard = Keyboard(page)
        keyboard.leave("Tab")
        keyboard.leave("Shift+Tab")

    return stops


@pytest.fixture
def release():
    release = make_release(body_fr=LONG, body_en=LONG)
    attach(release, make_contact("Durand"), make_boilerplate("The network"))
    publish(release)
    return submit(release, "en")


def test_of_a_release(stops, release, admin_user):
    remarks.write(release, admin_user, "Which schools?", language="fr", field="title")
    change = desk.change_url(release)
    for address in (change, f"{change}../history/", f"{change}../en/approve/", "/admin/releases/release/"):
        stops(address)


def test_of_people(stops):
    contact = make_contact("Durand", organisation=make_institute())
    people = "/admin/institutes/contact/"
    for address in (
        people,
        f"{people}{contact.pk}/change/",
        f"{people}export/",
        "/admin/exchange/import/add/",
    ):
        stops(address)


def test_of_what_leads_there(stops, release):
    for address in ("/admin/", "/admin/jump/?q=title", "/admin/releases/release/begin/"):
        stops(address)
