"""The typographer of the form: what it shows, and what becomes of the texts."""

import pytest
from playwright.sync_api import expect

from releases.models import Attachment
from tests.browser import writing
from tests.browser.accessibility import assert_accessible
from tests.builders import make_boilerplate, make_release, make_user
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db(transaction=True)
BODY = (
    '<p>Un <strong>1er</strong> prix : <a href="https://example.org/a;b">l\'eau</a> ; voila !</p><p>Deux.</p>'
)
RIGHT = (
    "<p>Un <strong>1<sup>er</sup></strong> prix&nbsp;: "
    '<a href="https://example.org/a;b">l’eau</a>\u202f; voila\u202f!</p><p>Deux.</p>'
)


@pytest.fixture
def release():
    return make_release(title_fr="L'eau : oui", title_en="It's a 'test'", standfirst_fr="Bon.", body_fr=BODY)


@pytest.fixture
def page(at_desk, release):
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    writing.editor(page, "Body (French)").wait_for()
    return page


def button(page, language="Français"):
    return page.get_by_role("button", name=f"Typography and terms – {language}")


def dialog(page):
    return page.locator("#typographer")


def make(page):
    dialog(page).get_by_role("button", name="Correct what is ticked").click()
    expect(dialog(page)).to_be_hidden()


def opened(page):
    button(page).click()
    expect(dialog(page)).to_be_visible()
    return dialog(page)


def body(page):
    # The editor writes attributes in an order of its own.
    return page.locator("#id_body_fr").input_value().replace(' rel="noopener"', "")


def test_all_texts_of_a_language_are_corrected_at_once_and_undone(page):
    before = body(page)
    shown = opened(page)
    expect(shown.locator("legend")).to_have_text(["Title", "Body"])
    assert_accessible(page)
    make(page)
    expect(page.locator("#id_title_fr")).to_have_value("L’eau\u00a0: oui")
    expect(page.locator("#id_title_en")).to_have_value("It's a 'test'")
    assert body(page) == RIGHT
    expect(writing.editor(page, "Body (French)")).to_contain_text("voila\u202f!")
    expect(button(page)).to_be_focused()
    page.locator(".typography-done").get_by_role("button", name="Undo").click()
    expect(page.locator("#id_title_fr")).to_have_value("L'eau : oui")
    assert body(page) == before
    expect(page.locator(".typography-done")).to_have_text("The corrections are undone.")


def test_one_correction_is_taken_and_the_others_left(page):
    shown = opened(page)
    for rule in shown.locator("[data-all]").all():
        rule.uncheck()
    expect(shown.get_by_role("button", name="Correct what is ticked")).to_be_disabled()
    shown.locator("[value='title_fr:1']").check()
    make(page)
    expect(page.locator("#id_title_fr")).to_have_value("L'eau\u00a0: oui")
    assert "l'eau" in body(page)


def test_the_keys_of_undo_take_corrections_back(page):
    before = body(page)
    opened(page)
    make(page)
    assert body(page) == RIGHT
    page.locator("#id_title_fr").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#id_title_fr")).to_have_value("L'eau : oui")
    writing.editor(page, "Body (French)").focus()
    page.keyboard.press("Control+z")
    page.wait_for_function("() => !document.querySelector('#id_body_fr').value.includes('\u202f')")
    assert body(page) == before


def test_it_works_by_keyboard(page):
    button(page).focus()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    expect(button(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_be_visible()
    page.locator("[value='title_fr:0']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_title_fr")).to_have_value("L’eau\u00a0: oui")


def test_a_text_that_is_left_says_quietly_what_it_needs_and_stays(page):
    standfirst = page.locator("#id_standfirst_fr")
    note = page.locator(".field-standfirst_fr .typography-note")
    standfirst.fill("Bon ! Non !")
    expect(note).to_be_empty()
    page.locator("#id_city_fr").focus()
    expect(note).to_have_text("2 proposed corrections Show")
    expect(standfirst).to_have_value("Bon ! Non !")
    note.get_by_role("button", name="Show").click()
    expect(dialog(page).locator("legend")).to_have_text(["Standfirst"])
    make(page)
    expect(standfirst).to_have_value("Bon\u202f! Non\u202f!")
    expect(note).to_be_empty()
    page.locator("#id_title_fr").focus()
    page.locator("#id_city_fr").focus()
    expect(page.locator(".field-title_fr .typography-note")).to_be_empty()


def test_what_is_corrected_is_saved(page, release):
    opened(page)
    make(page)
    writing.save(page)
    release.refresh_from_db()
    assert release.title_fr == "L’eau\u00a0: oui"
    assert release.body_fr.replace(' rel="noopener"', "") == RIGHT


def test_it_speaks_french_in_the_french_desk(at_desk, release):
    page = at_desk("writer", locale="fr-FR")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    page.get_by_role("button", name="Typographie et termes – English").click()
    expect(dialog(page).get_by_role("heading")).to_have_text("Typographie et termes – English")
    dialog(page).get_by_role("button", name="Corriger ce qui est coché").click()
    expect(page.locator("#id_title_en")).to_have_value("It’s a ‘test’")


def test_without_scripts_there_is_no_button(new_context, sign_in, release):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, make_user("writer").username)
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    expect(page.locator("#id_title_fr")).to_be_visible()
    expect(page.locator("[data-typographer]").first).to_be_hidden()


def test_captions_and_the_city_are_corrected_as_titles_are(at_desk, release):
    Attachment.objects.create(release=release, file=picture(), alt_fr="L'île", caption_fr="Bon")
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    page.locator("#id_city_fr").fill("L'Isle")
    caption = page.locator("#id_attachments-0-caption_fr")
    page.locator("#attachments-0 summary").click()
    caption.fill("Bon !")
    page.locator("#id_attachments-0-credit").focus()
    expect(page.locator("#attachments-0 .typography-note", has_text="1 proposed correction")).to_be_visible()
    expect(opened(page).locator("legend")).to_have_text(
        ["Title", "City", "Body", "Text alternative", "Caption"]
    )
    make(page)
    expect(page.locator("#id_city_fr")).to_have_value("L’Isle")
    expect(caption).to_have_value("Bon\u202f!")
    expect(page.locator("#id_attachments-0-alt_fr")).to_have_value("L’île")


def test_a_boilerplate_is_corrected_and_undone(at_desk):
    boilerplate = make_boilerplate(title_fr="L'IMT", body_fr="<p>Oui !</p>")
    page = at_desk("publisher")
    page.goto(f"/admin/releases/boilerplate/{boilerplate.pk}/change/")
    writing.editor(page, "Text (French)").wait_for()
    title = page.locator("#id_title_fr")
    title.fill("L'institut")
    page.locator("#id_title_en").focus()
    expect(page.locator(".typography-note", has_text="1 proposed correction")).to_be_visible()
    expect(opened(page).locator("legend")).to_have_text(["Title", "Text"])
    assert_accessible(page)
    make(page)
    expect(title).to_have_value("L’institut")
    expect(writing.editor(page, "Text (French)")).to_have_text("Oui\u202f!")
    page.locator(".typography-done").get_by_role("button", name="Undo").click()
    expect(title).to_have_value("L'institut")
    expect(writing.editor(page, "Text (French)")).to_have_text("Oui !")
