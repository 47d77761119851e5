"""A file is taken out of everything at once."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from common.exceptions import Refused
from releases.models import Attachment, DocumentFile, Edition, Event
from releases.models.attachment import ROOT
from releases.workflow import versions
from releases.workflow.taking_down import take_down
from tests.builders import PASSWORD, attach, make_boilerplate, make_release, make_user, publish
from tests.releases.test_files import attach_file, picture
from tests.visitor import RELEASE, visit

pytestmark = pytest.mark.django_db
NOTES = {"fr": "La personne a retiré son accord.", "en": "The person withdrew consent."}
TOLD = "Image retirée le"


@pytest.fixture
def publisher():
    return make_user("publisher")


def other_picture(width):
    content = io.BytesIO()
    Image.new("RGB", (width, 30)).save(content, "PNG")
    return content.getvalue()


def figure(attachment):
    return (
        f'<p>Before.</p><figure><img src="{attachment.get_absolute_url()}" alt="A face">'
        "<figcaption>Caption of the face</figcaption></figure><p>After.</p>"
    )


@pytest.fixture
def release():
    """With a lead picture, in both languages, and in the French body another one."""
    release = make_release()
    attach_file(release, picture(), "lead.jpg", is_lead_picture=True, caption_fr="Une tête", credit="IMT")
    inside = attach_file(release, other_picture(41), "inside.png", caption_fr="Dedans")
    release.body_fr = figure(inside)
    release.save()
    for language in ("fr", "en"):
        publish(release, language)
    return release


def path_of(release, name):
    return next(each.path for each in release.attachments.all() if each.file_name == name)


def test_a_lead_picture_gives_way_to_a_note(release, publisher, client, django_capture_on_commit_callbacks):
    path = path_of(release, "lead.jpg")
    assert path in visit(RELEASE["fr"]).source
    with django_capture_on_commit_callbacks(execute=True):
        take_down(path, NOTES, publisher)
    for language in ("fr", "en"):
        page = visit(RELEASE[language])
        assert path not in page.source
        assert "Une tête" not in page.source
        assert NOTES[language] in page.source
    assert TOLD in visit(RELEASE["fr"]).source
    assert NOTES["fr"] in client.get(f"{RELEASE['fr']}text/").content.decode()
    assert NOTES["fr"] in client.get("/fr/flux/atom.xml").content.decode()
    for address in ("/fr/", "/fr/flux/atom.xml", "/api/v1/releases/", "/fr/communiques/ninjs.json"):
        assert path not in client.get(address).content.decode()
    assert client.get(f"/files/{path}").status_code == 404
    assert not default_storage.exists(ROOT + path)


def test_a_figure_gives_way_to_a_note_where_it_stood(release, publisher):
    path = path_of(release, "inside.png")
    take_down(path, NOTES, publisher)
    body = Edition.objects.get(language="fr").body
    assert body.startswith("<p>Before.</p><p><em>Image retirée le")
    assert body.endswith(f"{NOTES['fr']}</em></p><p>After.</p>")
    page = visit(RELEASE["fr"])
    assert "Caption of the face" not in page.source
    assert page.source.count(NOTES["fr"]) == 1


def test_editions_of_the_past_are_reached_as_well(release, publisher):
    release.attachments.all().delete()
    release.refresh_from_db()
    release.body_fr = "<p>Without.</p>"
    release.save()
    publish(release)
    first = Edition.objects.get(language="fr", number=1)
    take_down(first.attachments[0]["path"], NOTES, publisher)
    first.refresh_from_db()
    assert [line["name"] for line in first.attachments] == ["inside.png"]
    assert first.taken_down[0]["note"] == NOTES["fr"]


def test_the_same_bytes_go_wherever_they_were_uploaded(release, publisher):
    other = make_release(in_languages=("fr",), slug_fr="another")
    copy = attach_file(other, picture(), "copy.jpg")
    unlike = attach_file(other, other_picture(42), "unlike.png")
    publish(other)
    touched = take_down(path_of(release, "lead.jpg"), NOTES, publisher)
    assert touched == [release, other]
    assert set(Attachment.objects.filter(release=other)) == {unlike}
    edition = Edition.objects.get(release=other)
    assert [line["path"] for line in edition.attachments] == [unlike.path]
    assert copy.path not in visit("/fr/communiques/2020/another/").source


def test_what_a_boilerplate_brings_along_goes_too(release, publisher):
    inside = release.attachments.get(file__endswith="inside.png")
    boilerplate = make_boilerplate(body_fr=figure(inside))
    other = attach(make_release(in_languages=("fr",), slug_fr="another"), boilerplate)
    edition = publish(other)
    assert edition.document["boilerplate_files"]
    take_down(inside.path, NOTES, publisher)
    edition.refresh_from_db()
    assert edition.document["boilerplate_files"] == []
    assert NOTES["fr"] in edition.boilerplates[0]["body"]
    assert inside.path not in visit("/fr/communiques/2020/another/").source


def test_links_to_it_lose_their_target_and_keep_their_words(publisher):
    release = make_release(in_languages=("fr",))
    dossier = attach_file(release, name="dossier.pdf")
    release.body_fr = f'<p>Read <a href="{dossier.get_absolute_url()}">the file</a>.</p>'
    release.save()
    edition = publish(release)
    take_down(dossier.path, NOTES, publisher)
    edition.refresh_from_db()
    assert edition.body == "<p>Read the file.</p>"


def test_documents_made_of_it_go(release, publisher, client):
    client.get(f"{RELEASE['fr']}zip/")
    assert DocumentFile.objects.exists()
    take_down(path_of(release, "lead.jpg"), NOTES, publisher)
    assert not DocumentFile.objects.exists()


def test_versions_and_the_desk_let_go_of_it(release, publisher, django_capture_on_commit_callbacks):
    versions.keep(release, publisher)
    path = path_of(release, "lead.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        take_down(path, NOTES, publisher)
    assert not default_storage.exists(ROOT + path)
    assert [each.file_name for each in release.attachments.all()] == ["inside.png"]


def test_the_timeline_tells_of_it(release, publisher):
    take_down(path_of(release, "lead.jpg"), NOTES, publisher)
    event = Event.objects.get(kind=Event.Kind.FILE_TAKEN_DOWN)
    assert (event.release, event.actor) == (release, publisher)
    assert NOTES["fr"] in event.note


def test_each_language_that_shows_it_has_its_note(release, publisher):
    path = path_of(release, "lead.jpg")
    with pytest.raises(Refused) as refusal:
        take_down(path, {"fr": "Oui.", "en": " "}, publisher)
    assert [reason.field for reason in refusal.value.reasons] == ["note_en"]
    assert path in visit(RELEASE["fr"]).source
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize("role", ["writer", "translator", "contacts"])
def test_others_may_not(role, release):
    with pytest.raises(Refused):
        take_down(path_of(release, "lead.jpg"), NOTES, make_user(role))
    assert Attachment.objects.count() == 2


class TestThePage:
    @pytest.fixture
    def address(self, release):
        return reverse("admin:releases_release_take_down", args=[release.pk])

    @pytest.fixture(autouse=True)
    def signed_in(self, client, publisher):
        client.login(username=publisher.username, password=PASSWORD)

    def test_a_publisher_takes_a_picture_down(self, client, address, release):
        page = client.get(address).content.decode()
        assert "lead.jpg" in page
        assert "français, édition 1" in page
        path = path_of(release, "lead.jpg")
        sent = {"path": path, "note_fr": NOTES["fr"], "note_en": NOTES["en"], "is_sure": "on"}
        response = client.post(address, sent, follow=True)
        assert f"Retiré\xa0: {release}." in response.content.decode()
        assert "a retiré un fichier" in response.content.decode()
        assert path not in visit(RELEASE["fr"]).source

    @pytest.mark.parametrize("missing", ["path", "note_en", "is_sure"])
    def test_what_is_refused_keeps_what_was_typed(self, missing, client, address, release):
        sent = {
            "path": path_of(release, "lead.jpg"),
            "note_fr": "Parce que.",
            "note_en": "Because.",
            "is_sure": "on",
        }
        response = client.post(address, sent | {missing: ""})
        assert response.status_code == 200
        assert "Parce que." in response.content.decode()
        assert response.context["form"].errors.keys() == {missing}
        assert Attachment.objects.count() == 2

    def test_a_file_of_another_release_is_none(self, client, address):
        other = attach_file(make_release(slug_fr="another", slug_en="another"), name="other.pdf")
        sent = {"path": other.path, "note_fr": "a", "note_en": "b", "is_sure": "on"}
        assert client.post(address, sent).context["form"].errors.keys() == {"path"}

    def test_where_there_is_none_it_says_so(self, client):
        release = make_release(slug_fr="another", slug_en="another")
        page = client.get(reverse("admin:releases_release_take_down", args=[release.pk])).content.decode()
        assert "Aucun fichier n’appartient à ce communiqué" in page

    @pytest.mark.parametrize("role", ["writer", "translator", "contacts"])
    def test_others_are_refused(self, role, client, address, release):
        user = make_user(role)
        client.login(username=user.username, password=PASSWORD)
        assert client.get(address).status_code == 403
        sent = {"path": path_of(release, "lead.jpg"), "note_fr": "a", "note_en": "b", "is_sure": "on"}
        assert client.post(address, sent).status_code == 403
        form = client.get(reverse("admin:releases_release_change", args=[release.pk])).content.decode()
        assert address not in form
