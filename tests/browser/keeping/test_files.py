"""A file that was chosen and not sent cannot be kept; what is written about files can."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from releases.models import Attachment
from tests.browser import writing
from tests.browser.keeping.writing_on import close, form, notice, says, text

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
    page.locator("#id_attachments-0-credit").fill("Photo: Zoé Durand")
    says(page, "Kept on this machine until you save.")
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
