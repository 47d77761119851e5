"""Whatever ends a page while somebody writes, every word is there at the end."""

import pytest
from playwright.sync_api import expect

from common.models import Session
from releases.models import Attachment, Release
from tests.browser import writing
from tests.browser.keeping.writing_on import (
    ADD,
    KEPT,
    close,
    come_back,
    form,
    is_saved,
    nothing_is_left,
    notice,
    save_nothing,
    saved,
    says,
    says_nothing_was_kept,
    text,
    write_body,
)
from tests.builders import make_contact, make_user, submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


def test_the_server_is_killed_while_somebody_types_and_started_again(
    server, new_context, sign_in, complaints, release
):
    complaints.home = server.url.removeprefix("http://")
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_CONTENT_LENGTH")
    user = make_user("writer")
    page = new_context().new_page()
    sign_in(page, user.username)
    page.goto(server.url + form(release))
    text(page, "title_fr").fill("Avant")
    is_saved(page)
    server.kill()
    text(page, "title_fr").fill("Avant et pendant")
    write_body(page, "Body (French)", " Des mots pendant la panne.")
    says(page, "does not answer. Every word is kept on this machine")
    server.start()
    text(page, "standfirst_fr").fill("Après")
    is_saved(page)
    assert saved(release).title_fr == "Avant et pendant"
    assert "Des mots pendant la panne." in saved(release).body_fr
    assert saved(release).standfirst_fr == "Après"
    nothing_is_left(page)


def test_the_server_dies_and_then_the_browser_too(server, new_context, sign_in, complaints, release):
    complaints.home = server.url.removeprefix("http://")
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_CONTENT_LENGTH")
    user = make_user("writer")
    context = new_context()
    page = context.new_page()
    sign_in(page, user.username)
    page.goto(server.url + form(release))
    expect(writing.editor(page, "Body (French)")).to_be_visible()
    server.kill()
    text(page, "title_fr").fill("Un titre")
    write_body(page, "Body (French)", " Encore des mots.")
    says(page, "does not answer. Every word is kept on this machine")
    close(page)
    server.start()
    page = context.new_page()
    page.goto(server.url + form(release))
    notice(page).get_by_role("button", name="Take them back").click()
    expect(text(page, "title_fr")).to_have_value("Un titre")
    expect(writing.editor(page, "Body (French)")).to_contain_text("Encore des mots.")
    is_saved(page)
    assert saved(release).title_fr == "Un titre"
    assert "Encore des mots." in saved(release).body_fr


def test_a_session_ends_while_somebody_types_and_the_page_goes_on_in_the_next(at_desk, sign_in, release, axe):
    page = at_desk("writer")
    page.goto(form(release))
    text(page, "title_fr").fill("Avant")
    is_saved(page)
    Session.objects.all().delete()
    text(page, "title_fr").fill("Avant et pendant")
    says(page, "You are signed out. Sign in again in another window")
    axe(page)
    text(page, "standfirst_fr").fill("Sans session")
    sign_in(page, "writer")
    come_back(page)
    is_saved(page)
    assert (saved(release).title_fr, saved(release).standfirst_fr) == ("Avant et pendant", "Sans session")
    writing.save(page)


def test_a_tab_is_closed_before_anything_was_saved(at_desk, release, axe):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    text(page, "title_fr").fill("Un titre qui compte")
    text(page, "issued_on").evaluate("field => { field.value = '2027-03-01'; }")
    text(page, "issued_on").dispatch_event("change")
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    expect(text(page, "title_fr")).to_have_value("Title in fr")
    notice(page).get_by_role("button", name="Show").click()
    expect(notice(page).locator("ins").first).to_contain_text("Un titre qui compte")
    axe(page)
    notice(page).get_by_role("button", name="Take them back").click()
    expect(notice(page)).to_be_hidden()
    expect(text(page, "title_fr")).to_have_value("Un titre qui compte")
    expect(text(page, "issued_on")).to_have_value("2027-03-01")
    is_saved(page)
    assert saved(release).title_fr == "Un titre qui compte"
    writing.save(page)
    assert str(saved(release).issued_on) == "2027-03-01"
    nothing_is_left(page)


def test_a_tab_is_closed_in_the_midst_of_a_word(at_desk, release):
    """It still sends what it can; whether that arrives or not, the words are there."""
    page = at_desk("writer")
    page.goto(form(release))
    text(page, "title_fr").fill("Un titre qui compte")
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    page.wait_for_function(
        """() => document.getElementById("id_title_fr").value === "Un titre qui compte"
            || !document.getElementById("kept").hidden"""
    )


def test_what_was_kept_is_not_put_over_newer_words_unseen(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    text(page, "title_fr").fill("Des mots anciens")
    context = page.context
    close(page)
    Release.objects.filter(pk=release.pk).update(title_fr="Des mots nouveaux")
    page = context.new_page()
    page.goto(form(release))
    notice(page).get_by_role("button", name="Show").click()
    expect(notice(page)).to_contain_text("The saved text has changed since.")
    expect(text(page, "title_fr")).to_have_value("Des mots nouveaux")
    notice(page).get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(notice(page).get_by_role("button", name="Show")).to_be_focused()
    notice(page).get_by_role("button", name="Discard").click()
    page.reload()
    expect(writing.editor(page, "Body (French)")).to_be_visible()
    expect(page.locator("#kept")).to_be_hidden()
    assert saved(release).title_fr == "Des mots nouveaux"


def test_a_new_release_becomes_a_draft_while_it_is_written(at_desk):
    make_contact("Durand")
    page = at_desk("writer")
    page.goto(ADD)
    text(page, "title_fr").fill("Un titre")
    is_saved(page)
    release = Release.objects.get()
    assert page.evaluate("location.pathname") == form(release)
    expect(text(page, "title_fr")).to_be_focused()
    text(page, "title_fr").press_sequentially(" plus long")
    is_saved(page)
    writing.add_line(page, "press contact", "Durand")
    writing.save(page)
    release = Release.objects.get()
    assert release.title_fr == "Un titre plus long"
    assert release.contacts.count() == 1
    assert not Attachment.objects.exists()
    nothing_is_left(page)


def test_a_text_in_review_waits_for_the_button(at_desk, release):
    submit(release)
    page = at_desk("writer")
    page.goto(form(release))
    page.get_by_label("Change this text while it is in review (Français)").check()
    text(page, "title_fr").fill("Corrigé")
    says(page, "save to resubmit or reopen it")
    assert saved(release).title_fr == "Title in fr"
    assert page.evaluate(KEPT)[-1] == "Corrigé"
    writing.save(page)
    assert saved(release).title_fr == "Corrigé"


def test_what_is_taken_back_goes_over_nothing_that_was_typed_since(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    write_body(page, "Body (French)", " Des mots anciens.")
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    expect(notice(page)).to_be_visible()
    write_body(page, "Body (French)", " Des mots nouveaux.")
    notice(page).get_by_role("button", name="Take them back").click()
    body = writing.editor(page, "Body (French)")
    expect(body).to_contain_text("Des mots anciens.")
    expect(body).to_contain_text("Des mots nouveaux.")


def test_a_text_that_is_too_long_is_named_and_the_rest_is_saved(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    text(page, "title_fr").evaluate("field => field.removeAttribute('maxlength')")
    text(page, "title_fr").fill("x" * 260)
    text(page, "city_fr").fill("Brest")
    says(page, "Only “Title (French)” is not saved: ")
    says(page, "260")
    assert saved(release).city_fr == "Brest"
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator("#saving[data-refused=yes]")).to_be_attached()
    says_nothing_was_kept(page)
