"""Files that a text shows, when they are deleted or replaced."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from releases import workflow
from releases.models import Attachment, Boilerplate, Release
from tests.builders import attach, make_boilerplate, make_release, submit
from tests.pictures import ALTERNATIVES
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DELETE = {"attachments-0-DELETE": "on"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def picture(size=(8, 6)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "PNG")
    return SimpleUploadedFile("plan.png", buffer.getvalue())


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def address(release):
    return Attachment.objects.create(release=release, file=picture(), **ALTERNATIVES).get_absolute_url()


def shown(address):
    return f'<p>Ici</p><figure><img src="{address}" alt="Un plan"></figure>'


def linked(address):
    return f'<p><a href="{address}">plan</a></p>'


def refusals(response):
    assert response.status_code == 200
    return [
        error
        for inline in response.context["inline_admin_formsets"]
        for error in inline.formset.non_form_errors()
    ]


@pytest.mark.parametrize("write", [shown, linked])
@pytest.mark.parametrize(("column", "language"), [("body_fr", "Français"), ("body_en", "English")])
def test_a_file_that_a_text_shows_is_not_deleted_and_no_word_is_lost(
    client, release, address, column, language, write
):
    Release.objects.filter(pk=release.pk).update(**{column: write(address)})
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), title_en="Kept words", **DELETE)
    assert refusals(response) == [
        f"“plan.png” is still in the text ({language}). Take it out of the text, or keep the file."
    ]
    assert desk.sent_by(response)["title_en"] == "Kept words"
    assert Attachment.objects.exists()


def test_a_file_put_into_the_text_by_the_same_save_is_not_deleted(client, release, address):
    desk.sign_in(client, "writer")
    response = desk.save(
        client, desk.change_url(release), body_fr=shown(f"http://testserver{address}"), **DELETE
    )
    assert len(refusals(response)) == 1


def test_a_file_taken_out_of_the_text_is_deleted_by_the_same_save(client, release, address):
    Release.objects.filter(pk=release.pk).update(body_fr=shown(address))
    desk.sign_in(client, "writer")
    response = desk.save(client, desk.change_url(release), body_fr="<p>Ici</p>", **DELETE)
    assert response.status_code == 302
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("column", "language"), [("body_fr", "Français"), ("body_en", "English")])
def test_a_file_that_a_boilerplate_shows_is_not_deleted(client, release, address, column, language):
    attach(release, make_boilerplate("About", **{column: shown(address)}))
    desk.sign_in(client, "writer")
    [problem] = refusals(desk.save(client, desk.change_url(release), **DELETE))
    assert problem == (
        f"“plan.png” is still in the boilerplate “About (en)” ({language}). Take it out of that text first."
    )


def boilerplate_with(client, html):
    boilerplate = make_boilerplate("About")
    return desk.save(client, f"/admin/releases/boilerplate/{boilerplate.pk}/change/", body_fr=html)


@pytest.mark.parametrize("write", [shown, linked])
def test_a_boilerplate_shows_files_that_are_attached_to_a_release(client, address, write):
    desk.sign_in(client, "publisher")
    assert boilerplate_with(client, write(f"http://testserver{address}")).status_code == 302
    Attachment.objects.all().delete()
    response = boilerplate_with(client, write(address))
    [problem] = response.context["adminform"].form.errors["body_fr"]
    assert problem.startswith(
        "“plan.png” is not attached to any release: it was deleted, or its address is wrong."
    )


def test_a_picture_from_elsewhere_in_a_boilerplate_is_refused_in_words_that_fit_it(client):
    desk.sign_in(client, "publisher")
    response = boilerplate_with(client, '<p><img src="https://autre.example/x.png" alt="logo"></p>')
    [problem] = response.context["adminform"].form.errors["body_fr"]
    assert "is on another site" in problem
    assert "A boilerplate has no files of its own: attach the file to the release" in problem
    page = response.content.decode()
    assert "Attach the file to the release, save" not in page
    assert page.count("A boilerplate has no files of its own") > 3


def test_a_release_is_not_deleted_with_a_file_that_a_boilerplate_shows(client, release, address):
    make_boilerplate("About", body_fr=shown(address))
    desk.sign_in(client, "publisher")
    url = desk.change_url(release).replace("/change/", "/delete/")
    page = client.get(url).content.decode()
    assert "“plan.png” is still in the boilerplate “About (en)” (Français)." in page
    assert client.post(url, {"post": "yes"}).status_code == 200
    assert Release.objects.exists()


def test_a_boilerplate_follows_a_file_that_is_replaced(client, release, address):
    boilerplate = make_boilerplate("About", body_fr=shown(address), body_en=linked(address))
    publisher = desk.sign_in(client, "publisher")
    response = desk.save(
        client, desk.change_url(release), follow=True, **{"attachments-0-file": picture((2, 2))}
    )
    new = Attachment.objects.get().get_absolute_url()
    boilerplate.refresh_from_db()
    assert new != address
    assert (boilerplate.body_fr, boilerplate.body_en) == (
        shown(new),
        linked(new).replace(">plan", ' rel="noopener">plan'),
    )
    assert "The boilerplate “About (en)” (Français, English) now shows the new file." in desk.messages_of(
        response
    )
    assert LogEntry.objects.filter(user=publisher, object_id=str(boilerplate.pk)).exists()


def test_a_text_in_review_is_submitted_anew_with_the_boilerplate_that_followed(client, release, address):
    submit(attach(release, make_boilerplate("About", body_fr=shown(address))))
    desk.sign_in(client, "publisher")
    desk.save(client, desk.change_url(release), resubmit_fr="on", **{"attachments-0-file": picture((2, 2))})
    release.refresh_from_db()
    assert address not in release.boilerplates.get().body_fr
    assert not workflow.changed_since_submission(release, "fr")


def test_who_may_not_change_boilerplates_is_told_of_an_old_file_in_one(client, release, address):
    make_boilerplate("About", body_fr=shown(address))
    desk.sign_in(client, "writer")
    response = desk.save(
        client, desk.change_url(release), follow=True, **{"attachments-0-file": picture((2, 2))}
    )
    [said] = [each for each in desk.messages_of(response) if "boilerplate" in each]
    assert said.startswith("The boilerplate “About (en)” (Français) still shows the file that you replaced.")
    assert address in Boilerplate.objects.get().body_fr


def test_a_picture_of_the_text_is_not_replaced_by_a_document(client, release, address):
    Release.objects.filter(pk=release.pk).update(body_fr=shown(address))
    desk.sign_in(client, "writer")
    response = desk.save(
        client, desk.change_url(release), **{"attachments-0-file": SimpleUploadedFile("kit.pdf", PDF)}
    )
    [problem] = refusals(response)
    assert problem == (
        "“kit.pdf” is not a picture, and the text (Français) shows “plan.png”. Choose a picture, or take "
        "“plan.png” out of the text first."
    )
    assert Attachment.objects.get().get_absolute_url() == address


def test_a_picture_that_is_only_linked_to_may_become_a_document(client, release, address):
    Release.objects.filter(pk=release.pk).update(body_fr=linked(address))
    desk.sign_in(client, "writer")
    document = SimpleUploadedFile("kit.pdf", PDF)
    response = desk.save(client, desk.change_url(release), **{"attachments-0-file": document})
    assert response.status_code == 302
