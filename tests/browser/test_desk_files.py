"""Files at the desk: kept when their form is refused, not sent when it is too large."""

import pytest
from playwright.sync_api import expect

from releases.models import Attachment, Release
from tests.browser import writing
from tests.builders import make_release

pytestmark = pytest.mark.django_db(transaction=True)

PDF = {"name": "kit.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 the kit"}


def form(release):
    return f"/admin/releases/release/{release.pk}/change/"


def test_a_new_line_with_nothing_but_a_file_is_saved_after_a_refusal(at_desk, complaints):
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    writing.another(page, "Attachment")
    page.locator("#id_attachments-0-file").set_input_files(PDF)
    page.get_by_label("Date of issue").fill("never")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(
        page.get_by_text("“kit.pdf” (16 bytes) has arrived and will be saved with this form.")
    ).to_be_visible()
    page.get_by_label("Date of issue").fill("2020-02-12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Attachment.objects.get().file.read() == PDF["buffer"]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (
            {"MAX_DESK_REQUEST": 70_000, "DATA_UPLOAD_MAX_MEMORY_SIZE": 60_000},
            "One form takes at most 68.4 KB",
        ),
        ({"DATA_UPLOAD_MAX_MEMORY_SIZE": 20_000}, "The texts of one form take at most 19.5 KB"),
    ],
)
def test_a_form_that_is_too_large_is_not_sent_and_loses_nothing(at_desk, settings, limits, said):
    for name, value in limits.items():
        setattr(settings, name, value)
    release = make_release()
    page = at_desk("writer")
    page.goto(form(release))
    title = page.get_by_label("Title (French):", exact=True)
    title.fill("Kept")
    standfirst = page.get_by_label("Standfirst (French):", exact=True)
    standfirst.fill("é" * 10_000)
    writing.another(page, "Attachment")
    page.locator("#id_attachments-0-file").set_input_files(PDF | {"buffer": bytes(60_000)})
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(said)).to_be_visible()
    expect(title).to_have_value("Kept")
    assert Release.objects.get().title_fr == "Title in fr"
    standfirst.fill("Short.")
    page.locator("#id_attachments-0-file").set_input_files(PDF)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    assert Release.objects.get().title_fr == "Kept"
