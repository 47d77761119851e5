"""The desk on a telephone: nothing to scroll sideways, and a head of two lines."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import make_release, publish
from tests.releases.desk import change_url
from tests.releases.states import own_release

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


def test_who_translates_sees_the_translation_first(at_desk):
    page = at_desk("translator")
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.goto(change_url(make_release()))
    expect(page.locator("#language-en")).to_be_visible()
    expect(page.locator("#language-fr")).to_be_hidden()


def test_who_writes_both_sees_the_source_first(page):
    page.goto(change_url(make_release()))
    expect(page.locator("#language-fr")).to_be_visible()
    expect(page.locator("#language-en")).to_be_hidden()


def test_both_states_of_a_translation_are_read_in_the_bar(at_desk):
    release = own_release()
    release.mark_translated("en")
    release.save()
    publish(release, "fr"), publish(release, "en")
    release = Release.objects.get()
    release.title_fr = "Un autre titre"
    release.save()
    page = at_desk("writer", locale="fr-FR")
    page.set_viewport_size({"width": WIDTH, "height": 844})
    page.goto(change_url(release))
    sign = page.locator(".bar-signs").get_by_text("la source a changé", exact=True)
    expect(sign).to_be_visible()
    box = sign.bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= WIDTH
