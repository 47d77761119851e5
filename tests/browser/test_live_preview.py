"""The public page beside the text, from what is being typed."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from releases.models import Attachment
from tests.browser import writing
from tests.builders import attach, make_contact, make_release
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db(transaction=True)
BUTTON = "Preview"


@pytest.fixture
def page(at_desk):
    release = make_release(title_fr="Titre d’abord", title_en="A title first")
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    return page


def preview(page):
    return page.frame_locator("#live-preview iframe")


def save_nothing_by_itself(page):
    page.route("**/autosave/", lambda route: route.abort())


def opened(page):
    page.get_by_role("button", name=BUTTON, exact=True).click()
    return preview(page)


def headline(page):
    return preview(page).get_by_role("heading", level=1)


def test_it_follows_what_is_typed_and_stays_where_it_was_scrolled_to(page):
    shown = opened(page)
    expect(headline(page)).to_have_text("Titre d’abord")
    expect(shown.get_by_text("Preview – not saved")).to_be_visible()
    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("## Un intertitre")
    expect(shown.get_by_role("heading", level=2, name="Un intertitre")).to_be_visible()
    page.locator("#id_title_fr").fill("Autre titre")
    expect(headline(page)).to_have_text("Autre titre")


def test_it_shows_either_language_and_remembers_which(page):
    opened(page)
    page.locator("#live-preview").get_by_role("button", name="English", exact=True).click()
    expect(headline(page)).to_have_text("A title first")
    expect(page.locator("#live-preview [role=status]")).to_have_text("As you type: English.")
    page.reload()
    expect(headline(page)).to_have_text("A title first")
    expect(page.get_by_role("button", name=BUTTON, exact=True)).to_have_attribute("aria-expanded", "true")


def test_it_shows_contacts_and_files_before_they_are_saved(at_desk):
    release = attach(make_release(), make_contact("Durand"))
    make_contact("Martin")
    file = Attachment.objects.create(release=release, file=picture(), caption_fr="Avant")
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    save_nothing_by_itself(page)
    shown = opened(page)
    expect(shown.get_by_text("Zoé Durand")).to_be_visible()
    writing.add_line(page, "press contact", "Martin")
    page.locator(".line", has_text="Durand").get_by_role("button", name="Take out").click()
    expect(shown.get_by_text("Zoé Martin")).to_be_visible()
    expect(shown.get_by_text("Zoé Durand")).to_have_count(0)
    page.locator(".file-fields summary").first.click()
    page.locator("#id_attachments-0-caption_fr").fill("Une légende")
    page.locator("#id_attachments-0-is_lead_picture").check()
    expect(shown.locator("figcaption", has_text="Une légende")).to_be_visible()
    file.refresh_from_db()
    assert (file.caption_fr, file.is_lead_picture) == ("Avant", False)
    assert [line.contact.last_name for line in release.contact_lines.all()] == ["Durand"]


def test_a_file_that_is_not_sent_yet_is_said_to_be_missing(page):
    opened(page)
    writing.another(page, "Attachment")
    page.locator("#id_attachments-0-file").set_input_files(
        {"name": "kit.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 the kit"}
    )
    expect(page.locator("#live-preview [role=status]")).to_have_text(
        "As you type: Français. A new file is shown once it is saved."
    )


def test_escape_closes_it_and_gives_the_focus_back(page):
    opened(page)
    expect(headline(page)).to_be_visible()
    page.locator("#live-preview").get_by_role("button", name="Français", exact=True).focus()
    page.keyboard.press("Escape")
    expect(page.locator("#live-preview")).to_be_hidden()
    expect(page.get_by_role("button", name=BUTTON, exact=True)).to_be_focused()
    page.reload()
    expect(page.locator("#live-preview")).to_be_hidden()


def test_it_opens_beside_the_text_and_leaves_the_focus_in_it(page):
    standfirst = page.locator("#id_standfirst_fr")
    standfirst.click()
    opened(page)
    expect(headline(page)).to_be_visible()
    expect(standfirst).to_be_focused()


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_text_stays_where_it_is_read_when_it_opens_and_closes(at_desk, width):
    body = "".join(f"<p>Paragraphe {number}. {'Les mots du texte. ' * 20}</p>" for number in range(40))
    release = make_release(body_fr=body, body_en=body)
    page = at_desk("writer")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    read = writing.editor(page, "Body (French)").locator("p", has_text="Paragraphe 30.")
    read.click()
    read.evaluate("element => element.scrollIntoView({ block: 'center' })")
    before = read.bounding_box()["y"]
    press_where_it_is(page)
    expect(headline(page)).to_be_visible()
    assert read.bounding_box()["y"] == pytest.approx(before, abs=5)
    press_where_it_is(page)
    expect(page.locator("#live-preview")).to_be_hidden()
    # Blocks are aligned in the next frames.
    page.wait_for_timeout(300)
    assert read.bounding_box()["y"] == pytest.approx(before, abs=5)


def press_where_it_is(page):
    """The page is not scrolled first, as it is for a click of Playwright's."""
    box = page.get_by_role("button", name=BUTTON, exact=True).bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)


