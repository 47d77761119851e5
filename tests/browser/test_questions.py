"""Pages that ask before they act say what will happen, and lead back to where one was."""

import pytest
from playwright.sync_api import expect

from releases.models import Boilerplate, Topic
from tests.browser import writing
from tests.builders import make_boilerplate, make_release, publish, submit

pytestmark = pytest.mark.django_db(transaction=True)


def boilerplate_form(boilerplate):
    return f"/admin/releases/boilerplate/{boilerplate.pk}/change/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_deletion_names_what_goes_and_has_one_act(at_desk, axe, scheme):
    boilerplate = make_boilerplate("About us")
    page = at_desk("admin")
    page.emulate_media(color_scheme=scheme)
    page.goto(boilerplate_form(boilerplate).replace("change", "delete"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete “About us (en)”?")
    expect(page.locator(".question")).to_contain_text("It goes for good. Nothing else goes with it.")
    axe(page)
    page.get_by_role("button", name="Delete", exact=True).press("Enter")
    page.wait_for_url("**/boilerplate/")
    assert not Boilerplate.objects.exists()


def test_back_leads_to_the_form_as_it_was_scrolled_to_and_nothing_is_deleted(at_desk):
    boilerplate = make_boilerplate("About us")
    page = at_desk("admin")
    page.goto(boilerplate_form(boilerplate))
    page.get_by_role("link", name="Delete", exact=True).click()
    page.get_by_role("link", name="Back", exact=True).click()
    page.wait_for_url(f"**{boilerplate_form(boilerplate)}")
    # It was left behind, and not come to anew: forward leads to the question.
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete “About us (en)”?")
    assert Boilerplate.objects.exists()


def test_back_from_a_question_of_its_own_window_leads_to_the_form(at_desk):
    boilerplate = make_boilerplate("About us")
    page = at_desk("admin")
    page.goto(boilerplate_form(boilerplate).replace("change", "delete"))
    page.get_by_role("link", name="Back", exact=True).click()
    page.wait_for_url(f"**{boilerplate_form(boilerplate)}")


def test_ticked_rows_are_named_before_they_go_and_back_keeps_the_filters(at_desk, axe):
    for name in ("Climate", "Health"):
        Topic.objects.create(name_fr=name, name_en=name, slug_fr=name.lower(), slug_en=name.lower())
    page = at_desk("admin")
    page.goto("/admin/releases/topic/?q=Health")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("delete_selected")
    page.locator(".actions button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete the selection (1)?")
    expect(page.locator("#deleted-objects")).to_contain_text("Health")
    axe(page)
    page.get_by_role("link", name="Back", exact=True).click()
    page.wait_for_url("**/topic/?q=Health")
    expect(page.locator("#action-toggle")).to_be_checked()
    page.locator("select[name=action]").select_option("delete_selected")
    page.locator(".actions button").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("deleted")
    assert [topic.name_en for topic in Topic.objects.all()] == ["Climate"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("return", "Your remark stands beside it and on the first page of its author."),
        ("reopen", "What readers have stays until another text is approved."),
        ("approve", "Readers find this text on the site, in the feeds and in the search"),
    ],
)
def test_a_decision_says_what_becomes_of_the_text(at_desk, axe, act, words):
    release = make_release(in_languages=("fr",))
    publish(release) if act == "reopen" else submit(release)
    page = at_desk("admin")
    page.goto(f"/admin/releases/release/{release.pk}/fr/{act}/")
    expect(page.locator(".decision-words")).to_contain_text(words)
    expect(page.locator(".review-about")).to_contain_text(release.reference)
    axe(page)


def test_back_from_a_decision_finds_what_was_typed(at_desk):
    release = make_release(in_languages=("fr",))
    page = at_desk("writer")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    page.locator("#id_title_fr").fill("Un titre")
    page.locator("#saving [data-shown]", has_text="Saved").wait_for()
    page.goto(f"/admin/releases/release/{release.pk}/fr/submit/")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("#id_title_fr")).to_have_value("Un titre")
    writing.save(page)
