import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common import stored_files
from releases import workflow
from releases.models import Attachment, Event, Release, Version, VersionFile
from releases.workflow import versions
from tests import media, pictures
from tests.builders import attach, make_boilerplate, make_contact, make_institute, make_release, make_user
from tests.releases import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def writer():
    return make_user("writer", first_name="Ana", last_name="Lopez")


def of(release):
    """From the first to the last."""
    return list(Version.objects.filter(release=release).order_by("pk"))


def write(release, by, title, *, automatic=False):
    release.title_fr = title
    release.save()
    return versions.keep(release, by, automatic=automatic)


def let_pass(**time):
    moved = datetime.timedelta(**time)
    for version in Version.objects.all():
        Version.objects.filter(pk=version.pk).update(at=version.at - moved, began_at=version.began_at - moved)


def test_a_version_says_who_saved_when_and_what(release, writer):
    versions.begin(release)
    before = timezone.now()

    write(release, writer, "Another title")

    version = of(release)[-1]
    assert (version.actor, version.actor_name, version.revision) == (writer, "Ana Lopez", release.revision)
    assert before <= version.at <= timezone.now()
    assert (version.changed, version.texts["title_fr"]) == (["title_fr"], "Another title")


def test_it_keeps_all_that_a_release_says_and_shows(release, writer):
    contact, boilerplate, institute = make_contact(), make_boilerplate(), make_institute()
    attach(release, contact)
    attach(release, boilerplate)
    release.institutes.add(institute)
    file = SimpleUploadedFile("one.jpg", pictures.jpeg())
    attachment = Attachment.objects.create(release=release, file=file, alt_fr="Un pont", credit="IMT")

    kept = versions.keep(release, writer)

    assert kept.texts["body_en"] == "<p>Body in en.</p>"
    assert kept.lines["issued_on"] == "2020-02-12"
    assert kept.lines["contacts"] == [{"id": contact.pk, "order": 0}]
    assert kept.lines["boilerplates"][0]["names"] == {"fr": "About (fr)", "en": "About (en)"}
    assert [row["id"] for row in kept.lines["institutes"]] == [institute.pk]
    [shown] = kept.lines["attachments"]
    assert (shown["path"], shown["alt"]["fr"], shown["credit"]) == (attachment.path, "Un pont", "IMT")
    assert len(shown["digest"]) == 64


def test_no_name_of_a_person_is_kept_beside_the_texts(release, writer):
    attach(release, make_contact("Quillevéré"))
    kept = versions.keep(release, writer)
    assert "Quillev" not in str([kept.texts, kept.lines])


def test_each_save_of_the_form_is_a_version_and_the_first_keeps_what_was_before(client, release):
    workflow.log(release, Event.Kind.EDITED, make_user("publisher", username="earlier", first_name="Paul"))
    desk.sign_in(client, "writer")

    desk.save(client, desk.change_url(release), title_fr="New")

    first, second = of(release)
    assert (first.texts["title_fr"], first.actor_name) == ("Title in fr", "Paul")
    assert (second.texts["title_fr"], second.actor_name) == ("New", "writer")


def test_a_new_release_has_a_version(client):
    desk.sign_in(client, "writer")
    desk.save(client, desk.ADD, title_fr="Un titre")
    assert [version.texts["title_fr"] for version in of(Release.objects.get())] == ["Un titre"]


def test_a_form_that_is_saved_unchanged_makes_none(client, release):
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), title_fr="New")
    desk.save(client, desk.change_url(release))
    assert len(of(release)) == 2


def test_automatic_saves_of_one_person_are_one_sitting(release, writer):
    versions.begin(release)
    write(release, writer, "A", automatic=True)
    let_pass(minutes=20)
    began_at = of(release)[-1].began_at
    release.city_en = "Nantes"
    write(release, writer, "B", automatic=True)

    _first, sitting = of(release)

    assert (sitting.texts["title_fr"], sitting.changed) == ("B", ["city_en", "title_fr"])
    assert sitting.began_at == began_at < sitting.at - datetime.timedelta(minutes=19)


def test_a_pause_ends_a_sitting(release, writer):
    write(release, writer, "A", automatic=True)
    let_pass(minutes=31)
    write(release, writer, "B", automatic=True)
    assert [version.texts["title_fr"] for version in of(release)] == ["A", "B"]


def test_a_save_by_hand_ends_a_sitting(release, writer):
    write(release, writer, "A", automatic=True)
    write(release, writer, "B")
    write(release, writer, "C", automatic=True)
    assert [(v.texts["title_fr"], v.is_automatic) for v in of(release)] == [
        ("A", True),
        ("B", False),
        ("C", True),
    ]


def test_a_save_by_hand_of_what_was_saved_by_itself_ends_a_sitting_without_another_version(release, writer):
    write(release, writer, "A", automatic=True)
    write(release, writer, "A")
    assert [version.is_automatic for version in of(release)] == [False]
    write(release, writer, "B", automatic=True)
    assert len(of(release)) == 2


def test_somebody_else_ends_a_sitting(release, writer):
    other = make_user("publisher")
    write(release, writer, "A", automatic=True)
    write(release, other, "B", automatic=True)
    write(release, writer, "C", automatic=True)
    assert [version.actor for version in of(release)] == [writer, other, writer]


def test_the_first_and_the_newest_stay_when_there_are_too_many(release, writer, monkeypatch):
    monkeypatch.setattr(versions, "MOST_VERSIONS", 3)
    for title in "ABCDE":
        write(release, writer, title)
    assert [version.texts["title_fr"] for version in of(release)] == ["A", "D", "E"]


def test_a_version_is_never_before_the_last(release, writer):
    first = write(release, writer, "A")
    later = first.at + datetime.timedelta(days=1)
    Version.objects.update(at=later)
    assert write(release, writer, "B").at == later
    assert Version.objects.first().texts["title_fr"] == "B"


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_as_long_as_a_version_shows_it(client, release, writer):
    client.force_login(writer)
    Attachment.objects.create(release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg()))
    desk.save(client, desk.change_url(release), **{"attachments-0-DELETE": "on"})
    assert not Attachment.objects.exists()
    [name] = media.files()
    assert stored_files.unreferenced({name}) == set()
    VersionFile.objects.all().delete()
    assert stored_files.unreferenced({name}) == {name}


def test_a_file_is_read_once(release, writer, monkeypatch):
    Attachment.objects.create(release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg()))
    first = write(release, writer, "A")
    monkeypatch.setattr("releases.workflow.snapshots._digest", lambda attachment: 1 / 0)
    assert write(release, writer, "B").lines["attachments"] == first.lines["attachments"]


def test_a_lost_file_keeps_nobody_from_saving(release, writer):
    attachment = Attachment.objects.create(
        release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg())
    )
    attachment.file.storage.delete(attachment.file.name)
    assert write(release, writer, "A").lines["attachments"][0]["digest"] == ""


@pytest.mark.parametrize("number", [1, 6])
def test_what_a_save_costs_does_not_grow(release, writer, number, django_assert_num_queries):
    attach(release, *(make_contact(f"C{i}") for i in range(number)))
    attach(release, *(make_boilerplate(f"B{i}") for i in range(number)))
    for title in range(number):
        write(release, writer, str(title))
    release.title_fr = "Last"
    release.save()
    with django_assert_num_queries(11):
        versions.keep(release, writer)
