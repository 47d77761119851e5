"""What is approved is what was submitted, and nobody approves their own words."""

import datetime
import shutil

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from common.exceptions import Refused
from institutes.models import Institute, School
from releases import workflow
from releases.models import Attachment, Boilerplate, Event, Release, ReleaseContact, Topic
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_release,
    make_school,
    make_user,
    publish,
    submit,
)
from tests.pictures import ALTERNATIVES
from tests.releases.test_admin_uploads import image
from tests.releases.transitions import act, offered, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def writer():
    return make_user("writer", first_name="Anne", last_name="Martin")


@pytest.fixture
def publisher():
    return make_user("publisher", first_name="Luc", last_name="Moreau")


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(make_full_release)


@pytest.fixture
def release(made, own_files, db, settings):
    """Made once for the tests of this file, all of which ask for it; what a test does to it is undone."""
    release, folder = made
    shutil.copytree(folder, settings.MEDIA_ROOT)
    return Release.objects.get(pk=release.pk)


def make_full_release():
    """With all that an edition copies from elsewhere."""
    institute, school = make_institute(director=make_contact("Directeur")), make_school()
    release = make_release()
    release.institutes.add(institute)
    release.schools.add(school)
    attach(
        release,
        make_contact("Durand"),
        make_contact("Petit"),
        make_boilerplate("One"),
        make_boilerplate("Two"),
    )
    add_file(release, "first.png")
    return release


def add_file(release, name):
    return Attachment.objects.create(release=release, file=ContentFile(image(), name=name), **ALTERNATIVES)


WAYS = {
    "the title": ("texts", lambda r: Release.objects.update(title_fr="Rewritten")),
    "the address": ("texts", lambda r: Release.objects.update(slug_fr="moved")),
    "the kind": ("texts", lambda r: Release.objects.update(kind="statement")),
    "the date of issue": ("dates", lambda r: Release.objects.update(issued_on=datetime.date(2020, 2, 13))),
    "the embargo": ("dates", lambda r: Release.objects.update(embargo_until=timezone.now())),
    "a job title": ("press contacts", lambda r: r.contacts.update(job_title_fr="Directrice")),
    "a telephone number": (
        "press contacts",
        lambda r: r.contacts.first().phone_numbers.update(number="+33676120053"),
    ),
    "a contact taken out": ("press contacts", lambda r: r.contact_lines.first().delete()),
    "the order of contacts": (
        "press contacts",
        lambda r: ReleaseContact.objects.filter(contact__last_name="Durand").update(order=9),
    ),
    "a boilerplate's text": ("boilerplates", lambda r: Boilerplate.objects.update(body_fr="<p>Neuf.</p>")),
    "a boilerplate more": ("boilerplates", lambda r: attach(r, make_boilerplate("Three"))),
    "a file more": ("files and their texts", lambda r: add_file(r, "second.png")),
    "a text alternative": ("files and their texts", lambda r: Attachment.objects.update(alt_fr="After")),
    "a credit": ("files and their texts", lambda r: Attachment.objects.update(credit="Somebody else")),
    "the lead picture": ("files and their texts", lambda r: Attachment.objects.update(is_lead_picture=True)),
    "a director": ("organisations and topics", lambda r: Institute.objects.update(director=None)),
    "a school's website": (
        "organisations and topics",
        lambda r: School.objects.update(website="https://example.org/"),
    ),
    "a topic": (
        "organisations and topics",
        lambda r: r.topics.add(Topic.objects.create(name_fr="Santé", slug_fr="sante", slug_en="health")),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_has_changed_since_its_submission_is_not_approved(way, release, publisher, writer):
    part, change = WAYS[way]
    submit(release)
    assert offered(release, publisher) == ["return", "approve"]
    change(release)
    release.refresh_from_db()
    assert refusal("approve", release, publisher) == [
        f"Changed since this text was submitted: {part}. Have it resubmitted, then approve it."
    ]
    assert "submit" in offered(release, writer)
    act("submit", release, "fr", writer)
    assert workflow.submitted_by(release, "fr") == writer
    assert act("approve", release, "fr", publisher).number == 1


def test_whoever_submits_anew_does_not_approve(release, publisher):
    submit(release)
    Release.objects.update(title_fr="Rewritten")
    act("submit", release, "fr", publisher)
    assert refusal("approve", release, publisher) == [
        "You submitted this text yourself; somebody else must approve it."
    ]


def test_a_text_is_not_submitted_twice_as_it_stands(release, writer):
    submit(release)
    assert "submit" not in offered(release, writer)
    assert refusal("submit", release, writer) == ["This text is now “in review”; look at it again."]


def test_what_was_submitted_before_this_was_remembered_is_submitted_anew(release, publisher, writer):
    submit(release)
    Event.objects.update(fingerprint={})
    [reason] = refusal("approve", release, publisher)
    assert reason.startswith("Changed since this text was submitted: texts, dates, ")
    act("submit", release, "fr", writer)
    act("approve", release, "fr", publisher)


def test_a_change_of_one_language_leaves_the_other_in_review_as_it_was(release, publisher):
    submit(release, "fr")
    submit(release, "en")
    Release.objects.update(title_en="Rewritten")
    act("approve", release, "fr", publisher)
    release.refresh_from_db()
    assert refusal("approve", release, publisher, "en")


def test_the_day_that_passes_is_no_change(release, publisher, time_machine):
    Release.objects.update(issued_on=None)
    time_machine.move_to("2027-03-01T09:00:00+00:00")
    submit(release)
    time_machine.move_to("2027-03-04T09:00:00+00:00")
    assert act("approve", release, "fr", publisher).issued_on == datetime.date(2027, 3, 4)


WROTE = "You changed this text, or what it shows, since it was last approved; somebody else must approve it."


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title_fr": {"from": "a", "to": "b"}}, True),
        ({"alt_fr": {}}, True),
        ({"title_en": {"from": "a", "to": "b"}}, False),
        ({"alt_en": {}, "slug_en": {}}, False),
        ({"title_en": {}, "issued_on": {}}, True),
        ({"releasecontact": {}}, True),
        ({"attachment": {}}, True),
        ({"embargo_until": {}}, True),
        ({}, True),
    ],
)
@pytest.mark.parametrize("kind", ["created", "edited"])
def test_nobody_approves_words_they_wrote(kind, changes, refused, release, publisher):
    workflow.log(release, kind, publisher, changes=changes)
    submit(release)
    if refused:
        assert refusal("approve", release, publisher) == [WROTE]
        assert refusal("approve", release, publisher, override_reason="I am alone.") == [WROTE]
    else:
        act("approve", release, "fr", publisher)


