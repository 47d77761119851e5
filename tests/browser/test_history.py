"""Versions are compared, restored and recovered by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from releases import workflow
from releases.models import DeletedDraft, Release
from tests.browser.accessibility import COLOURS
from tests.browser.test_first_page import press
from tests.builders import attach, make_contact, make_release, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def release():
    writer = make_user("writer")
    release = attach(make_release(), make_contact())
    workflow.versions.begin(release)
    for title in ("Neuf écoles", "Dix écoles"):
        release.title_fr = title
        release.save()
        workflow.versions.keep(release, writer)
    return release


def test_a_field_is_compared_and_restored_by_keyboard(page, sign_in, release):
    sign_in(page, "writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    press(page, page.get_by_role("link", name="All versions"))
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    choose = page.get_by_label("Compare", exact=True)
    choose.focus()
    page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Show what changed"))
    title = page.locator("#compared-title")
    expect(title.locator("ins")).to_contain_text("Dix")
    press(page, page.get_by_role("link", name="Restore the older one"))
    box = page.get_by_role("checkbox", name=re.compile("Restore.+Title"))
    expect(box).to_be_checked()
    press(page, page.get_by_role("button", name="Restore what is ticked"))
    expect(page.locator(".messagelist .success")).to_contain_text("Restored")
    assert Release.objects.get().title_fr != "Dix écoles"


def test_a_deleted_draft_is_recovered_by_keyboard(page, sign_in, release):
    make_user("publisher")
    workflow.deleted.delete(release, make_user("admin"))
    sign_in(page, "publisher")
    page.goto("/admin/releases/release/")
    press(page, page.get_by_role("link", name="Deleted drafts"))
    press(page, page.get_by_role("button", name="Recover"))
    expect(page.locator(".messagelist .success")).to_contain_text("is a draft again")
    assert not DeletedDraft.objects.exists()
    assert Release.objects.get().title_fr == "Dix écoles"


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_out(page, sign_in, axe, release, width):
    make_user("publisher")
    edition = publish(release)
    first = release.versions.last()
    workflow.deleted.delete(make_release(slug_fr="b", slug_en="b"), make_user("admin"))
    sign_in(page, "publisher")
    page.set_viewport_size({"width": width, "height": 900})
    of_release = f"/admin/releases/release/{release.pk}"
    for address in (
        f"{of_release}/history/",
        f"{of_release}/compare/?from=v{first.pk}&to=now",
        f"{of_release}/compare/?from=v{first.pk}&to=e{edition.pk}",
        f"{of_release}/versions/{first.pk}/restore/",
        "/admin/releases/release/deleted/",
    ):
        page.goto(address)
        for scheme, only in (("light", {}), ("dark", {"only": COLOURS})):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
            axe(page, **only)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
