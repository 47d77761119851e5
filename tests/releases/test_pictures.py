"""However a picture comes in, what is published tells nothing beside it."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from institutes.models import Institute, Organisation, School
from releases.models import Attachment, Edition
from tests import media, pictures
from tests.builders import make_institute, make_organisation, make_release, make_school, publish
from tests.pictures import SECRET
from tests.releases import desk

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PICTURES = {
    "photo.jpg": pictures.jpeg(6, after=pictures.video()),
    "mpo.jpg": pictures.mpo(),
    "photo.jpeg": pictures.with_thumbnail(pictures.jpeg()),
    "photo.png": pictures.png(),
    "photo.webp": pictures.webp(),
}


def served(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def send(client, release, name, content):
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "attachments", file=SimpleUploadedFile(name, content), **pictures.ALTERNATIVES)
    assert client.post(desk.change_url(release), data).status_code == 302
    return Attachment.objects.get()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_sent_by_the_form_is_published_without_what_it_told(client, name):
    desk.sign_in(client, "writer")
    release = make_release()
    attachment = send(client, release, name, PICTURES[name])
    publish(release)
    client.logout()
    content = served(client, attachment.get_absolute_url())
    assert SECRET.encode() not in content
    assert pictures.ARTIST.encode() in content
    assert (attachment.size, attachment.kind) == (len(content), "picture")
    assert Edition.objects.get().attachments[0]["size"] == len(content)


def create(name, content):
    Attachment.objects.create(release=make_release(), file=ContentFile(content, name=name))


def create_many(name, content):
    Attachment.objects.bulk_create([Attachment(release=make_release(), file=ContentFile(content, name=name))])


def save_the_file(name, content):
    Attachment(release=make_release()).file.save(name, ContentFile(content))


def replace(name, content):
    create("before.pdf", b"%PDF-1.7")
    attachment = Attachment.objects.get()
    attachment.file = ContentFile(content, name=name)
    attachment.save()


WAYS = {
    "objects.create": create,
    "bulk_create": create_many,
    "file.save": save_the_file,
    "another in its place": replace,
    "an organisation": lambda name, content: make_organisation(logo=ContentFile(content, name=name)),
    "a school": lambda name, content: make_school(logo=ContentFile(content, name=name)),
    "an institute": lambda name, content: make_institute(logo=ContentFile(content, name=name)),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_so_on_every_way_in(way, name):
    WAYS[way](name, PICTURES[name])
    for stored in media.files():
        with default_storage.open(stored) as file:
            assert SECRET.encode() not in file.read()


@pytest.mark.parametrize("model", [Organisation, School, Institute])
def test_a_logo_sent_by_the_form_is_shown_without_what_it_told(client, model):
    desk.sign_in(client, "contacts")
    make = {Organisation: make_organisation, School: make_school, Institute: make_institute}[model]
    instance = make("Ours")
    url = reverse(f"admin:institutes_{model._meta.model_name}_change", args=[instance.pk])
    data = desk.sent_by(client.get(url))
    response = client.post(url, data | {"logo": SimpleUploadedFile("logo.jpg", PICTURES["mpo.jpg"])})
    assert response.status_code == 302
    content = served(client, f"/logos/{instance.slug}")
    assert content.startswith(b"\xff\xd8")
    assert SECRET.encode() not in content


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (48, 32)), (3, (48, 32)), (6, (32, 48)), (8, (32, 48))]
)
def test_a_turned_picture_has_the_width_and_height_that_are_seen(client, orientation, size):
    release = make_release()
    content = ContentFile(pictures.jpeg(orientation), name="turned.jpg")
    Attachment.objects.create(release=release, file=content, is_lead_picture=True, alt_fr="Vue")
    publish(release)
    page = client.get("/fr/communiques/2020/title-fr/").content.decode()
    assert 'width="{}" height="{}"'.format(*size) in page


def test_a_picture_that_cannot_be_read_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr("common.pictures.jpeg.clean", lambda data: int("no number"))
    desk.sign_in(client, "writer")
    release = make_release()
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "attachments", file=SimpleUploadedFile("photo.jpg", pictures.jpeg()))
    page = client.post(desk.change_url(release), data).content.decode()
    assert "This picture is damaged." in page


class TestWhatIsStoredAlready:
    @pytest.fixture
    def old(self, client):
        """As they came in before pictures were cleaned at the door."""
        release = make_release()
        photo = ContentFile(pictures.jpeg(), name="a.jpg")
        attached = Attachment.objects.create(release=release, file=photo, **pictures.ALTERNATIVES)
        logo = make_organisation(logo=ContentFile(b"x", name="logo.jpg")).logo.name
        publish(release)
        media.put(attached.file.name, PICTURES["photo.jpg"])
        media.put(logo, PICTURES["mpo.jpg"])
        kept = media.put("imports/people", PICTURES["photo.jpg"])
        return attached, {attached.file.name, logo}, kept

    def test_a_command_cleans_it_under_the_same_address(self, client, old):
        attached, names, kept = old
        said = io.StringIO()
        call_command("clean_pictures", stdout=said)
        assert "2 changed." in said.getvalue()
        assert media.files() == {*names, kept}
        content = served(client, attached.get_absolute_url())
        assert SECRET.encode() not in content
        attached.refresh_from_db()
        assert attached.size == len(content)
        call_command("clean_pictures", stdout=said)
        assert "0 changed." in said.getvalue()

    def test_a_dry_run_changes_nothing(self, client, old):
        attached, names, _kept = old
        said = io.StringIO()
        call_command("clean_pictures", dry_run=True, stdout=said)
        assert set(said.getvalue().split("\n")) >= names
        assert served(client, attached.get_absolute_url()) == PICTURES["photo.jpg"]
