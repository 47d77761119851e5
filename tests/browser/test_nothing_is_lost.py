"""Whatever ends a page while somebody writes, every word is there at the end."""

import re

import pytest
from playwright.sync_api import expect

from common.models import Session
from releases.models import Attachment, Event, Release
from tests.browser import writing
from tests.browser.killable import KillableServer
from tests.builders import make_contact, make_release, make_user, submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]

ADD = "/admin/releases/release/add/"
KEPT = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("press-room-kept", 1);
    request.onsuccess = () => resolve(request.result);
  });
  if (!database.objectStoreNames.length) return [];
  return new Promise((resolve) => {
    const request = database.transaction("fields").objectStore("fields").getAll();
    request.onsuccess = () => resolve(request.result.map(({ value }) => value));
  });
}"""


@pytest.fixture
def server():
    server = KillableServer()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def release():
    return make_release()


def form(release):
    return f"/admin/releases/release/{release.pk}/change/"


def text(page, name):
    return page.locator(f"#id_{name}")


def says(page, sentence):
    """In few words, or why."""
    expect(page.locator("#saving :is([data-shown], [data-why=''])", has_text=sentence)).to_be_visible()


def is_saved(page):
    expect(page.locator("#saving [data-shown]")).to_have_text(re.compile("^Saved "))


def come_back(page):
    """To the window: it asks at once what it would ask within some seconds."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def write_body(page, label, words):
    writing.editor(page, label).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(release):
    return Release.objects.get(pk=release.pk)


def close(page):
    """As when the browser dies: nobody is asked."""
    page.close(run_before_unload=False)


