"""As many lines as one form can send: bounded in words at the form, never at the parser."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from common.modeladmin.formset_conflicts import NEARLY_ALL
from releases.admin import inlines
from releases.models import Attachment, Release, ReleaseBoilerplate, ReleaseContact
from tests.builders import make_boilerplate, make_contact, make_release
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
KEPT = "Words that are kept"


def add_attachments(release, number):
    Attachment.objects.bulk_create(
        Attachment(release=release, order=order, file=ContentFile(b"%PDF-1.7", name=f"{order}.pdf"))
        for order in range(number)
    )


def add_contacts(release, number):
    for order in range(number):
        ReleaseContact.objects.create(release=release, contact=make_contact(phones=()), order=order)


def add_boilerplates(release, number):
    for order in range(number):
        ReleaseBoilerplate.objects.create(release=release, boilerplate=make_boilerplate(), order=order)


LINES = {
    "attachments": (
        inlines.AttachmentInline,
        add_attachments,
        lambda: {"file": SimpleUploadedFile("a.pdf", b"%PDF-1")},
    ),
    "contact_lines": (inlines.ContactInline, add_contacts, lambda: {"contact": make_contact().pk}),
    "boilerplate_lines": (
        inlines.BoilerplateInline,
        add_boilerplates,
        lambda: {"boilerplate": make_boilerplate().pk},
    ),
}


@pytest.mark.parametrize(("number", "is_said"), [(2, False), (3, True), (12, True)])
def test_a_release_with_nearly_all_files_that_it_may_have_says_how_many_these_are(
    client, monkeypatch, number, is_said
):
    monkeypatch.setattr(inlines.AttachmentInline, "max_num", NEARLY_ALL + 2)
    desk.sign_in(client, "writer")
    release = make_release()
    add_attachments(release, number)
    page = client.get(desk.change_url(release)).content.decode()
    assert ("Attachments (12 at most)" in page) is is_said


def test_a_release_with_all_that_it_may_have_is_saved(client):
    desk.sign_in(client, "writer")
    release = make_release()
    for inline, add, _one in LINES.values():
        add(release, inline.max_num)
    page = client.get(desk.change_url(release))
    assert "Attachments (100 at most)" in page.content.decode()
    data = desk.sent_by(page)
    files = {
        name.replace("-id", "-file"): ""
        for name in data
        if name.startswith("attachments-") and name.endswith("-id")
    }
    assert len(files) > 100
    assert len(data) > 1000
    assert client.post(desk.change_url(release), data | {"title_fr": KEPT}).status_code == 302
    assert Release.objects.get().title_fr == KEPT


@pytest.mark.parametrize("prefix", LINES)
def test_one_more_is_refused_in_words_with_every_word_kept(client, monkeypatch, prefix):
    inline, add, one = LINES[prefix]
    monkeypatch.setattr(inline, "max_num", 2)
    desk.sign_in(client, "writer")
    release = make_release()
    add(release, 2)
    data = desk.add_line(desk.sent_by(client.get(desk.change_url(release))), prefix, **one())
    response = client.post(desk.change_url(release), data | {"title_fr": KEPT})
    assert response.status_code == 200
    page = response.content.decode()
    assert "At most 2 of these can be saved together." in page
    assert KEPT in page
    assert getattr(release, prefix).count() == 2


@pytest.mark.parametrize("prefix", LINES)
def test_what_has_more_from_before_can_still_be_saved(client, monkeypatch, prefix):
    inline, add, _one = LINES[prefix]
    monkeypatch.setattr(inline, "max_num", 2)
    desk.sign_in(client, "writer")
    release = make_release()
    add(release, 4)
    assert desk.save(client, desk.change_url(release), title_fr=KEPT).status_code == 302
    assert Release.objects.get().title_fr == KEPT
    assert getattr(release, prefix).count() == 4


def test_a_text_of_11_megabytes_is_refused_in_words_and_comes_back(client):
    desk.sign_in(client, "writer")
    release = make_release()
    words = "mot " * (11 * 1024 * 1024 // 4)
    response = desk.save(client, desk.change_url(release), standfirst_fr=words, title_fr=KEPT)
    assert response.status_code == 200
    page = response.content.decode()
    assert KEPT in page
    assert words.strip() in page
