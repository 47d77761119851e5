import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from releases import workflow
from releases.models import Attachment, Event, Release
from releases.workflow import versions
from tests import pictures
from tests.builders import (
    attach,
    make_contact,
    publish,
    submit,
)
from tests.releases import desk
from tests.releases.history.pages import (
    history_url,
    page_of,
    restore,
    restore_url,
    said,
    write,
)

pytestmark = pytest.mark.django_db


def test_all_is_restored_through_the_page(client, release, writer):
    version = write(release, writer, title_fr="Before", city_en="Nantes")
    attach(release, make_contact())
    write(release, writer, title_fr="After", city_en="Brest")
    desk.sign_in(client, "writer")
    response = restore(client, version)
    release.refresh_from_db()
    assert (release.title_fr, release.city_en, release.contacts.count()) == ("Before", "Nantes", 0)
    assert [m for m in desk.messages_of(response) if m.startswith("Restored")]
    event = Event.objects.of(release).first()
    assert (event.kind, event.changes["title_fr"]) == ("edited", {"from": "After", "to": "Before"})
    assert "Ana Lopez" in event.note
    assert release.versions.first().texts["title_fr"] == "Before"


def test_one_field_is_restored(client, release, writer):
    version = write(release, writer, title_fr="Before", city_en="Nantes")
    write(release, writer, title_fr="After", city_en="Brest")
    desk.sign_in(client, "writer")
    restore(client, version, part="city_en")
    release.refresh_from_db()
    assert (release.title_fr, release.city_en) == ("After", "Nantes")


def test_nothing_ticked_restores_nothing(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "writer")
    page = desk.save(client, restore_url(version), "part").content.decode()
    assert "Tick what is to be restored." in page
    assert Release.objects.get().title_fr == "After"


def test_a_translator_restores_their_language_and_nothing_else(client, release, writer):
    version = write(release, writer, title_fr="Avant", title_en="Before")
    write(release, writer, title_fr="Après", title_en="After")
    desk.sign_in(client, "translator")
    page = page_of(client, restore_url(version))
    assert [box.get("value") for box in page.xpath(".//input[@name='part']")] == ["title_en"]
    crafted = desk.sent_by(client.get(restore_url(version))) | {"part": ["title_fr"]}
    assert client.post(restore_url(version), crafted).status_code == 403
    restore(client, version)
    release.refresh_from_db()
    assert (release.title_fr, release.title_en) == ("Après", "Before")


def test_who_may_write_nothing_restores_nothing(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "translator", languages=())
    assert "Restore…" not in said(page_of(client, history_url(release)))
    assert client.get(restore_url(version)).status_code == 403


def test_a_text_in_review_is_restored_when_that_is_meant_and_submitted_anew(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    submit(release)
    user = desk.sign_in(client, "writer", username="restorer")
    assert "tick that this text is to change" in restore(client, version, follow=False).content.decode()
    assert Release.objects.get().title_fr == "After"
    restore(client, version, resubmit_fr="on")
    release.refresh_from_db()
    assert (release.title_fr, release.status_fr) == ("Before", "in_review")
    assert workflow.submitted_by(release, "fr") == user


def test_what_is_in_review_is_not_emptied(client, release, writer):
    version = write(release, writer, city_fr="")
    write(release, writer, city_fr="Paris")
    submit(release)
    desk.sign_in(client, "writer")
    page = restore(client, version, follow=False, resubmit_fr="on").content.decode()
    assert "is required while the text is in review" in page


def test_an_approved_text_that_is_restored_is_a_draft_again_and_stays_live(client, release, writer):
    version = write(release, writer, title_fr="Before")
    edition = publish(write(release, writer, title_fr="After").release)
    desk.sign_in(client, "writer")
    restore(client, version)
    release.refresh_from_db()
    edition.refresh_from_db()
    assert (release.status_fr, edition.title, edition.live_until) == ("draft", "After", None)


def test_what_was_saved_meanwhile_is_not_overwritten(client, release, writer):
    version = write(release, writer, title_fr="Before")
    write(release, writer, title_fr="After")
    desk.sign_in(client, "writer")
    data = desk.sent_by(client.get(restore_url(version)))
    write(release, writer, title_fr="Later")
    assert "was saved meanwhile" in client.post(restore_url(version), data).content.decode()
    assert Release.objects.get().title_fr == "Later"


def test_a_file_that_the_text_shows_does_not_go(client, release, writer):
    version = versions.keep(release, writer)
    file = Attachment.objects.create(release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg()))
    picture = f'<figure><img src="{file.get_absolute_url()}" alt=""></figure>'
    write(release, writer, body_fr=picture)
    desk.sign_in(client, "writer")
    page = restore(client, version, follow=False, part="attachments").content.decode()
    assert "is still in the text" in page
    restore(client, version)
    assert not Attachment.objects.exists()