def save_nothing(page):
    """As when the line is down: what is typed stays in the browser."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")


def says_nothing_was_kept(page):
    expect(writing.editor(page, "Body (fr)")).to_be_visible()
    expect(page.locator("#kept")).to_be_hidden()


def notice(page):
    return page.get_by_role("region", name="Words from")


def test_the_server_is_killed_while_somebody_types_and_started_again(
    server, new_context, sign_in, complaints, release
):
    complaints.home = server.url.removeprefix("http://")
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
    user = make_user("writer")
    page = new_context().new_page()
    sign_in(page, user.username)
    page.goto(server.url + form(release))
    text(page, "title_fr").fill("Avant")
    is_saved(page)
    server.kill()
    text(page, "title_fr").fill("Avant et pendant")
    write_body(page, "Body (fr)", " Des mots pendant la panne.")
    says(page, "does not answer. Every word is kept on this machine")
    server.start()
    text(page, "standfirst_fr").fill("Après")
    is_saved(page)
    assert saved(release).title_fr == "Avant et pendant"
    assert "Des mots pendant la panne." in saved(release).body_fr
    assert saved(release).standfirst_fr == "Après"
    assert page.evaluate(KEPT) == []


def test_the_server_dies_and_then_the_browser_too(server, new_context, sign_in, complaints, release):
    complaints.home = server.url.removeprefix("http://")
    complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET")
    user = make_user("writer")
    context = new_context()
    page = context.new_page()
    sign_in(page, user.username)
    page.goto(server.url + form(release))
    expect(writing.editor(page, "Body (fr)")).to_be_visible()
    server.kill()
    text(page, "title_fr").fill("Un titre")
    write_body(page, "Body (fr)", " Encore des mots.")
    says(page, "does not answer. Every word is kept on this machine")
    close(page)
    server.start()
    page = context.new_page()
    page.goto(server.url + form(release))
    notice(page).get_by_role("button", name="Take them back").click()
    expect(text(page, "title_fr")).to_have_value("Un titre")
    expect(writing.editor(page, "Body (fr)")).to_contain_text("Encore des mots.")
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
    says(page, "Texts saved")
    assert saved(release).title_fr == "Un titre qui compte"
    writing.save(page)
    assert str(saved(release).issued_on) == "2027-03-01"
    assert page.evaluate(KEPT) == []


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
    expect(writing.editor(page, "Body (fr)")).to_be_visible()
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
    assert page.evaluate(KEPT) == []


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


def test_two_people_write_in_two_languages_and_each_sees_the_other(at_desk, release):
    writer = at_desk("writer", first_name="Anne", last_name="Martin")
    translator = at_desk("translator", first_name="Luc", last_name="Moreau")
    writer.goto(form(release))
    translator.goto(form(release))
    for number in range(4):
        write_body(writer, "Body (fr)", f" Phrase {number}.")
        write_body(translator, "Body (en)", f" Sentence {number}.")
    is_saved(writer)
    is_saved(translator)
    come_back(writer)
    come_back(translator)
    expect(writer.get_by_text("Luc Moreau writes English since")).to_be_visible()
    expect(translator.get_by_text("Anne Martin writes Français since")).to_be_visible()
    expect(translator.locator("#id_body_fr")).to_contain_text("Phrase 3.")
    expect(writing.editor(writer, "Body (en)")).to_contain_text("Sentence 3.")
    writing.save(writer)
    writing.save(translator)
    for number in range(4):
        assert f"Phrase {number}." in saved(release).body_fr
        assert f"Sentence {number}." in saved(release).body_en
    close(translator)
    come_back(writer)
    expect(writer.locator("#saving").get_by_text("Luc Moreau")).to_have_count(0)
    assert Event.objects.count() <= 8


def test_two_people_write_one_text_and_settle_it_by_the_keyboard(at_desk, release, axe):
    Release.objects.filter(pk=release.pk).update(body_fr="<p>Un.</p><p>Deux.</p><p>Trois.</p>")
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Moreau")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Martin")
    luc.goto(form(release))
    anne.goto(form(release))
    write_body(luc, "Body (fr)", " De Luc.")
    text(luc, "title_fr").fill("De Luc")
    is_saved(luc)
    write_body(anne, "Body (fr)", " D’Anne.")
    text(anne, "title_fr").fill("D’Anne")
    says(anne, "The same text was changed meanwhile. Luc Moreau, ")
    assert "De Luc." in saved(release).body_fr
    anne.get_by_role("button", name="See both and settle").press("Enter")
    body = anne.get_by_role("region", name="Both versions of “Body (fr)”")
    expect(body.locator(".redline ins")).to_contain_text("Anne")
    expect(body.locator(".redline del")).to_contain_text("Luc")
    axe(anne)
    anne.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(body.get_by_text("Choose at each difference which words are to stay")).to_be_visible()
    title = anne.get_by_role("region", name="Both versions of “Title (fr)”")
    expect(title.get_by_role("radio", name=re.compile("^Mine"))).to_be_focused()
    body.get_by_role("radio", name=re.compile("^Mine")).focus()
    anne.keyboard.press("ArrowDown")
    anne.keyboard.press("ArrowDown")
    expect(body.get_by_role("radio", name="Both, mine first")).to_be_checked()
    title.get_by_role("radio", name="The saved one").check()
    expect(text(anne, "title_fr")).to_have_value("De Luc")
    writing.save(anne)
    release = saved(release)
    assert release.title_fr == "De Luc"
    assert "Trois. De Luc." in release.body_fr
    assert "Trois. D’Anne." in release.body_fr
    assert release.body_fr.count("Deux.") == 1


def test_two_people_write_in_two_paragraphs_of_one_text(at_desk, release):
    Release.objects.filter(pk=release.pk).update(body_fr="<p>Un.</p><p>Deux.</p><p>Trois.</p>")
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Moreau")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Martin")
    luc.goto(form(release))
    anne.goto(form(release))
    writing.editor(luc, "Body (fr)").click()
    luc.keyboard.press("Control+Home")
    luc.keyboard.type("De Luc. ")
    is_saved(luc)
    write_body(anne, "Body (fr)", " D’Anne.")
    is_saved(anne)
    assert "<p>De Luc. Un.</p>" in saved(release).body_fr
    assert "<p>Trois. D’Anne.</p>" in saved(release).body_fr
    says(anne, "Changed by Luc Moreau, ")
    # The cursor is where it was, and Undo takes back her own words.
    anne.keyboard.type(" Encore.")
    expect(writing.editor(anne, "Body (fr)")).to_contain_text("Trois. D’Anne. Encore.")
    anne.keyboard.press("Control+z")
    expect(writing.editor(anne, "Body (fr)")).to_contain_text("De Luc. Un.")
    expect(writing.editor(anne, "Body (fr)")).not_to_contain_text("Encore.")
    # His window is told, though he stands in that text.
    come_back(luc)
    says(luc, "Changed by Anne Martin, ")
    expect(writing.editor(luc, "Body (fr)")).to_contain_text("D’Anne.")
    luc.keyboard.type("Ici. ")
    expect(writing.editor(luc, "Body (fr)")).to_contain_text("De Luc. Ici. Un.")


def test_who_signs_out_leaves_nothing(at_desk, sign_in, release):
    submit(release)
    page = at_desk("writer")
    page.goto(form(release))
    page.get_by_label("Change this text while it is in review (Français)").check()
    text(page, "title_fr").fill("Un secret")
    says(page, "save to resubmit")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".desk-account summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")
    page.wait_for_function(f"async () => (await ({KEPT})()).length === 0")


def sign_out(page):
    page.locator(".desk-account summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")


def test_who_signs_out_in_the_midst_of_a_sentence_has_sent_it(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    write_body(page, "Body (fr)", " Une dernière phrase.")
    sign_out(page)
    assert "Une dernière phrase." in saved(release).body_fr


def test_signing_out_asks_where_something_cannot_be_sent(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    text(page, "title_fr").fill("Un titre qui compte")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator(".desk-account summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_timeout(500)
    assert asked == [
        "Something on this page is not saved, and goes when you sign out. Sign out all the same?"
    ]
    assert page.evaluate("location.pathname") == form(release)


def test_a_page_that_is_open_when_its_author_signs_out_elsewhere_goes_on(at_desk, sign_in, release):
    submit(release)
    page = at_desk("writer")
    page.goto(form(release))
    page.get_by_label("Change this text while it is in review (Français)").check()
    text(page, "title_fr").fill("Un secret")
    says(page, "save to resubmit")
    other = page.context.new_page()
    other.goto("/admin/")
    sign_out(other)
    says(page, "You have signed out. What is on this page is kept on it alone")
    other.wait_for_function(f"async () => (await ({KEPT})()).length === 0")
    text(page, "title_fr").fill("Un secret de plus")
    page.wait_for_timeout(300)
    assert page.evaluate(KEPT) == []
    sign_in(other, "writer")
    come_back(page)
    says(page, "save to resubmit")
    assert "Un secret de plus" in page.evaluate(KEPT)


def test_what_is_taken_back_goes_over_nothing_that_was_typed_since(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    write_body(page, "Body (fr)", " Des mots anciens.")
    context = page.context
    close(page)
    page = context.new_page()
    page.goto(form(release))
    expect(notice(page)).to_be_visible()
    write_body(page, "Body (fr)", " Des mots nouveaux.")
    notice(page).get_by_role("button", name="Take them back").click()
    body = writing.editor(page, "Body (fr)")
    expect(body).to_contain_text("Des mots anciens.")
    expect(body).to_contain_text("Des mots nouveaux.")


def test_a_text_that_is_too_long_is_named_and_the_rest_is_saved(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    text(page, "title_fr").evaluate("field => field.removeAttribute('maxlength')")
    text(page, "title_fr").fill("x" * 260)
    text(page, "city_fr").fill("Brest")
    says(page, "Only “Title (fr)” is not saved: ")
    says(page, "260")
    assert saved(release).city_fr == "Brest"
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator("#saving[data-refused=yes]")).to_be_attached()
    says_nothing_was_kept(page)


def test_another_person_on_the_same_machine_is_offered_nothing(at_desk, sign_in, release):
    make_user("writer", username="other")
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    text(page, "title_fr").fill("Un secret")
    context = page.context
    close(page)
    page = context.new_page()
    sign_in(page, "other")
    page.goto(form(release))
    says_nothing_was_kept(page)


def test_on_a_machine_that_others_use_nothing_is_kept(new_context, release, axe):
    make_user("writer")
    page = new_context().new_page()
    page.goto("/admin/login/?next=/admin/")
    axe(page)
    page.get_by_label("Username").fill("writer")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_label("Others use this machine").check()
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/admin/")
    page.goto(form(release))
    text(page, "title_fr").fill("Un secret")
    assert page.evaluate(KEPT) == []
    is_saved(page)
