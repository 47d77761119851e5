"""What has the focus stays where it is seen while the page around it changes by itself."""

import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.browser.keyboard_alone.keyboard import FOCUS
from tests.builders import make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)
TOP = "document.activeElement.getBoundingClientRect().top"
# A part of the side just above the bar at the bottom, which then has more to say.
GROW = """() => {
    const bar = document.querySelector(".write-bar");
    const summary = document.querySelector(".write-side summary");
    summary.focus({ preventScroll: true });
    const below = summary.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
    scrollBy({ top: below + 4, behavior: "instant" });
    bar.style.minHeight = `${bar.offsetHeight + 80}px`;
}"""


@pytest.fixture
def page(at_desk):
    page = at_desk("writer")
    page.goto(desk.change_url(make_release(title_fr="", standfirst_fr="", city_fr="", body_fr="<p>…</p>")))
    return page


def test_when_points_above_a_field_go(page):
    points = page.locator(".bar-to-see a")
    before = points.inner_text()
    for name in ("Title", "Standfirst", "City"):
        page.get_by_label(f"{name} (French):", exact=True).fill("Words")
    # So far below that the page can give way.
    page.locator("#id_kind").focus()
    top = page.evaluate(TOP)
    expect(points).not_to_have_text(before)
    assert abs(page.evaluate(TOP) - top) <= 2


def test_when_the_bar_grows(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    expect(writing.editor(page, "Body (French)")).to_be_visible()
    page.evaluate(GROW)
    page.wait_for_function(f"() => !({FOCUS})([]).problems.length")
