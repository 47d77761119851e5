import pytest
from playwright.sync_api import expect

from tests.builders import make_leaks, make_release, publish
from tests.visitor import RELEASE

pytestmark = pytest.mark.django_db
COPYING = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def corrected():
    """In both languages, beside what no visitor may see."""
    make_leaks()
    release = make_release()
    for language in ("fr", "en"):
        publish(release, language)
        publish(release, language, change_note="A number was wrong.")


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("language", "link", "link_copied", "text", "text_copied"),
    [
        ("en", "Copy the link", "Link copied", "Copy as text", "Text copied"),
        ("fr", "Copier le lien", "Lien copié", "Copier en texte brut", "Texte copié"),
    ],
)
def test_link_and_text_are_copied_and_it_is_said(
    language, link, link_copied, text, text_copied, corrected, new_context, base_url
):
    page = new_context(permissions=COPYING).new_page()
    page.goto(RELEASE[language])
    page.get_by_role("button", name=link).press("Enter")
    expect(page.get_by_role("status")).to_have_text(link_copied)
    assert copied(page) == f"{base_url}{RELEASE[language]}"
    page.get_by_role("button", name=text).click()
    expect(page.get_by_role("status")).to_have_text(text_copied)
    assert copied(page).startswith(f"Title in {language}\n")
    assert copied(page).endswith(f"{base_url}{RELEASE[language]}\n")


def test_what_the_browser_refuses_is_said(corrected, new_context):
    context = new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page.goto(RELEASE["en"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("status")).to_have_text("The browser did not copy it.")


def test_without_scripts_there_is_a_page_of_plain_text(corrected, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(RELEASE["en"])
    assert not page.get_by_role("button", name="Copy").is_visible()
    page.get_by_role("link", name="Plain text", exact=True).click()
    expect(page.locator("body")).to_contain_text("Standfirst in en.")


@pytest.mark.parametrize("width", [320, 1280])
def test_what_an_edition_was_and_changed_is_accessible(width, corrected, new_context, axe):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(RELEASE["en"])
    page.locator("details.history summary").click()
    axe(page)
    for below in ("edition/1/", "edition/2/changes/"):
        page.goto(f"{RELEASE['en']}{below}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
