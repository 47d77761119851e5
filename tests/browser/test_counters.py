"""What is pasted into a field with a limit: counted, never cut."""

import pytest
from playwright.sync_api import expect

from releases.models import Release
from tests.browser import writing
from tests.builders import make_release

pytestmark = pytest.mark.django_db(transaction=True)
FIELDS = {
    "Standfirst (French)": 1200,
    "Title (French)": 200,
    "Subtitle (English)": 250,
    "Address name (French)": 120,
    "City (English)": 80,
}


def paste(page, text):
    page.evaluate("text => document.execCommand('insertText', false, text)", text)


@pytest.mark.parametrize("locale", ["en-GB", "fr-FR"])
def test_1600_letters_pasted_into_the_standfirst_stay_and_are_counted(at_desk, locale):
    release = make_release()
    page = at_desk("writer", locale=locale)
    page.goto(f"/admin/releases/release/{release.pk}/change/")
    standfirst = page.locator("#id_standfirst_fr")
    standfirst.click()
    page.keyboard.press("Control+a")
    paste(page, "é" * 1600)
    expect(standfirst).to_have_value("é" * 1600)
    said = {"en-GB": "400 too many", "fr-FR": "400 de trop"}[locale]
    counter = page.locator("#id_standfirst_fr + .counter")
    expect(counter).to_contain_text(said)
    expect(counter.get_by_role("status")).to_have_text(said)
    expect(standfirst).to_have_attribute("aria-invalid", "true")
    page.locator("[name=_continue]").click()
    expect(page.locator(".errorlist").filter(has_text="1600")).to_be_visible()
    expect(page.locator("#id_standfirst_fr")).to_have_value("é" * 1600)
    assert Release.objects.get().standfirst_fr == "Standfirst in fr."


@pytest.mark.parametrize(("label", "limit"), FIELDS.items())
def test_every_counted_field_keeps_and_counts(at_desk, label, limit):
    page = at_desk("writer")
    page.goto("/admin/releases/release/add/")
    field = page.get_by_label(f"{label}:", exact=True)
    field.click()
    paste(page, "x" * (limit + 1))
    expect(field).to_have_value("x" * (limit + 1))
    expect(field.locator("xpath=following-sibling::*[@class]").first).to_contain_text("1 too many")


def test_a_line_of_a_file_added_later_counts_as_well(at_desk):
    page = at_desk("writer")
    page.goto("/admin/releases/release/add/")
    writing.another(page, "Attachment")
    alt = page.locator("#id_attachments-0-alt_fr")
    alt.fill("x" * 260)
    expect(page.locator("#id_attachments-0-alt_fr + .counter")).to_contain_text("10 too many")
