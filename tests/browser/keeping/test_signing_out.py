"""Who signs out loses no word and leaves none behind."""

import pytest

from tests.browser import writing
from tests.browser.keeping.writing_on import (
    KEPT,
    close,
    come_back,
    form,
    is_saved,
    nothing_is_left,
    save_nothing,
    saved,
    says,
    says_nothing_was_kept,
    sign_out,
    text,
    write_body,
)
from tests.builders import make_user, submit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


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


def test_who_signs_out_in_the_midst_of_a_sentence_has_sent_it(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    write_body(page, "Body (French)", " Une dernière phrase.")
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


def test_signing_out_asks_where_a_file_was_not_sent(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    writing.another(page, "Attachment")
    page.locator("#id_attachments-0-file").set_input_files(
        {"name": "kit.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 the kit"}
    )
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(".desk-account summary").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_timeout(500)
    assert asked == ["confirm"]
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
    nothing_is_left(page)
    sign_in(other, "writer")
    come_back(page)
    says(page, "save to resubmit")
    assert "Un secret de plus" in page.evaluate(KEPT)


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
    nothing_is_left(page)
    is_saved(page)
