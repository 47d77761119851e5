"""The desk on a telephone: nothing to scroll sideways, and a head of two lines."""

import pytest

from tests.browser import writing
from tests.builders import make_release

pytestmark = pytest.mark.django_db(transaction=True)

WIDTH = 390
WIDEST = "document.documentElement.scrollWidth"
LINES_OF_HEAD = """
  new Set([...document.querySelector(".desk-head").children].map((part) => {
    const { top, height } = part.getBoundingClientRect();
    return Math.round((top + height / 2) / 16);
  })).size
"""


@pytest.fixture
def page(at_desk):
    page = at_desk("publisher")
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.route("**/material-icons*.woff2", lambda route: route.abort())
    return page


def test_a_form_is_as_wide_as_the_screen_while_the_signs_of_the_editor_have_no_font(page, complaints):
    complaints.expect("ERR_FAILED")
    for address in ("add/", f"{make_release().pk}/change/"):
        page.goto(f"/admin/releases/release/{address}")
        writing.editor(page, "Body (French)").wait_for()
        assert page.evaluate(WIDEST) == WIDTH


@pytest.mark.parametrize("language", ["en-GB", "fr-FR"])
def test_the_head_has_two_lines(at_desk, language):
    page = at_desk("publisher", locale=language)
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.goto("/admin/")
    assert page.evaluate(LINES_OF_HEAD) == 2
    assert page.evaluate(WIDEST) == WIDTH


def test_a_calendar_opens_within_the_screen(page, complaints):
    complaints.expect("ERR_FAILED")
    page.goto("/admin/releases/release/add/")
    page.get_by_text("Dates", exact=True).click()
    page.locator("#calendarlink0").click()
    box = page.locator("#calendarbox0").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= WIDTH
    assert page.evaluate(WIDEST) == WIDTH
