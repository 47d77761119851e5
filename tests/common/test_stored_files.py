import pytest
from django.core.files.base import ContentFile
from django.db import transaction

from institutes.models import Organisation
from releases.models import Attachment, Release
from tests import media
from tests.builders import make_organisation, make_release, make_school, publish

pytestmark = pytest.mark.django_db


def content(name):
    return ContentFile(b"%PDF-1.7", name=name)


def attach(release, name="kit.pdf"):
    return Attachment.objects.create(release=release, file=content(name))


def replace(instance, field, value):
    setattr(instance, field, value)
    instance.save()


def attachment():
    return attach(make_release())


def logo():
    return make_organisation(logo=content("logo.png"))


# What people do, and the number of files that rows still name after it.
ACTS = {
    "an attachment is deleted": (lambda: attachment().delete(), 0),
    "a list of attachments is deleted": (lambda: attachment() and Attachment.objects.all().delete(), 0),
    "an attachment is replaced": (lambda: replace(attachment(), "file", content("new.pdf")), 1),
    "a release is deleted": (lambda: attachment().release.delete(), 0),
    "a list of releases is deleted": (lambda: attachment() and Release.objects.all().delete(), 0),
    "a logo is replaced": (lambda: replace(logo(), "logo", content("new.png")), 1),
    "a logo is taken away": (lambda: replace(logo(), "logo", ""), 0),
    "an organisation is deleted": (lambda: logo().delete(), 0),
    "a school is deleted": (lambda: make_school(logo=content("logo.png")).delete(), 0),
    "a school is deleted as an organisation": (
        lambda: make_school(logo=content("logo.png")) and Organisation.objects.all().delete(),
        0,
    ),
    "other words of it are saved": (lambda: replace(attachment(), "credit", "Z"), 1),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_file_goes_with_its_row_and_when_another_takes_its_place(act, django_capture_on_commit_callbacks):
    done, left = ACTS[act]
    with django_capture_on_commit_callbacks(execute=True):
        done()
    rows = {*Attachment.objects.values_list("file", flat=True)}
    rows |= {*Organisation.objects.exclude(logo="").values_list("logo", flat=True)}
    assert len(rows) == left
    assert media.files() == rows


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "act",
    [
        lambda attachment: attachment.delete(),
        lambda attachment: replace(attachment, "file", content("new.pdf")),
    ],
    ids=["deleted", "replaced"],
)
def test_a_file_of_the_record_stays_when_it_leaves_the_desk(
    act, language, django_capture_on_commit_callbacks
):
    shown = attachment()
    name = shown.file.name
    publish(shown.release, language)
    with django_capture_on_commit_callbacks(execute=True):
        act(shown)
    assert name in media.files()


def test_a_file_stays_when_the_act_is_undone(django_capture_on_commit_callbacks):
    kept = attachment()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        Attachment.objects.all().delete()
        transaction.set_rollback(True)
    assert media.files() == {kept.file.name}
