import pytest
from django.db import transaction
from django.utils import translation

from common import languages
from releases import workflow
from releases.models import Address, Edition, Event, Release, Status
from tests.builders import (
    attach,
    make_contact,
    make_release,
    make_user,
    publish,
    rows,
    schedule,
    submit,
    withdraw,
)
from tests.releases import desk
from tests.releases.transitions import FUNCTIONS, act, offered, ready_for, refusal

pytestmark = pytest.mark.django_db

MAY_IN_ENGLISH = {
    "writer": {"submit", "take_back", "reopen"},
    "translator": {"submit", "take_back", "reopen"},
    "publisher": set(FUNCTIONS),
    "admin": set(FUNCTIONS),
    "contacts": set(),
    "": set(),
}
MAY_IN_FRENCH = MAY_IN_ENGLISH | {"translator": set()}
LACKS = "You may not do this: your account lacks the permission."


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


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_transition_is_made_by_those_who_may_and_refused_to_the_others(language, name):
    # Only who submitted a text takes it back.
    ready = None if name == "take_back" else ready_for(name, language)
    for role, may in (MAY_IN_FRENCH if language == "fr" else MAY_IN_ENGLISH).items():
        with transaction.atomic():
            user = make_user(role)
            release = Release.objects.get(pk=ready.pk) if ready else ready_for(name, language, user)
            assert (name in offered(release, user, language)) is (name in may), role
            if name in may:
                act(name, release, language, user)
            else:
                assert refusal(name, release, user, language) == [LACKS], role
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "status"),
    [(name, s) for name, t in workflow.TRANSITIONS.items() for s in Status if s not in t.sources],
)
def test_a_transition_from_the_wrong_status_says_where_the_text_now_stands(name, status, publisher):
    release = make_release(status_fr=status, status_en=workflow.TRANSITIONS[name].sources[0])
    sentence = f"This text is now “{status.label}”; look at it again."
    assert refusal(name, release, publisher) == [sentence]
    assert name not in offered(release, publisher)


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("submit", "submitted", "in_review"),
        ("return", "returned", "draft"),
        ("approve", "approved", "approved"),
        ("reopen", "reopened", "draft"),
        ("withdraw", "withdrawn", "draft"),
        ("cancel", "cancelled", "draft"),
        ("take_back", "taken_back", "draft"),
    ],
)
def test_a_transition_moves_one_language_and_leaves_one_line_with_names(name, kind, status, publisher):
    release = ready_for(name, "en", publisher)
    told = Event.objects.count()
    act(name, release, "en", publisher)
    saved = Release.objects.get(pk=release.pk)
    assert (release.status_in("en"), saved.status_in("en")) == (status, status)
    assert saved.status_in("fr") == "draft"
    assert Event.objects.count() == told + 1
    event = Event.objects.first()
    assert (event.kind, event.language, event.reference) == (kind, "en", release.reference)
    assert (event.actor, event.actor_name) == (publisher, "Luc Moreau")
    assert event.revision == saved.revision


@pytest.mark.parametrize(
    ("name", "note", "number"),
    [
        ("submit", "", None),
        ("return", "The number of schools is wrong.", None),
        ("approve", "", 1),
        ("reopen", "", None),
        ("withdraw", "Published by mistake.", None),
        ("cancel", "", 1),
        ("take_back", "", None),
    ],
)
def test_the_line_keeps_what_was_said_and_which_edition_came_of_it(name, note, number, publisher):
    release = ready_for(name, "fr", publisher)
    act(name, release, "fr", publisher)
    event = Event.objects.first()
    assert (event.note, event.edition_number) == (note, number)


def test_the_timeline_outlives_the_person_and_their_later_name(publisher):
    release = make_release()
    act("submit", release, "fr", publisher)
    publisher.last_name = "Bernard"
    publisher.save()
    publisher.delete()
    event = Event.objects.get(kind="submitted")
    assert (event.actor, event.actor_name) == (None, "Luc Moreau")


def test_a_person_without_a_full_name_is_named_by_the_account():
    user = make_user("writer", username="amartin")
    act("submit", make_release(), "fr", user)
    assert Event.objects.first().actor_name == "amartin"


@pytest.mark.parametrize("name", ["submit", "approve"])
@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("title", "The title is missing."),
        ("standfirst", "The standfirst is missing."),
        ("city", "The city of the dateline is missing."),
        ("body", "The body is missing."),
        ("slug", "The last part of the address is missing."),
    ],
)
def test_an_incomplete_language_is_told_what_is_missing(name, field, sentence, publisher):
    release = ready_for(name, "en")
    # The other language has the text: nothing may be borrowed from it.
    Release.objects.filter(pk=release.pk).update(
        **{languages.column_in("en", field): None if field != "body" else ""}
    )
    assert refusal(name, release, publisher, "en") == [sentence]


