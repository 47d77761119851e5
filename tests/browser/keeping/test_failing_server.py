"""An error as the answer to “Save” loses nothing: the form, opened again, offers what it held."""

from contextlib import contextmanager

import pytest
from django.db import connection
from playwright.sync_api import expect

from releases.models import Release, Version
from tests.browser import writing
from tests.browser.keeping.writing_on import (
    ADD,
    close,
    come_back,
    comes_to_be,
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
from tests.browser.proxy import FailingProxy
from tests.builders import make_contact, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def proxy(live_server, complaints):
    proxy = FailingProxy(live_server.url)
    complaints.home = proxy.url.removeprefix("http://")
    complaints.expect("502")
    yield proxy
    proxy.stop()


@contextmanager
def broken():
    """Whatever is saved ends in an error of the server."""
    table, away = (connection.ops.quote_name(name) for name in (Version._meta.db_table, "away"))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {away}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {away} RENAME TO {table}")


def contacts_of(release):
    return [line.contact.last_name for line in release.contact_lines.select_related("contact")]


def press_save(page, status):
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Save", exact=True).press("Enter")
    assert answer.value.status == status


@pytest.mark.parametrize("is_opened_anew", [False, True], ids=["back", "opened anew"])
def test_an_error_of_the_server_loses_nothing(at_desk, complaints, release, is_opened_anew):
    complaints.expect("500")
    make_contact("Martin")
    page = at_desk("writer")
    page.goto(form(release))
    with broken():
        text(page, "title_fr").fill("Un titre qui compte")
        write_body(page, "Body (French)", " Encore des mots.")
        text(page, "issued_on").fill("2027-03-01")
        writing.add_line(page, "press contact", "Martin")
        says(page, "does not answer. Every word is kept on this machine")
        press_save(page, 500)
    if is_opened_anew:
        page.goto(form(release))
    else:
        # The browser fills in again what it can; the rest is offered.
        page.go_back()
    notice(page).get_by_role("button", name="Take them back").click()
    expect(text(page, "title_fr")).to_have_value("Un titre qui compte")
    comes_to_be(page, lambda: contacts_of(release) == ["Martin"])
    release = saved(release)
    assert (release.title_fr, str(release.issued_on)) == ("Un titre qui compte", "2027-03-01")
    assert "Encore des mots." in release.body_fr
    nothing_is_left(page)


def test_what_the_browser_fills_in_late_and_tells_nobody_of_is_saved(at_desk, release):
    page = at_desk("writer")
    page.goto(form(release))
    save_nothing(page)
    text(page, "title_fr").fill("Un titre qui compte")
    says(page, "does not answer. Every word is kept on this machine")
    close(page)
    page = page.context.new_page()
    page.goto(form(release))
    expect(notice(page)).to_be_visible()
    text(page, "title_fr").evaluate("field => { field.value = 'Un titre qui compte'; }")
    come_back(page)
    is_saved(page)
    assert saved(release).title_fr == "Un titre qui compte"
    expect(notice(page)).to_be_hidden()
    nothing_is_left(page)


def test_a_form_that_the_browser_fills_in_again_can_be_saved_without_what_is_offered(
    at_desk, complaints, release
):
    complaints.expect("500")
    make_contact("Martin")
    page = at_desk("writer")
    page.goto(form(release))
    with broken():
        text(page, "title_fr").fill("Un titre qui compte")
        writing.add_line(page, "press contact", "Martin")
        press_save(page, 500)
    page.go_back()
    notice(page).get_by_role("button", name="Discard").click()
    writing.save(page)
    assert contacts_of(release) == []


def test_a_proxy_that_cannot_reach_the_site_loses_nothing(proxy, new_context, sign_in):
    make_user("writer")
    make_contact("Martin")
    page = new_context().new_page()
    sign_in(page, "writer")
    page.goto(proxy.url + ADD)
    proxy.fail()
    writing.add_line(page, "press contact", "Martin")
    text(page, "issued_on").fill("2027-03-01")
    press_save(page, 502)
    assert not Release.objects.exists()
    proxy.fail(False)
    page.go_back()
    notice(page).get_by_role("button", name="Take them back").click()
    text(page, "title_fr").fill("Un titre")
    is_saved(page)
    release = Release.objects.get()
    comes_to_be(page, lambda: contacts_of(release) == ["Martin"])
    writing.save(page)
    assert (contacts_of(release), str(saved(release).issued_on)) == (["Martin"], "2027-03-01")
    says_nothing_was_kept(page)
