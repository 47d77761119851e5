import dataclasses
import datetime

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from common import slots, stored_files
from releases.documents import KINDS, keeping
from releases.documents.kinds import NotMade
from releases.models import DocumentFile, Edition
from tests.builders import attach, make_contact, make_release, publish

pytestmark = pytest.mark.django_db
ORIGIN = "https://press.example"


class Maker:
    """In the place of a kind's write()."""

    def __init__(self, act=lambda: None):
        self.act, self.times = act, 0

    def __call__(self, source, file):
        self.times += 1
        self.act()
        file.write(b"made")


def kind_made_by(maker):
    return dataclasses.replace(KINDS["zip"], write=maker)


def content_of(name):
    with default_storage.open(name) as file:
        return file.read()


@pytest.fixture
def edition():
    return publish(make_release())


def test_it_is_made_once_and_named_by_its_reference(edition):
    maker = Maker()
    first, second = (keeping.stored_name(kind_made_by(maker), edition, ORIGIN) for _time in range(2))
    assert (maker.times, first) == (1, second)
    assert content_of(first) == b"made"
    assert first.endswith(f"/{edition.reference}-fr.zip")


def test_each_address_of_the_site_has_its_own(edition):
    maker = Maker()
    names = {
        keeping.stored_name(kind_made_by(maker), edition, origin) for origin in (ORIGIN, "http://localhost")
    }
    assert (maker.times, len(names)) == (2, 2)


def test_another_version_of_the_code_makes_it_anew_and_the_old_one_goes(
    edition, django_capture_on_commit_callbacks
):
    old = keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN)
    with django_capture_on_commit_callbacks(execute=True):
        DocumentFile.objects.update(version="before")
        new = keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN)
    assert (DocumentFile.objects.get().file.name, default_storage.exists(old)) == (new, False)


def test_a_file_that_was_lost_is_made_again(edition):
    default_storage.delete(keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN))
    assert content_of(keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN)) == b"made"


def test_what_could_not_be_made_is_not_tried_again_at_once(edition):
    def fail():
        raise NotMade("too long")

    maker = Maker(fail)
    for _time in range(3):
        with pytest.raises(NotMade):
            keeping.stored_name(kind_made_by(maker), edition, ORIGIN)
    assert maker.times == 1
    assert not DocumentFile.objects.exists()


def test_who_comes_while_as_many_are_made_as_may_be_is_told_to_come_again(edition, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE", 0)
    maker = Maker()
    with (
        slots.taken("documents", keeping.AT_ONCE, 0),
        slots.taken("documents", keeping.AT_ONCE, 0),
        pytest.raises(slots.AllTaken),
    ):
        keeping.stored_name(kind_made_by(maker), edition, ORIGIN)
    assert maker.times == 0


@pytest.fixture
def with_contact():
    contact = make_contact("Durand")
    return contact, publish(attach(make_release(), contact))


def test_an_erasure_takes_documents_away(with_contact, django_capture_on_commit_callbacks):
    contact, edition = with_contact
    name = keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN)
    with django_capture_on_commit_callbacks(execute=True):
        Edition.objects.forget_people({contact.pk})
    assert not DocumentFile.objects.exists()
    assert not default_storage.exists(name)


def test_what_was_made_while_somebody_was_erased_is_not_kept(with_contact):
    contact, edition = with_contact
    maker = Maker(lambda: Edition.objects.forget_people({contact.pk}))
    with pytest.raises(NotMade):
        keeping.stored_name(kind_made_by(maker), edition, ORIGIN)
    assert not DocumentFile.objects.exists()
    assert list(stored_files.walk("documents")) == []


def test_after_a_season_they_go(edition):
    keeping.stored_name(kind_made_by(Maker()), edition, ORIGIN)
    assert list(keeping.overdue()) == []
    DocumentFile.objects.update(made_at=timezone.now() - datetime.timedelta(days=91))
    [overdue] = keeping.overdue()
    overdue.end()
    assert not DocumentFile.objects.exists()
