"""Contacts, boilerplates and attachments of a release, as lines of its form."""

import pytest

from releases.models import Attachment, Event, Release
from tests.builders import attach, make_boilerplate, make_contact, make_release, publish
from tests.pictures import ALTERNATIVES
from tests.releases import desk
from tests.releases.test_composition import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return attach(make_release(), make_contact("Durand"), make_contact("Petit"), make_boilerplate())


@pytest.fixture
def writer(client):
    return desk.sign_in(client, "writer")


def errors_of(response):
    return [
        str(error)
        for inline in response.context["inline_admin_formsets"]
        for form in inline.formset.forms
        for errors in form.errors.values()
        for error in errors
    ]


def names(release):
    return [line.contact.last_name for line in release.contact_lines.all()]


def test_a_contact_stands_once_in_a_release(client, writer, release):
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "contact_lines", contact=release.contacts.first().pk)
    response = client.post(desk.change_url(release), data | {"title_fr": "Kept"})
    assert errors_of(response) == ["This contact is already in the release."]
    assert "Kept</textarea>" in response.content.decode()
    assert release.contact_lines.count() == 2


def test_a_boilerplate_stands_once_in_a_release(client, writer, release):
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "boilerplate_lines", boilerplate=release.boilerplates.get().pk)
    assert errors_of(client.post(desk.change_url(release), data)) == [
        "This boilerplate is already in the release."
    ]


def test_two_lines_may_exchange_their_contacts(client, writer, release):
    durand, petit = (line.contact.pk for line in release.contact_lines.all())
    exchanged = {"contact_lines-0-contact": petit, "contact_lines-1-contact": durand}
    assert desk.save(client, desk.change_url(release), **exchanged).status_code == 302
    assert names(release) == ["Petit", "Durand"]


def test_a_contact_taken_out_may_come_back_in_the_same_save(client, writer, release):
    data = desk.sent_by(client.get(desk.change_url(release))) | {"contact_lines-0-DELETE": "on"}
    desk.add_line(data, "contact_lines", contact=release.contacts.get(last_name="Durand").pk, order="9")
    assert client.post(desk.change_url(release), data).status_code == 302
    assert names(release) == ["Petit", "Durand"]


def test_lines_are_ordered_by_their_numbers(client, writer, release):
    order = {"contact_lines-0-order": "5", "contact_lines-1-order": "3"}
    desk.save(client, desk.change_url(release), **order)
    assert names(release) == ["Petit", "Durand"]


def test_one_picture_leads(client, writer, release):
    for _each in range(2):
        Attachment.objects.create(release=release, file=picture())
    both = {"attachments-0-is_lead_picture": "on", "attachments-1-is_lead_picture": "on"}
    response = desk.save(client, desk.change_url(release), **both)
    assert errors_of(response) == ["Another attachment is already the lead picture of this release."]
    assert not release.attachments.filter(is_lead_picture=True).exists()


def test_the_lead_passes_from_one_picture_to_another(client, writer, release):
    first, second = (Attachment.objects.create(release=release, file=picture()) for _each in range(2))
    for leader, other in (
        (second, "attachments-0-is_lead_picture"),
        (first, "attachments-1-is_lead_picture"),
    ):
        place = f"attachments-{[first, second].index(leader)}-is_lead_picture"
        response = desk.save(client, desk.change_url(release), other, **{place: "on"})
        assert response.status_code == 302
        assert release.attachments.get(is_lead_picture=True) == leader
    assert release.attachments.count() == 2
    assert release.attachments.first().file.read()


def test_contacts_belong_to_all_languages_and_reopen_them(client, writer, release):
    for language in ("fr", "en"):
        publish(release, language)
    data = desk.sent_by(client.get(desk.change_url(release)))
    desk.add_line(data, "contact_lines", contact=make_contact("Morin").pk)
    client.post(desk.change_url(release), data)
    release = Release.objects.get()
    assert (release.status_in("fr"), release.status_in("en")) == ("draft", "draft")
    assert set(Event.objects.filter(kind="reopened").values_list("language", flat=True)) == {"fr", "en"}


@pytest.mark.parametrize(
    ("field", "reopened"),
    [("alt_fr", {"fr"}), ("caption_en", {"en"}), ("credit", {"fr", "en"}), ("is_lead_picture", {"fr", "en"})],
)
def test_a_text_of_a_file_reopens_its_language_and_the_rest_reopens_all(
    client, writer, release, field, reopened
):
    Attachment.objects.create(release=release, file=picture(), **ALTERNATIVES)
    for language in ("fr", "en"):
        publish(release, language)
    desk.save(client, desk.change_url(release), **{f"attachments-0-{field}": "on"})
    release = Release.objects.get()
    assert {code for code in ("fr", "en") if release.status_in(code) == "draft"} == reopened
