import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from institutes.people import erasure
from releases import workflow
from releases.models import Attachment, Boilerplate, Release, Topic
from releases.models.edition import ROOT
from releases.workflow import restoring, versions
from releases.workflow.snapshots import lines_of, texts_of
from tests import pictures
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_user,
)

pytestmark = pytest.mark.django_db


def snapshot(release):
    release = Release.objects.get(pk=release.pk)
    return {**texts_of(release), **lines_of(release, {})}


@pytest.fixture
def writer():
    return make_user("writer")


def restore(release, version, *parts):
    return restoring.restore(release, version, parts or restoring.PARTS)


def test_one_field_comes_back_and_nothing_else(writer):
    release = make_release()
    version = versions.keep(release, writer)
    release.title_fr, release.title_en, release.revision = "A", "B", 9
    release.save()

    changes, lost = restore(release, version, "title_fr")

    release.refresh_from_db()
    assert (release.title_fr, release.title_en) == ("Title in fr", "B")
    assert (changes, lost) == ({"title_fr": {"from": "A", "to": "Title in fr"}}, [])
    assert release.revision > 2


def test_the_state_of_the_workflow_stays(writer):
    release = make_release()
    version = versions.keep(release, writer)
    workflow.submit(release, "fr", writer)
    restore(release, version)
    release.refresh_from_db()
    assert release.status_fr == "in_review"


def test_source_and_translation_that_come_back_together_are_a_pair(writer):
    release = make_release()
    version = versions.keep(release, writer)
    release.title_fr, release.title_en, release.city_fr = "A", "B", "Nantes"
    release.save()
    restore(release, version, "title_fr", "title_en")
    assert Release.objects.get().translated_from["en"]["title"] == "Title in fr"


def test_a_person_who_was_erased_does_not_come_back(writer):
    contact, other = make_contact("Quillevéré"), make_contact("Other")
    release = attach(make_release(), contact, other)
    version = versions.keep(release, writer)
    erasure.erase(contact, make_user("admin"), "Asked for it.")
    version.refresh_from_db()

    with override("en"):
        _changes, lost = restore(release, version, "contacts")

    assert list(release.contacts.all()) == [other]
    assert lost == ["1 press contact is no longer in the directory."]


def test_what_is_no_more_is_said_and_the_rest_comes_back(writer):
    gone, stays = make_boilerplate("Gone"), make_boilerplate("Stays")
    release = attach(make_release(), gone, stays)
    attachment = Attachment.objects.create(
        release=release, file=SimpleUploadedFile("one.jpg", pictures.jpeg())
    )
    version = versions.keep(release, writer)
    release.boilerplate_lines.all().delete()
    gone.delete()
    attachment.file.storage.delete(attachment.file.name)

    with override("en"):
        _changes, lost = restore(release, version, "boilerplates", "attachments")

    assert list(release.boilerplates.all()) == [stays]
    assert not release.attachments.exists()
    assert lost == ["“Gone (fr)” is no more.", "“one.jpg” is no more."]


def test_an_address_that_another_release_has_taken_is_refused(writer):
    release = make_release()
    version = versions.keep(release, writer)
    release.slug_fr = "moved"
    release.save()
    make_release(slug_fr="title-fr", slug_en="other")
    with pytest.raises(ValidationError) as refusal:
        restore(release, version)
    assert set(refusal.value.message_dict) == {"slug_fr"}
    release.refresh_from_db()
    assert release.slug_fr == "moved"


def test_who_may_not_write_a_language_may_not_restore_it():
    translator, writer, contacts = map(make_user, ("translator", "writer", "contacts"))
    assert [part for part in restoring.PARTS if restoring.may_restore(translator, part)] == [
        part for part in restoring.PARTS if part.endswith("_en")
    ]
    assert all(restoring.may_restore(writer, part) for part in restoring.PARTS)
    assert not any(restoring.may_restore(contacts, part) for part in restoring.PARTS)


LINE = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=12)
BODY = st.lists(LINE, max_size=3).map(lambda lines: "".join(f"<p>{'a' + line}</p>" for line in lines))
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1))
NINE = datetime.time(9, tzinfo=datetime.UTC)
SOME = st.lists(st.integers(0, 2), unique=True)
STATES = st.fixed_dictionaries({
    "title_fr": LINE.map(lambda line: f"T{line}"), "title_en": LINE, "standfirst_fr": LINE, "city_en": LINE,
    "body_fr": BODY, "body_en": BODY,
    "kind": st.sampled_from(Release.Kind.values),
    "source_language": st.sampled_from(["fr", "en"]),
    "issued_on": st.none() | DAYS,
    "embargo_until": st.none() | DAYS.map(lambda day: datetime.datetime.combine(day, NINE)),
    "institutes": SOME, "schools": SOME, "topics": SOME, "contacts": SOME, "boilerplates": SOME,
    "files": SOME, "orders": st.lists(st.integers(0, 3), min_size=3, max_size=3),
    "alt": LINE, "lead": st.booleans(), "follows": st.booleans(),
})  # fmt: skip


class RestoringTest(TestCase):
    """Whatever is written between, the version comes back as it was."""

    def setUp(self):
        self.release, self.writer = make_release(), make_user("writer")
        self.institutes = [make_institute(f"I{i}") for i in range(3)]
        self.schools = [make_school(f"S{i}") for i in range(3)]
        self.topics = [Topic.objects.create(name_fr=f"t{i}", name_en=f"t{i}") for i in range(3)]
        self.contacts = [make_contact(f"C{i}") for i in range(3)]
        self.boilerplates: list[Boilerplate] = [make_boilerplate(f"B{i}") for i in range(3)]
        storage = Attachment._meta.get_field("file").storage
        self.files = [
            storage.save(f"{ROOT}{i}/f{i}.jpg", SimpleUploadedFile("f", pictures.jpeg())) for i in range(3)
        ]

    def put(self, state):
        release = Release.objects.get(pk=self.release.pk)
        columns = {name: value for name, value in state.items() if name in restoring.COLUMNS}
        for name, value in columns.items():
            setattr(release, name, value)
        if state["follows"]:
            release.mark_translated("en" if release.source_language == "fr" else "fr")
        release.save()
        for relation in ("institutes", "schools", "topics"):
            getattr(release, relation).set([getattr(self, relation)[i] for i in state[relation]])
        self.put_lines(release, state)
        return release

    def put_lines(self, release, state):
        orders = state["orders"]
        for lines in (release.contact_lines, release.boilerplate_lines, release.attachments):
            lines.all().delete()
        for i in state["contacts"]:
            release.contact_lines.create(contact=self.contacts[i], order=orders[i])
        for i in state["boilerplates"]:
            release.boilerplate_lines.create(boilerplate=self.boilerplates[i], order=orders[i])
        for place, i in enumerate(state["files"]):
            texts = {"alt_fr": state["alt"], "credit": state["alt"], "order": orders[i]}
            is_lead = state["lead"] and place == 0
            release.attachments.create(file=self.files[i], is_lead_picture=is_lead, **texts)

    @given(STATES, STATES)
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any_version_restored_equals_what_was(self, before, after):
        version = versions.keep(self.put(before), self.writer)
        kept = snapshot(self.release)
        assert kept == {**version.texts, **version.lines}
        release = self.put(after)

        now = restoring.as_it_stands(release, version)
        changes, lost = restoring.restore(release, version, restoring.differing_parts(now, version.snapshot))

        assert snapshot(release) == kept
        assert lost == []
        assert {
            name for name, change in changes.items() if change and change["from"] == change["to"]
        } == set()
