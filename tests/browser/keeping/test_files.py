"""A file that was chosen and not sent cannot be kept; what is written about files can."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from releases.models import Attachment
from tests.browser import writing
from tests.browser.keeping.writing_on import (
    close,
    comes_to_be,
    form,
    nothing_is_left,
    notice,
    save_nothing,
    says,
    text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]

PDF = {"name": "kit.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 the kit"}
NOT_KEPT = (
    "“kit.pdf” is on your machine alone until you save: should this page close before, choose it again."
)
EN_FRANCAIS = "« kit.pdf » n’est que sur votre ordinateur tant que vous n’avez pas enregistré"


def add_file(release, order):
    return Attachment.objects.create(
        release=release, file=ContentFile(PDF["buffer"], f"{order}.pdf"), order=order, kind="document"
    )


def credit_of(file):
    file.refresh_from_db()
    return file.credit


def test_a_file_that_is_not_sent_says_so_and_is_not_left_without_a_question(at_desk, release, axe):
    page = at_desk("writer")
    page.goto(form(release))
    writing.another(page, "Attachment")
    page.locator("#id_attachments-0-file").set_input_files(PDF)
    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    axe(page)
    text(page, "title_fr").fill("Un titre")
    says(page, "The rest, files above all, is saved with the button.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("() => { location.href = '/admin/' }")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    page.locator("#id_attachments-0-file").set_input_files([])
    expect(page.get_by_text(NOT_KEPT)).to_have_count(0)
    page.locator("#id_attachments-0-file").set_input_files(PDF)
    writing.save(page)
    assert Attachment.objects.get().file.read() == PDF["buffer"]


def test_it_says_so_in_french(new_context, sign_in, at_desk, release):
    page = at_desk("writer", locale="fr-FR")
    page.goto(form(release))
    page.locator("#attachments-group .add-row :is(a, button)").press("Enter")
    page.locator("#id_attachments-0-file").set_input_files(PDF)
    expect(page.get_by_text(EN_FRANCAIS)).to_be_visible()


def test_what_is_written_about_a_file_comes_back_to_that_file(at_desk, release):
    second = add_file(release, 2)
    page = at_desk("writer")
    page.goto(form(release))
    page.locator(".file-fields summary").first.click()
    save_nothing(page)
    page.locator("#id_attachments-0-credit").fill("Photo: Zoé Durand")
    says(page, "The press room does not answer. Every word is kept on this machine")
    context = page.context
    close(page)
    first = add_file(release, 1)
    page = context.new_page()
    page.goto(form(release))
    notice(page).get_by_role("button", name="Take them back").click()
    expect(notice(page)).to_be_hidden()
    writing.save(page)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.credit, second.credit) == ("", "Photo: Zoé Durand")


def test_what_is_written_about_a_file_is_saved_by_itself_and_the_form_goes_on(at_desk, release, axe):
    file = add_file(release, 1)
    page = at_desk("writer")
    page.goto(form(release))
    page.locator(".file-fields summary").first.click()
    text(page, "attachments-0-alt_fr").fill("Un laboratoire")
    text(page, "attachments-0-credit").fill("Zoé Durand")
    comes_to_be(page, lambda: credit_of(file) == "Zoé Durand")
    nothing_is_left(page)
    axe(page)
    text(page, "attachments-0-credit").fill("Zoé Durand / IMT")
    writing.save(page)
    assert credit_of(file) == "Zoé Durand / IMT"
    assert file.alt_fr == "Un laboratoire"


def test_two_people_write_about_one_file_and_settle_it(at_desk, release):
    file = add_file(release, 1)
    luc = at_desk("writer", username="luc", first_name="Luc", last_name="Petit")
    anne = at_desk("writer", username="anne", first_name="Anne", last_name="Blanc")
    for page in (luc, anne):
        page.goto(form(release))
        page.locator(".file-fields summary").first.click()
    text(luc, "attachments-0-caption_fr").fill("La légende de Luc")
    text(luc, "attachments-0-credit").fill("Luc")
    comes_to_be(luc, lambda: credit_of(file) == "Luc")
    text(anne, "attachments-0-credit").fill("Anne")
    says(anne, "was changed meanwhile. Luc Petit, ")
    expect(text(anne, "attachments-0-caption_fr")).to_have_value("La légende de Luc")
    with anne.expect_navigation():
        anne.get_by_role("button", name="See both and settle").press("Enter")
    expect(anne.locator("#attachments-0 .field-credit")).to_contain_text("the saved value is: Luc")
    expect(text(anne, "attachments-0-credit")).to_have_value("Anne")
    writing.save(anne)
    assert credit_of(file) == "Anne"
    assert file.caption_fr == "La légende de Luc"
