"""Two people write in one release."""

import re

import pytest
from playwright.sync_api import expect

from releases.models import Event, Release
from tests.browser import writing
from tests.browser.keeping.writing_on import (
    close,
    come_back,
    form,
    is_saved,
    saved,
    says,
    text,
    write_body,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


def test_two_people_write_in_two_languages_and_each_sees_the_other(at_desk, release):
    writer = at_desk("writer", first_name="Anne", last_name="Martin")
    translator = at_desk("translator", first_name="Luc", last_name="Moreau")
    writer.goto(form(release))
    translator.goto(form(release))
    for number in range(4):
        write_body(writer, "Body (French)", f" Phrase {number}.")
        write_body(translator, "Body (English)", f" Sentence {number}.")
    is_saved(writer)
    is_saved(translator)
    come_back(writer)
    come_back(translator)
    expect(writer.get_by_text("Luc Moreau writes English since")).to_be_visible()
    expect(translator.get_by_text("Anne Martin writes Français since")).to_be_visible()
    expect(translator.locator("#id_body_fr")).to_contain_text("Phrase 3.")
    expect(writing.editor(writer, "Body (English)")).to_contain_text("Sentence 3.")
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
    write_body(luc, "Body (French)", " De Luc.")
    text(luc, "title_fr").fill("De Luc")
    is_saved(luc)
    write_body(anne, "Body (French)", " D’Anne.")
    text(anne, "title_fr").fill("D’Anne")
    says(anne, "The same text was changed meanwhile. Luc Moreau, ")
    assert "De Luc." in saved(release).body_fr
    anne.get_by_role("button", name="See both and settle").press("Enter")
    body = anne.get_by_role("region", name="Both versions of “Body (French)”")
    expect(body.locator(".redline ins")).to_contain_text("Anne")
    expect(body.locator(".redline del")).to_contain_text("Luc")
    axe(anne)
    anne.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(body.get_by_text("Choose at each difference which words are to stay")).to_be_visible()
    title = anne.get_by_role("region", name="Both versions of “Title (French)”")
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
    writing.editor(luc, "Body (French)").click()
    luc.keyboard.press("Control+Home")
    luc.keyboard.type("De Luc. ")
    is_saved(luc)
    write_body(anne, "Body (French)", " D’Anne.")
    is_saved(anne)
    assert "<p>De Luc. Un.</p>" in saved(release).body_fr
    assert "<p>Trois. D’Anne.</p>" in saved(release).body_fr
    says(anne, "Changed by Luc Moreau, ")
    # The cursor is where it was, and Undo takes back her own words.
    anne.keyboard.type(" Encore.")
    expect(writing.editor(anne, "Body (French)")).to_contain_text("Trois. D’Anne. Encore.")
    anne.keyboard.press("Control+z")
    expect(writing.editor(anne, "Body (French)")).to_contain_text("De Luc. Un.")
    expect(writing.editor(anne, "Body (French)")).not_to_contain_text("Encore.")
    # His window is told, though he stands in that text.
    come_back(luc)
    says(luc, "Changed by Anne Martin, ")
    expect(writing.editor(luc, "Body (French)")).to_contain_text("D’Anne.")
    luc.keyboard.type("Ici. ")
    expect(writing.editor(luc, "Body (French)")).to_contain_text("De Luc. Ici. Un.")


def test_whoever_reads_a_source_that_changes_is_told_and_led_to_the_changes(at_desk, release, axe):
    release = saved(release)
    release.body_fr, release.body_en = "<p>Un four de 40 lits.</p>", "<p>A kiln with 40 beds.</p>"
    release.mark_translated("en")
    release.save()
    writer = at_desk("writer", first_name="Anne", last_name="Martin")
    translator = at_desk("translator")
    writer.goto(form(release))
    translator.goto(form(release))
    told = translator.get_by_text("The source has just changed.")
    expect(translator.locator("#id_body_fr")).to_be_visible()
    expect(told).to_be_hidden()
    write_body(writer, "Body (French)", " Et 12 portes.")
    is_saved(writer)
    come_back(translator)
    says(translator, "Changed by Anne Martin, ")
    says(translator, "Shown here now: Body (Français).")
    expect(told).to_be_visible()
    expect(translator.locator("#to-see")).to_contain_text("1 change of the source is not followed")
    expect(translator.locator("[data-state-part=signs]")).to_contain_text("the source has changed")
    axe(translator)
    translator.get_by_role("link", name="Load the form again to see where").press("Enter")
    expect(translator.locator(".source-changes ins")).to_contain_text("Et 12 portes.")
    expect(told).to_be_hidden()


def test_a_page_that_is_loaded_anew_does_not_see_itself(at_desk, release):
    page = at_desk("writer")
    # What says that a page goes may come late, or never.
    page.context.add_init_script("navigator.sendBeacon = () => true")
    page.goto(form(release))
    with page.expect_response("**/presence/"):
        page.reload()
    expect(page.locator("[data-people]")).to_be_hidden()
    assert page.locator("[data-people]").get_attribute("data-people") == "[]"
    other = page.context.new_page()
    other.goto(form(release))
    expect(other.get_by_text("You have it open in another window")).to_be_visible()
