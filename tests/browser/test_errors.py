import pytest
from playwright.sync_api import expect

from tests.browser import writing
from tests.builders import make_release
from tests.releases import desk


@pytest.fixture
def refused(at_desk):
    """A form that is refused for a text, a rich text, a moment and a choice."""
    release = make_release(body_fr='<p><a href="page">ici</a></p>')
    page = at_desk("writer")
    page.goto(desk.change_url(release))
    page.get_by_label("Title (French):", exact=True).fill("x" * 300)
    page.locator("#id_embargo_until_0").fill("x")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    return page


def test_a_refused_form_is_read_from_its_list_of_errors_on(refused):
    expect(refused.locator(".error-summary")).to_be_focused()
    refused.keyboard.press("Tab")
    expect(refused.locator(".error-summary a").first).to_be_focused()


def test_each_error_leads_to_its_field(refused):
    summary = refused.locator(".error-summary")
    for name, field in {
        "Title (French)": "#id_title_fr",
        "Embargo until": "#id_embargo_until_0",
    }.items():
        summary.get_by_role("link", name=name).click()
        expect(refused.locator(field)).to_be_focused()
        expect(refused.locator(field)).to_be_in_viewport()
    summary.get_by_role("link", name="Body (French)").click()
    expect(writing.editor(refused, "Body (French)")).to_be_focused()


def test_a_form_to_add_is_read_from_there_too(at_desk):
    page = at_desk("writer")
    page.goto(desk.ADD)
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()


def test_a_script_that_comes_late_leaves_its_reader_where_they_are(at_desk):
    page = at_desk("writer")
    waiting = []
    page.goto(desk.ADD)
    page.route("**/errors*.js", lambda route: waiting.append(route))
    page.get_by_role("button", name="Save", exact=True).press("Enter", no_wait_after=True)
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    (script,) = waiting
    script.continue_()
    page.wait_for_load_state()
    expect(page.locator(".error-summary a").first).to_be_focused()