def test_every_missing_text_is_named_at_once(publisher):
    release = make_release(in_languages=("fr",), title_en="Only a title")
    assert refusal("submit", release, publisher, "en") == [
        "The standfirst is missing.",
        "The city of the dateline is missing.",
        "The body is missing.",
        "The last part of the address is missing.",
    ]


def test_a_language_without_any_text_offers_no_button(writer):
    release = make_release(in_languages=("fr",))
    assert offered(release, writer, "en") == []


@pytest.mark.parametrize("remark", ["", "  \n", "\u00a0\u200b"])
def test_returning_needs_a_remark(remark, publisher):
    assert refusal("return", ready_for("return", "fr"), publisher, remark=remark) == [
        "Say in a remark what the author should change."
    ]


@pytest.mark.parametrize("explanation", ["", " \n ", "\u00a0\u200b"])
def test_withdrawing_needs_an_explanation(explanation, publisher):
    assert refusal("withdraw", ready_for("withdraw", "fr"), publisher, explanation=explanation) == [
        "Give the public explanation that will be shown at this address."
    ]


def test_withdrawing_what_nobody_has_seen_needs_no_explanation(client):
    release = make_release()
    schedule(release)
    desk.sign_in(client, "publisher")
    url = desk.transition_url(release, "withdraw")
    page = client.get(url)
    assert "explanation" not in desk.sent_by(page)
    assert "Readers have not seen it" in page.content.decode()
    assert desk.save(client, url).status_code == 302
    assert not Edition.objects.live_or_scheduled().exists()


def test_withdrawing_what_is_not_out_is_refused(publisher):
    release = make_release()
    publish(release, "en")
    for answer in ({}, {"explanation": ""}):
        assert refusal("withdraw", release, publisher, "fr", **answer) == [
            "Nothing in this language is live or scheduled."
        ]


def test_withdrawing_twice_is_refused(publisher):
    release = make_release()
    publish(release)
    withdraw(release)
    assert "withdraw" not in offered(release, publisher)
    assert refusal("withdraw", release, publisher) == ["Nothing in this language is live or scheduled."]


def test_withdrawing_leaves_a_text_in_review_in_review(publisher):
    release = make_release()
    publish(release)
    act("reopen", release, "fr", publisher)
    submit(release)
    act("withdraw", release, "fr", publisher)
    assert Release.objects.get().status_in("fr") == Status.IN_REVIEW


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_text_saved_in_between_is_read_again_first(name, publisher, writer, time_machine):
    time_machine.move_to("2027-03-01T13:05:00+00:00", tick=False)
    release = ready_for(name, "fr", publisher)
    opened = release.revision
    release.title_fr = "Changed in between"
    release.save()
    workflow.log(release, Event.Kind.EDITED, writer)
    assert refusal(name, release, publisher, revision=opened)[0] == (
        "Anne Martin saved changes at 14:05, after you opened this page; read it again."
    )
    if name == "approve":
        act("submit", release, "fr", writer)
    act(name, release, "fr", publisher, revision=release.revision)


def test_a_text_saved_without_a_name_is_read_again_too(publisher):
    release = submit(make_release())
    opened = release.revision
    release.save()
    assert refusal("approve", release, publisher, revision=opened) == [
        "The text has changed since you opened this page; read it again."
    ]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_failure_half_way_leaves_nothing(name, publisher, monkeypatch):
    release = ready_for(name, "fr", publisher)
    attach(release, make_contact())
    if name == "approve":
        submit(release)
    before = [rows(table) for table in (Release, Edition, Address, Event)]

    def failing(*_args, **_kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(workflow, "log", failing)
    with pytest.raises(RuntimeError):
        act(name, release, "fr", publisher)
    assert before == [rows(table) for table in (Release, Edition, Address, Event)]


def test_a_scheduled_edition_can_be_withdrawn_and_reopened(publisher):
    release = make_release()
    schedule(release)
    assert offered(release, publisher) == ["reopen", "cancel", "withdraw"]


def test_only_who_submitted_takes_back_and_only_before_a_decision(writer, publisher):
    release = make_release()
    act("submit", release, "fr", writer)
    assert "take_back" in offered(release, writer)
    assert "take_back" not in offered(release, publisher)
    assert refusal("take_back", release, publisher) == [
        "Only the person who submitted this text can take it back. A publisher can return it instead."
    ]
    act("approve", release, "fr", publisher)
    assert "take_back" not in offered(release, writer)
    [reason] = refusal("take_back", release, writer)
    assert reason.startswith(f"This text is now approved: by {publisher.get_full_name()}, since ")


def test_who_took_a_text_back_submits_it_again(writer, publisher):
    release = make_release()
    act("submit", release, "fr", writer)
    act("take_back", release, "fr", writer)
    assert offered(release, writer) == ["submit"]
    act("submit", release, "fr", writer)
    act("approve", release, "fr", publisher)


def test_cancelling_needs_something_scheduled(publisher):
    release = make_release()
    publish(release)
    assert "cancel" not in offered(release, publisher)
    assert refusal("cancel", release, publisher) == ["Nothing in this language is scheduled."]