def test_words_that_somebody_else_approved_since_are_no_longer_ones_own(release, publisher):
    workflow.log(release, "edited", publisher, changes={"title_fr": {}})
    publish(release)
    act("reopen", release, "fr", publisher)
    submit(release)
    act("approve", release, "fr", publisher)


def test_an_approval_of_the_other_language_changes_nothing_of_it(release, publisher):
    workflow.log(release, "edited", publisher, changes={"title_fr": {}})
    publish(release, "en")
    submit(release)
    assert refusal("approve", release, publisher) == [WROTE]


def test_the_override_needs_its_reason_for_words_too(release):
    admin = make_user("admin")
    workflow.log(release, "edited", admin, changes={"title_fr": {}})
    submit(release)
    assert refusal("approve", release, admin) == [
        "You changed this text or what it shows since its last approval; say why you approve alone."
    ]
    act("approve", release, "fr", admin, override_reason="Everybody else is ill.")
    assert Event.objects.first().note == "Everybody else is ill."


@pytest.mark.parametrize("lines", ["contact_lines", "boilerplate_lines"])
def test_nobody_approves_a_contact_or_a_boilerplate_that_they_changed_themselves(release, publisher, lines):
    line = getattr(release, lines).first()
    copied = getattr(line, lines.removesuffix("_lines"))
    LogEntry.objects.log_actions(publisher.pk, [copied], CHANGE, single_object=True)
    submit(release)
    with pytest.raises(Refused, match="You changed this text, or what it shows"):
        workflow.approve(release, "fr", publisher)
    assert workflow.approve(release, "fr", make_user("publisher", username="another"))
