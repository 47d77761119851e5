"""From the first page to both public pages, by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from releases import workflow
from releases.models import Edition
from tests.browser.accessibility import COLOURS
from tests.builders import make_complete_release, make_user, publish, schedule, withdraw
from tests.releases.states import own_release

pytestmark = pytest.mark.django_db(transaction=True)

BOTH = ("fr", "en")


@pytest.fixture
def in_review():
    release = own_release()
    workflow.submit_together(release, BOTH, make_user("writer", username="author"))
    return release


def go_to(page, wanted):
    for _press in range(250):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {wanted}")


def press(page, wanted):
    go_to(page, wanted)
    page.keyboard.press("Enter")


def test_what_waits_is_read_and_approved_in_both_languages(at_desk, in_review):
    page = at_desk("publisher")
    page.goto("/admin/")
    press(page, page.get_by_role("link", name="Review").first)
    expect(page.get_by_role("heading", name="Approve both languages")).to_be_visible()
    press(page, page.get_by_role("button", name="Approve both languages"))
    expect(page.locator(".messagelist .success")).to_have_count(2)
    assert Edition.objects.live().count() == 2
    page.goto("/admin/")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def test_a_draft_is_taken_up_again_and_submitted_in_both_languages(at_desk):
    release = make_complete_release()
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    press(page, page.get_by_role("button", name="Submit both languages"))
    expect(page.locator(".messagelist .success").last).to_contain_text("in review")
    release.refresh_from_db()
    assert [release.status_in(code) for code in BOTH] == ["in_review", "in_review"]


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_out(at_desk, axe, in_review, width):
    publish(own_release(), "fr")
    schedule(own_release(), "en")
    withdraw(publish(own_release()).release)
    page = at_desk("publisher")
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("/admin/", f"/admin/releases/release/{in_review.pk}/together/approve/"):
        page.goto(address)
        for scheme, only in (("light", {}), ("dark", {"only": COLOURS})):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
            axe(page, **only)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
