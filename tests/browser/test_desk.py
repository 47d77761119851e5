"""The desk under the hands of those who work there."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from common.models import Session
from releases.models import Attachment, Event, Release
from tests.browser import writing
from tests.builders import (
    attach,
    make_boilerplate,
    make_complete_release,
    make_contact,
    make_release,
    make_user,
    publish,
    rows,
)

pytestmark = pytest.mark.django_db(transaction=True)


def form(release):
    return f"/admin/releases/release/{release.pk}/change/"


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def test_a_translator_writes_english_beside_a_french_that_cannot_be_edited(at_desk):
    release = attach(make_release(), make_contact("Durand"), make_boilerplate())
    page = at_desk("translator")
    page.goto(form(release))
    french, english = page.locator("#language-fr"), writing.editor(page, "Body (English)")
    expect(french).to_contain_text("Body in fr.")
    expect(french.locator("input, textarea, [contenteditable]")).to_have_count(0)
    expect(page.get_by_label("Title (French):", exact=True)).to_have_count(0)
    expect(page.get_by_label("Date of issue")).to_have_count(0)
    expect(page.locator(".field-issued_on")).to_contain_text("12 February 2020")
    expect(page.get_by_role("link", name="Today")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Add a press contact")).to_have_count(0)
    expect(page.get_by_role("button", name="Submit for review – Français")).to_have_count(0)

    page.get_by_label("Title (English):", exact=True).fill("Translated")
    english.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("A translated body.")
    writing.press(page, "Submit the English")
    expect(writing.at_desk(page, "English")).to_have_text("in review")
    release.refresh_from_db()
    assert (release.title_en, release.body_en) == ("Translated", "<p>A translated body.</p>")
    assert (release.title_fr, release.body_fr) == ("Title in fr", "<p>Body in fr.</p>")


def test_two_people_save_and_the_second_loses_and_overwrites_nothing(at_desk):
    release = make_release()
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Moreau")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Martin")
    luc.goto(form(release))
    anne.goto(form(release))
    luc.get_by_label("Title (French):", exact=True).fill("Luc’s title")
    writing.editor(luc, "Body (English)").click()
    luc.keyboard.press("Control+End")
    luc.keyboard.type(" Luc’s words.")
    writing.save(luc)

    anne.get_by_label("Title (French):", exact=True).fill("Anne’s title")
    writing.editor(anne, "Body (French)").click()
    anne.keyboard.press("Control+End")
    anne.keyboard.type(" Anne’s words.")
    anne.get_by_role("button", name="Save", exact=True).click()
    expect(anne.get_by_text("Saved meanwhile by Luc Moreau")).to_be_visible()
    expect(anne.locator(".saved-text")).to_have_text("Luc’s title")
    expect(anne.get_by_label("Title (French):", exact=True)).to_have_value("Anne’s title")
    expect(writing.editor(anne, "Body (French)")).to_contain_text("Anne’s words.")
    expect(writing.editor(anne, "Body (English)")).to_contain_text("Luc’s words.")
    assert Release.objects.get().title_fr == "Luc’s title"

    for mine in anne.get_by_role("radio", name=re.compile("^Mine")).all():
        mine.check()
    writing.save(anne)
    release.refresh_from_db()
    assert release.title_fr == "Anne’s title"
    assert release.body_fr == "<p>Body in fr. Anne’s words.</p>"
    assert release.body_en == "<p>Body in en. Luc’s words.</p>"


def test_opening_and_saving_changes_nothing_and_reopens_nothing(at_desk):
    """The editor writes HTML in a way of its own; that must not count as a change."""
    body = (
        "<h2>A</h2><p>One <strong>two</strong> <em>three</em><br>four &amp; “five”</p>\n"
        "<ul>\n<li><p>x</p></li>\n"
        '<li><p>y</p></li>\n</ul>\n<p><a href="https://example.org/" rel="noopener">link</a></p>\n<hr>'
        "<blockquote><p>q</p></blockquote>"
        "<table><tbody><tr><th><p>a</p></th></tr><tr><td><p>b</p></td></tr></tbody></table>"
    )
    release = make_release(body_fr=body, body_en=f"<ol><li><p>z</p></li></ol>{body}", standfirst_fr="a\nb")
    publish(release, "fr")
    before = rows(Release), rows(Event)
    page = at_desk("writer")
    page.goto(form(release))
    expect(writing.editor(page, "Body (French)").get_by_role("link", name="link")).to_be_visible()
    writing.save(page)
    assert (rows(Release), rows(Event)) == before


def test_a_picture_is_attached_and_put_into_the_text(at_desk):
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    writing.another(page, "Attachment")
    file = {"name": "Île de la Cité.png", "mimeType": "image/png", "buffer": picture()}
    page.locator("#id_attachments-0-file").set_input_files(file)
    page.locator("#id_attachments-0-alt_fr").fill("Une île")
    writing.save(page)
    address = Attachment.objects.get().get_absolute_url()
    page.locator("#attachments-0 summary").click()
    shown = page.locator("#attachments-0").get_by_text(address, exact=True).text_content().strip()
    link = page.locator("#attachments-0").get_by_role("link", name=Attachment.objects.get().file_name)
    assert page.request.get(link.get_attribute("href")).headers["content-type"] == "image/png"

    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    writing.tool(page, "Body (French)", "figure").click()
    page.get_by_label("Image URL").fill(shown)
    page.get_by_label("Alternative Text").fill("Une île")
    page.get_by_role("textbox", name="Caption", exact=True).fill("La Seine.")
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(writing.editor(page, "Body (French)").locator("img")).to_have_attribute("src", address)
    writing.save(page)
    release.refresh_from_db()
    assert f'<img src="{address}"' in release.body_fr
    assert "<figcaption>La Seine.</figcaption>" in release.body_fr

    page.goto(f"/admin/releases/release/{release.pk}/fr/preview/")
    image = page.get_by_role("article").get_by_role("img", name="Une île").first
    expect(image).to_be_visible()
    # Its own width, or that which the page said of the one that was chosen.
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())


def test_a_refused_file_leaves_the_words_where_they_were(at_desk):
    page = at_desk("writer")
    page.goto("/admin/releases/release/add/")
    page.get_by_label("Title (French):", exact=True).fill("Un titre")
    writing.editor(page, "Body (French)").click()
    page.keyboard.type("Un paragraphe.")
    writing.another(page, "Attachment")
    file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00"}
    page.locator("#id_attachments-0-file").set_input_files(file)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist", has_text="“photo.jpg” is not a JPG")).to_be_visible()
    expect(page.get_by_label("Title (French):", exact=True)).to_have_value("Un titre")
    expect(writing.editor(page, "Body (French)")).to_have_text("Un paragraphe.")
    assert not Attachment.objects.exists()


def test_the_desk_speaks_the_language_that_its_user_chooses(at_desk):
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Français", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.url.endswith(form(release))
    expect(page.get_by_role("button", name="Enregistrer", exact=True)).to_be_visible()
    expect(writing.at_desk(page, "Français")).to_have_text("brouillon")
    page.goto("/admin/releases/release/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_choice_of_language_leaves_no_cookie_on_the_public_pages(at_desk):
    page = at_desk("writer")
    page.goto("/admin/")
    page.get_by_role("button", name="Français", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    cookies = {cookie["name"]: cookie["path"] for cookie in page.context.cookies()}
    assert cookies["django_language"] == "/admin/"


def test_the_keyboard_alone_reaches_and_presses_every_button(at_desk):
    release = make_complete_release()
    page = at_desk("writer")
    page.goto(form(release))
    expect(writing.editor(page, "Body (English)")).to_be_visible()
    wanted = page.get_by_role("button", name="Submit both languages")
    _tab_to(page, wanted)
    _tab_to(page, page.get_by_role("button", name="Add another Attachment"))
    _tab_to(page, wanted, key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(writing.at_desk(page, "Français")).to_have_text("in review")


def _tab_to(page, wanted, key="Tab"):
    """Also shows that no editor keeps the focus to itself."""
    for _press in range(250):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{key} does not reach {wanted}")


def test_leaving_with_unsaved_words_is_asked_about(at_desk):
    release = make_release()
    page = at_desk("writer")
    asked = []
    page.on("dialog", lambda dialog: [asked.append(dialog.type), dialog.accept()])
    page.goto(form(release))
    page.goto("/admin/")
    assert asked == []
    page.goto(form(release))
    writing.editor(page, "Body (French)").click()
    page.keyboard.type("Unsaved.")
    page.locator(".breadcrumbs").get_by_role("link", name="Home").click()
    page.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]
    page.goto(form(release))
    page.get_by_label("Title (French):", exact=True).fill("Saved")
    writing.save(page)
    assert asked == ["beforeunload"]


def test_words_written_while_signed_out_are_sent_after_signing_in_again(at_desk, sign_in_by_form, axe):
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    title = page.get_by_label("Title (French):", exact=True)
    title.fill("An hour of work")
    writing.editor(page, "Body (French)").click()
    page.keyboard.type("Many words.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    notice = page.get_by_role("alert").filter(has_text="You have been signed out")
    expect(notice).to_be_focused()
    axe(page)
    assert Release.objects.get().title_fr != "An hour of work"
    with page.expect_popup() as opened:
        notice.get_by_role("link", name="Sign in (new window)").click()
    sign_in_by_form(opened.value, "writer")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/change/")
    expect(page.locator(".messagelist .success")).to_be_visible()
    saved = Release.objects.get()
    assert saved.title_fr == "An hour of work"
    assert "Many words." in saved.body_fr


def test_a_form_is_sent_after_signing_out_and_in_again_in_another_tab(at_desk, sign_in):
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    page.get_by_label("Title (French):", exact=True).fill("Written before")
    Session.objects.all().delete()
    sign_in(page.context.new_page(), "writer")
    writing.save(page)
    assert Release.objects.get().title_fr == "Written before"


def test_words_written_while_the_server_is_away_stay(at_desk, complaints):
    complaints.expect("ERR_FAILED")
    release = make_release()
    page = at_desk("writer", locale="fr-FR")
    page.goto(form(release))
    page.get_by_label("Titre (français)", exact=False).first.fill("Une heure de travail")
    page.route("**/admin/**", lambda route: route.abort())
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="ne répond pas")).to_be_focused()
    page.unroute("**/admin/**")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Release.objects.get().title_fr == "Une heure de travail"


def test_a_slug_is_proposed_while_the_title_is_typed(at_desk):
    page = at_desk("writer")
    page.goto("/admin/releases/release/add/")
    page.get_by_label("Title (French):", exact=True).press_sequentially("Été à l’école")
    expect(page.get_by_label("Address name (French)")).to_have_value("ete-a-l-ecole")
    page.get_by_label("Title (English):", exact=True).press_sequentially("Summer school")
    expect(page.get_by_label("Address name (English)")).to_have_value("summer-school")


def test_nothing_is_sent_while_another_account_is_signed_in(at_desk, sign_in_by_form, axe, complaints):
    # Whoever is signed in then may not save it.
    complaints.expect("403.*autosave")
    release = make_release()
    make_user("contacts")
    page = at_desk("translator")
    page.goto(form(release))
    title = page.get_by_label("Title (English):", exact=True)
    title.fill("An hour of work")
    Session.objects.all().delete()
    sign_in_by_form(page.context.new_page(), "contacts")
    page.get_by_role("button", name="Save", exact=True).click()
    notice = page.get_by_role("alert").filter(has_text="You write as “translator”, but another account")
    expect(notice).to_be_focused()
    axe(page)
    expect(title).to_have_value("An hour of work")
    Session.objects.all().delete()
    sign_in_by_form(page.context.new_page(), "translator")
    writing.save(page)
    assert Release.objects.get().title_en == "An hour of work"


def test_words_sent_while_signed_out_are_sent_again_from_the_page_that_answers(
    new_context, sign_in, sign_in_by_form, complaints, axe
):
    complaints.expect("403")
    release = make_release()
    make_user("writer")
    page = new_context().new_page()
    sign_in(page, "writer")
    page.route("**/session_status.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(form(release))
    page.get_by_label("Title (French):", exact=True).fill("An hour of work")
    writing.editor(page, "Body (French)").click()
    page.keyboard.type("Many words. ")
    page.unroute("**/session_status.js")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Title (French)", exact=True)).to_have_value("An hour of work")
    expect(page.get_by_text("Many words.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_role("alert").filter(has_text="You have been signed out")).to_be_focused()
    sign_in_by_form(page.context.new_page(), "writer")
    page.get_by_role("button", name="Send again").click()
    page.wait_for_url("**/change/")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Release.objects.get().title_fr == "An hour of work"
    assert "Many words." in Release.objects.get().body_fr
