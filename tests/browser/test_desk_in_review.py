"""Whoever begins to type in a text under review is asked first."""

import re

import pytest
from playwright.sync_api import expect

from releases import workflow
from releases.models import Release
from tests.browser import writing
from tests.builders import attach, make_contact, make_release, submit

pytestmark = pytest.mark.django_db(transaction=True)

CHANGE = "Change this text while it is in review"


@pytest.fixture
def release():
    return submit(attach(make_release(), make_contact("Durand"), make_contact("Petit")), "fr")


@pytest.fixture
def page(at_desk, release):
    page = at_desk("publisher")
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    expect(writing.editor(page, "Body (French)")).to_have_attribute("contenteditable", "false")
    return page


def title(page, language="fr"):
    return page.get_by_label(f"Title ({writing.LANGUAGES[language]}):", exact=True)


def question(page):
    return page.get_by_role("dialog")


def answer(page, words):
    expect(question(page)).to_contain_text("In review: Français.")
    question(page).get_by_role("button", name=words).click()
    expect(question(page)).to_have_count(0)


def test_typing_asks_and_changes_nothing_before_the_answer(page):
    for field in (
        title(page),
        page.get_by_label("Standfirst (French)"),
        writing.editor(page, "Body (French)"),
    ):
        before = field.evaluate("element => element.value ?? element.textContent")
        field.click()
        page.keyboard.type("x")
        answer(page, "Leave it as it is")
        assert field.evaluate("element => element.value ?? element.textContent") == before


def test_after_the_answer_one_writes_and_submits_anew(page, release):
    title(page).click()
    page.keyboard.type("x")
    answer(page, CHANGE)
    expect(title(page)).to_be_focused()
    title(page).fill("Rewritten")
    writing.editor(page, "Body (French)").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" More.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Français was resubmitted in your name")).to_be_visible()
    saved = Release.objects.get()
    assert (saved.title_fr, saved.body_fr) == ("Rewritten", "<p>Body in fr. More.</p>")
    assert workflow.submitted_by(release, "fr").username == "publisher"


def test_the_keyboard_alone_asks_and_answers(page):
    title(page).focus()
    page.keyboard.press("Backspace")
    expect(question(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page)).to_have_count(0)
    page.keyboard.press("End")
    page.keyboard.type("!")
    expect(title(page)).to_have_value("Title in fr!")
    expect(page.get_by_label(f"{CHANGE} (Français)")).to_be_checked()


@pytest.mark.parametrize("control", ["kind", "date", "order", "line", "out", "today"])
def test_what_all_languages_share_asks_too(page, control):
    target = {
        "kind": page.get_by_label("Kind:"),
        "date": page.get_by_label("Date of issue:"),
        "order": page.get_by_role("button", name="Move down").first,
        "line": page.get_by_role("combobox", name="Add a press contact"),
        "out": page.get_by_role("button", name="Take out").first,
        "today": page.locator(".datetimeshortcuts a").first,
    }[control]
    target.click()
    if control in ("date", "line"):
        page.keyboard.press("1")
    answer(page, "Leave it as it is")
    expect(page.locator("#contact_lines-group .line-name")).to_have_text(
        [re.compile("Durand"), re.compile("Petit")]
    )
    expect(page.locator("#id_contact_lines-0-DELETE")).not_to_be_checked()
    expect(page.locator("#id_issued_on")).to_have_value("2020-02-12")


def test_the_language_that_does_not_wait_is_open(page):
    title(page, "en").fill("Rewritten")
    writing.editor(page, "Body (English)").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" More.")
    writing.save(page)
    saved = Release.objects.get()
    assert (saved.title_en, saved.body_en) == ("Rewritten", "<p>Body in en. More.</p>")


def test_a_text_in_review_is_read_selected_and_copied(page):
    title(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("ArrowLeft")
    expect(question(page)).to_have_count(0)
