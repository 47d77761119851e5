import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from common import stored_files
from releases.models import Attachment, DeletedDraft, Event, Release, Version
from releases.workflow import deleted, versions
from releases.workflow.snapshots import lines_of, texts_of
from tests import media, pictures
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    return make_user("publisher", first_name="Luc", last_name="Moreau")


@pytest.fixture
def draft():
    release = attach(make_release(), make_contact())
    attach(release, make_boilerplate())
    release.institutes.add(make_institute())
    file = SimpleUploadedFile("one.jpg", pictures.jpeg())
    Attachment.objects.create(release=release, file=file, **pictures.ALTERNATIVES)
    return release


def snapshot(release):
    return {**texts_of(release), **lines_of(release, {})}


def grow_old(**time):
    DeletedDraft.objects.update(at=DeletedDraft.objects.get().at - datetime.timedelta(**time))


@pytest.mark.django_db(transaction=True)
def test_a_recovered_draft_is_what_was_deleted(draft, publisher):
    versions.keep(draft, publisher)
    Release.objects.filter(pk=draft.pk).update(title_fr="Changed by a command")
    draft.refresh_from_db()
    before, created_at = snapshot(draft), draft.created_at

    kept = deleted.delete(draft, publisher)
    assert not Release.objects.exists()
    recovered, lost = deleted.recover(kept, publisher)

    recovered = Release.objects.get(pk=recovered.pk)
    assert snapshot(recovered) == before
    assert (recovered.reference, recovered.created_at, lost) == (kept.reference, created_at, [])
    assert recovered.versions.count() == 2
    assert recovered.status_fr == "draft"
    assert not DeletedDraft.objects.exists()


def test_it_keeps_its_key_its_reference_and_its_timeline(draft, publisher):
    key, reference = draft.pk, draft.reference
    kept = deleted.delete(draft, publisher)
    assert make_release(slug_fr="other", slug_en="other").reference != reference
    recovered, _lost = deleted.recover(kept, publisher)
    assert (recovered.pk, recovered.reference) == (key, reference)
    kinds = Event.objects.filter(release=recovered).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["deleted", "recovered"]
    assert (kept.actor_name, kept.title) == ("Luc Moreau", "Title in fr")


def test_it_is_found_by_its_words_again(draft, publisher):
    recovered, _lost = deleted.recover(deleted.delete(draft, publisher), publisher)
    assert Release.objects.get(pk=recovered.pk).search_text


@pytest.mark.django_db(transaction=True)
def test_after_a_month_it_is_forgotten_with_its_files(draft, publisher):
    deleted.delete(draft, publisher)
    grow_old(days=30)
    assert list(stored_files.overdue()) == []
    grow_old(days=2)
    assert [found.label for found in stored_files.overdue()] == [
        "the month has passed in which CP-2020-001 could be recovered"
    ]
    call_command("sweep_files")
    assert not Version.objects.exists()
    assert not DeletedDraft.objects.exists()
    assert media.files() == set()


def test_what_has_an_edition_cannot_be_deleted_so(draft, publisher):
    publish(draft)
    with pytest.raises(Exception, match="protected"):
        deleted.delete(draft, publisher)
    assert Release.objects.filter(pk=draft.pk).exists()
    assert not DeletedDraft.objects.exists()
