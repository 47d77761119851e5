"""No page of the desk keeps anybody out, in light or in dark."""

import pytest
from playwright.sync_api import expect

from releases.models import Attachment
from tests.browser import writing
from tests.browser.accessibility import COLOURS
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    publish,
    submit,
)
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release():
    release = attach(make_release(), make_contact("Durand"), make_boilerplate())
    release.institutes.add(make_institute())
    Attachment.objects.create(release=release, file=picture(), alt_fr="Une île", alt_en="An island")
    publish(release, "fr")
    return submit(release, "en")


@pytest.fixture
def examine(axe):
    def examine(page):
        _in_colours(page, "light")
        axe(page)
        _in_colours(page, "dark")
        axe(page, only=COLOURS)

    return examine


def _in_colours(page, scheme):
    page.emulate_media(color_scheme=scheme)
    # Links pass from one colour to the other by way of those between.
    page.evaluate("Promise.allSettled(document.getAnimations().map((animation) => animation.finished))")


def open_form(page, release):
    page.goto(f"/admin/releases/release/{release.pk}/change/" if release else "/admin/releases/release/add/")
    expect(writing.editor(page, "Body (English)")).to_be_visible()


def test_the_way_in(page, examine):
    page.goto("/admin/login/")
    examine(page)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".errornote")).to_be_visible()
    examine(page)


def test_lists(at_desk, examine, release):
    page = at_desk("admin")
    for address in (
        "/admin/",
        "/admin/releases/release/?q=title",
        "/admin/releases/release/matrix/",
        "/admin/releases/edition/",
        "/admin/sign-out-everywhere/",
    ):
        page.goto(address)
        examine(page)


def test_accounts_and_roles(at_desk, axe, admin_user):
    page = at_desk("admin", username="another")
    for address in (f"/admin/auth/user/{admin_user.pk}/change/", "/admin/auth/group/add/"):
        page.goto(address)
        expect(page.locator(".permissions").first).to_be_visible()
        axe(page)


def test_an_empty_form_and_a_refused_one(at_desk, examine):
    page = at_desk("admin")
    open_form(page, None)
    writing.another(page, "Attachment")
    examine(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    examine(page)


@pytest.mark.parametrize("role", ["publisher", "translator"])
def test_a_full_form(at_desk, examine, release, role):
    page = at_desk(role)
    open_form(page, release)
    examine(page)


def test_the_questions_before_a_transition(at_desk, examine, release):
    page = at_desk("admin")
    for way in ("en/approve", "en/return", "fr/withdraw", "fr/reopen"):
        page.goto(f"/admin/releases/release/{release.pk}/{way}/")
        examine(page)
    page.goto(f"/admin/releases/release/{release.pk}/fr/withdraw/")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator(".error-summary")).to_be_visible()
    examine(page)


def test_the_preview(at_desk, examine, release):
    page = at_desk("writer")
    for language in ("fr", "en"):
        page.goto(f"/admin/releases/release/{release.pk}/{language}/preview/")
        examine(page)


def test_the_pages_of_boilerplates_and_topics(at_desk, examine):
    page = at_desk("publisher")
    for model in ("boilerplate", "topic"):
        page.goto(f"/admin/releases/{model}/add/")
        examine(page)


def test_the_question_before_a_text_in_review_is_changed(at_desk, examine, release):
    page = at_desk("writer")
    open_form(page, release)
    page.get_by_label("Title (English):", exact=True).click()
    page.keyboard.type("x")
    expect(page.get_by_role("dialog")).to_be_visible()
    examine(page)
