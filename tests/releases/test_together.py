"""Both languages in one act: as one after the other, or not at all."""

import datetime

import pytest
from django.utils import timezone, translation

from common.exceptions import Refused
from releases import workflow
from releases.models import Edition, Event, Release, Status
from tests.builders import make_release, make_user, publish

pytestmark = pytest.mark.django_db

BOTH = ("fr", "en")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def writer():
    return make_user("writer")


@pytest.fixture
def publisher():
    return make_user("publisher")


@pytest.fixture
def submitted(writer):
    release = make_release()
    workflow.submit_together(release, BOTH, writer)
    return release


def statuses(release):
    fresh = Release.objects.get(pk=release.pk)
    assert [release.status_in(code) for code in BOTH] == [fresh.status_in(code) for code in BOTH]
    return [fresh.status_in(code) for code in BOTH]


def reasons_of(act, *arguments, **answers):
    with pytest.raises(Refused) as refused:
        act(*arguments, **answers)
    return refused.value.reasons


def test_both_are_submitted_and_approved_with_an_event_for_each(submitted, publisher):
    assert statuses(submitted) == [Status.IN_REVIEW, Status.IN_REVIEW]
    editions = workflow.approve_together(submitted, BOTH, publisher)
    assert statuses(submitted) == [Status.APPROVED, Status.APPROVED]
    assert [edition.language for edition in editions] == ["fr", "en"]
    assert set(Edition.objects.live()) == set(editions)
    kinds = Event.objects.filter(release=submitted).order_by("pk").values_list("kind", "language")
    assert list(kinds) == [
        *((Event.Kind.SUBMITTED, code) for code in BOTH),
        *((Event.Kind.APPROVED, code) for code in BOTH),
    ]


def test_they_begin_at_the_same_moment(submitted, publisher):
    french, english = workflow.approve_together(submitted, BOTH, publisher)
    assert french.live_from == english.live_from


def test_editions_are_those_that_single_acts_make(submitted, publisher):
    alone = publish(make_release(slug_fr="autre", slug_en="other"))
    together, _english = workflow.approve_together(submitted, BOTH, publisher)
    for name in ("document", "title", "body", "issued_on", "number", "is_minor", "change_note"):
        assert getattr(together, name) == getattr(alone, name), name


def test_one_that_may_not_be_approved_keeps_the_other_back(submitted, publisher):
    workflow.return_to_author(submitted, "en", publisher, remark="The figure is missing.")
    reasons = reasons_of(workflow.approve_together, submitted, BOTH, publisher)
    assert reasons == ["English: This text is now “draft”; look at it again."]
    assert statuses(submitted) == [Status.IN_REVIEW, Status.DRAFT]
    assert not Edition.objects.exists()


def test_what_stands_in_the_way_of_both_is_said_once(submitted, publisher):
    past = timezone.now() - datetime.timedelta(hours=1)
    reasons = reasons_of(workflow.approve_together, submitted, BOTH, publisher, live_from=past)
    assert reasons == ["The moment chosen has passed; choose a later one, or approve now."]
    assert reasons[0].field == "live_from"
    assert statuses(submitted) == [Status.IN_REVIEW, Status.IN_REVIEW]


def test_what_is_missing_is_said_of_its_language(writer):
    release = make_release(title_fr="", body_en="")
    reasons = reasons_of(workflow.submit_together, release, BOTH, writer)
    assert reasons == ["Français: The title is missing.", "English: The body is missing."]
    assert [reason.field for reason in reasons] == ["title_fr", "body_en"]
    assert statuses(release) == [Status.DRAFT, Status.DRAFT]


def test_each_language_has_its_own_note_of_a_correction(submitted, publisher, writer):
    workflow.approve_together(submitted, BOTH, publisher)
    for code in BOTH:
        workflow.reopen(submitted, code, writer)
    workflow.submit_together(submitted, BOTH, writer)
    [reason] = reasons_of(
        workflow.approve_together, submitted, BOTH, publisher, change_notes={"fr": "Un chiffre était faux."}
    )
    assert (reason.field, reason.startswith("English: ")) == ("change_note_en", True)
    notes = {"fr": "Un chiffre était faux.", "en": "A figure was wrong."}
    editions = workflow.approve_together(submitted, BOTH, publisher, change_notes=notes)
    assert {edition.language: edition.change_note for edition in editions} == notes


def test_nobody_approves_together_what_they_submitted(writer):
    both = make_user("publisher")
    release = make_release()
    workflow.submit(release, "fr", writer)
    workflow.submit(release, "en", both)
    [reason] = reasons_of(workflow.approve_together, release, BOTH, both)
    assert reason == "English: You submitted this text yourself; somebody else must approve it."


def test_both_are_read_once(writer, publisher, django_assert_max_num_queries):
    release = make_release()
    with django_assert_max_num_queries(20):
        workflow.submit_together(release, BOTH, writer)
    with django_assert_max_num_queries(45):
        workflow.approve_together(release, BOTH, publisher)
