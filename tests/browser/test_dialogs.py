"""The editor's dialogs for links and pictures: what the form would refuse is said at once."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import make_release
from tests.link_cases import KEPT, NORMALISED, REFUSED

pytestmark = pytest.mark.django_db(transaction=True)
FILE = "/files/01234567-89ab-cdef-0123-456789abcdef/portrait.jpg"
LINKS = {
    "http://localhost:1/x": "“http://localhost:1/x” opens on one computer or network only.",
    "http://machine.local/": "“http://machine.local/” opens on one computer or network only.",
    "//a:b@example.org": "“//a:b@example.org” contains a user name or a password",
    "/admin/": "“/admin/” is not a page of this site that readers can open.",
    "/rapport.pdf": "“/rapport.pdf” is not a page of this site that readers can open.",
    "https://me:word@example.org/": "“https://me:word@example.org/” contains a user name or a password",
    "example.org:8080/x": "“example.org:8080/x” does not begin with https:// or http://.",
}
PICTURES = {
    "https://autre.example/logo.png": "“logo.png” is on another site",
    "C:\\Images\\carte.png": "“carte.png” is on your computer",
    "file:///C:/x/carte.png": "“carte.png” is on your computer",
    "data:image/png;base64,iVBORw0KGgo=": "is embedded in the text itself",
    FILE.replace(
        "portrait.jpg", "rapport.pdf"
    ): "“rapport.pdf” is not a picture. Insert a link to it instead.",
    "photos/carte.png": "“carte.png” is not the address of a file of this site",
}
SAYS = "([input, words]) => input.validationMessage.startsWith(words)"
NORMALISE = """async (cases) => {
    const { normaliseLink } = await import("press-room/addresses");
    return cases.map(normaliseLink);
}"""


@pytest.fixture
def page(at_desk):
    release = make_release()
    page = at_desk("writer")
    page.route("**/files/**", lambda route: route.fulfill(status=200, content_type="image/png", body=b""))
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.editor(page, "Body (French)").click()
    return page


def test_the_dialog_and_the_server_normalise_and_refuse_the_same_links(page):
    assert page.evaluate(NORMALISE, KEPT) == KEPT
    assert page.evaluate(NORMALISE, list(NORMALISED)) == list(NORMALISED.values())
    assert page.evaluate(NORMALISE, REFUSED) == [None] * len(REFUSED)


def test_a_link_is_completed_and_one_that_nobody_can_guess_is_refused(page):
    page.keyboard.press("Control+a")
    writing.tool(page, "Body (French)", "insert link").click()
    address = page.get_by_label("URL")
    address.fill("ma page")
    page.get_by_role("button", name="Insert", exact=True).click()
    assert address.evaluate("input => input.validationMessage").startswith(
        "This is not a valid address. Write it in full"
    )
    for typed, words in LINKS.items():
        address.fill(typed)
        page.get_by_role("button", name="Insert", exact=True).click()
        # The server is asked for those of this site.
        page.wait_for_function(SAYS, arg=[address.element_handle(), words])
    address.fill("/fr/")
    page.get_by_role("button", name="Insert", exact=True).click()
    link = writing.editor(page, "Body (French)").get_by_role("link")
    expect(link).to_have_attribute("href", "/fr/")
    writing.tool(page, "Body (French)", "insert link").click()
    expect(page.get_by_role("dialog", name="Edit link")).to_be_visible()
    address.fill("example.org/page")
    page.get_by_role("button", name="Update").click()
    expect(link).to_have_attribute("href", "https://example.org/page")
    writing.save(page)
    assert 'href="https://example.org/page"' in Release.objects.get().body_fr


def test_a_link_that_is_there_is_changed_or_taken_off(page):
    text = writing.editor(page, "Body (French)")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Insert link")).to_be_visible()
    page.get_by_label("URL").fill("https://example.org/")
    page.keyboard.press("Enter")
    expect(text.get_by_role("link")).to_have_attribute("href", "https://example.org/")
    page.keyboard.press("Control+k")
    page.get_by_label("URL").fill("")
    page.keyboard.press("Enter")
    expect(text.get_by_role("link")).to_have_count(0)
    expect(text).to_be_focused()


def test_a_picture_of_elsewhere_is_refused_by_its_name_and_ours_is_taken_with_its_host(page, base_url):
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    writing.tool(page, "Body (French)", "figure").click()
    address = page.get_by_label("Image URL")
    for typed, words in PICTURES.items():
        address.fill(typed)
        page.get_by_role("button", name="Insert", exact=True).click()
        assert words in address.evaluate("input => input.validationMessage")
    address.fill(f"{base_url}{FILE}")
    page.get_by_role("textbox", name="Caption", exact=True).fill("La Seine.")
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(writing.editor(page, "Body (French)").locator("img")).to_have_attribute("src", FILE)
    writing.save(page)
    assert f'<img src="{FILE}"' in Release.objects.get().body_fr