def test_a_new_release_is_previewed_before_it_is_saved(page):
    page.goto("/admin/releases/release/add/")
    opened(page)
    page.locator("#id_title_fr").fill("Premier jet")
    expect(headline(page)).to_have_text("Premier jet")


def test_a_server_that_is_away_is_told_and_the_last_words_stay(page, complaints):
    complaints.expect("ERR_FAILED")
    opened(page)
    expect(headline(page)).to_have_text("Titre d’abord")
    page.route("**/preview/live/", lambda route: route.abort())
    page.locator("#id_title_fr").fill("Autre titre")
    expect(page.locator("#live-preview [role=status]")).to_have_text(
        "The preview cannot be refreshed just now."
    )
    expect(headline(page)).to_have_text("Titre d’abord")


def test_a_session_that_has_ended_is_not_shown_as_a_page(page, complaints):
    complaints.expect("403")
    opened(page)
    expect(headline(page)).to_have_text("Titre d’abord")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#id_title_fr").fill("Autre titre")
    expect(page.locator("#live-preview [role=status]")).to_have_text(
        "The preview cannot be refreshed just now."
    )
    expect(headline(page)).to_have_text("Titre d’abord")


def test_a_text_out_of_bounds_is_told_in_words(page, complaints):
    complaints.expect("400")
    opened(page)
    expect(headline(page)).to_be_visible()
    page.evaluate("document.querySelector('#id_body_fr').value = '<blockquote>'.repeat(60)")
    page.locator("#id_title_fr").fill("Autre titre")
    expect(page.locator("#live-preview [role=status]")).to_contain_text("elements are nested")


def test_it_asks_once_when_typing_stops(page):
    opened(page)
    expect(headline(page)).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request) if "/preview/live/" in request.url else None)
    page.locator("#id_title_fr").press_sequentially(" et la suite de la phrase", delay=20)
    expect(headline(page)).to_contain_text("la suite de la phrase")
    assert len(asked) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barriers(page, axe, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page)
    expect(headline(page)).to_be_visible()
    axe(page)


def test_it_is_a_sheet_of_its_own_on_a_telephone_and_stands_beside_the_text_on_a_desk(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page)
    expect(headline(page)).to_be_visible()
    edge = page.locator("#live-preview").bounding_box()["x"]
    for part in ("#id_title_fr", ".write-bar", ".desk-head"):
        box = page.locator(part).bounding_box()
        assert box["x"] + box["width"] <= edge, part
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("#live-preview").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}
    # Nothing below the sheet is reached.
    page.wait_for_function("() => document.querySelector('#id_title_fr').closest('[inert]')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=BUTTON, exact=True)).to_be_focused()
    page.reload()
    expect(page.locator("#live-preview")).to_be_hidden()
