"""After a story of acts at the desk, every file on the disk is named by a row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from common import stored_files
from common.file_sweep import GRACE
from common.models import KeptFile
from exchange.importing import jobs, running
from exchange.models import Import
from releases.models import Attachment, DeletedDraft, EditionFile, VersionFile
from releases.models.version import KEPT_FOR
from tests import media, pictures
from tests.builders import make_organisation, make_release, publish, schedule
from tests.exchange.importing import applied, checked, undo, upload
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)


def assert_named(number):
    assert stored_files.unreferenced(media.files()) == set()
    assert len(media.files()) == number


def photo(name, orientation=1):
    return SimpleUploadedFile(name, pictures.jpeg(orientation))


def save(client, release, **changes):
    response = desk.save(client, desk.change_url(release), **changes)
    assert response.status_code == 302


def test_attachments_that_come_are_replaced_shown_and_taken_out(client):
    desk.sign_in(client, "writer")
    release = make_release()
    data = desk.sent_by(client.get(desk.change_url(release)))
    for name in ("one.jpg", "two.jpg", "three.jpg"):
        desk.add_line(data, "attachments", file=photo(name), **pictures.ALTERNATIVES)
    assert client.post(desk.change_url(release), data).status_code == 302
    assert_named(3)
    publish(release)
    save(client, release, **{"attachments-0-file": photo("other.jpg")})
    assert_named(4)
    save(client, release, **{"attachments-0-file": photo("another.jpg")})
    # The version before still shows the one that was replaced.
    assert_named(5)
    release.refresh_from_db()
    schedule(release, change_note="Another picture.")
    save(client, release, **{"attachments-0-DELETE": "on", "attachments-1-DELETE": "on"})
    assert_named(5)
    assert Attachment.objects.count() == 1
    shown = set(VersionFile.objects.values_list("path", flat=True))
    assert shown > set(EditionFile.objects.values_list("path", flat=True))
    assert {stored.removeprefix("attachments/") for stored in media.files()} == shown


def test_drafts_and_organisations_that_are_deleted(client):
    desk.sign_in(client, "admin")
    release = make_release()
    Attachment.objects.create(release=release, file=photo("one.jpg"))
    organisation = make_organisation("A", logo=photo("logo.jpg"))
    other = make_organisation("B", logo=photo("logo.jpg"))
    assert_named(3)
    for instance in (release, organisation):
        url = reverse(
            f"admin:{instance._meta.app_label}_{instance._meta.model_name}_delete", args=[instance.pk]
        )
        assert client.post(url, {"post": "yes"}).status_code == 302
    # The draft can be recovered for a month, with its file.
    assert_named(2)
    DeletedDraft.objects.update(at=timezone.now() - KEPT_FOR - GRACE)
    call_command("sweep_files")
    assert_named(1)
    act = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    assert client.post(reverse("admin:institutes_organisation_changelist"), act).status_code == 302
    assert_named(0)


def test_imports_that_end_in_every_way(monkeypatch):
    applied(["last name"], ["A"])
    undo(Import.objects.latest("pk"))
    jobs.cancel(checked(["last name"], ["B"]))
    with monkeypatch.context() as patch:
        patch.setattr("exchange.importing.checking._revise", lambda job, planner: 1 / 0)
        failed = upload(["last name"], ["C"])
        running.start(failed, "check")
    waiting = checked(["last name"], ["D"])
    assert_named(1)
    assert media.files() == {waiting.file.name}


def test_forms_that_are_refused_and_mended(client):
    desk.sign_in(client, "writer")
    release = make_release()
    data = desk.add_line(
        desk.sent_by(client.get(desk.change_url(release))), "attachments", file=photo("a.jpg")
    )
    refused = client.post(desk.change_url(release), data | {"issued_on": "never"})
    assert_named(1)
    client.post(desk.change_url(release), desk.sent_by(refused) | {"issued_on": "2020-02-12"})
    assert not KeptFile.objects.exists()
    assert_named(1)
