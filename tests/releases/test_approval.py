import datetime

import pytest
from django.utils import timezone, translation

from releases import workflow
from releases.models import Address, Event, Release
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_leaks,
    make_release,
    make_user,
    publish,
    schedule,
    submit,
    withdraw,
)
from tests.releases import desk
from tests.releases.transitions import act, refusal

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


def test_nobody_approves_their_own_submission(publisher):
    release = make_release()
    act("submit", release, "fr", publisher)
    expected = ["You submitted this text yourself; somebody else must approve it."]
    assert refusal("approve", release, publisher) == expected
    assert refusal("approve", release, publisher, override_reason="I am alone.") == expected


def test_an_own_submission_is_that_of_the_same_language_and_the_last_one(publisher, writer):
    release = make_release()
    act("submit", release, "en", publisher)
    act("submit", release, "fr", publisher)
    act("return", release, "fr", publisher)
    act("submit", release, "fr", writer)
    act("return", release, "en", publisher)
    act("submit", release, "en", publisher)
    assert act("approve", release, "fr", publisher).number == 1


def test_the_override_permission_needs_a_reason_that_the_timeline_keeps():
    admin, release = make_user("admin"), make_release()
    act("submit", release, "fr", admin)
    for nothing in ("", "  ", "\u200b"):
        assert refusal("approve", release, admin, override_reason=nothing) == [
            "You submitted this text yourself; give the reason for approving it alone."
        ]
    act("approve", release, "fr", admin, override_reason="Everybody else is ill.")
    assert Event.objects.first().note == "Everybody else is ill."


def test_nothing_goes_live_before_the_embargo_ends(publisher, time_machine):
    time_machine.move_to("2027-03-01T08:00:00+00:00", tick=False)
    ends = datetime.datetime(2027, 7, 1, 7, 0, tzinfo=datetime.UTC)
    release = make_release(embargo_until=ends)
    submit(release)
    sentence = "Under embargo until 1 July 2027, 09:00 CEST: nothing can go live before."
    assert refusal("approve", release, publisher) == [sentence]
    too_early = ends - datetime.timedelta(seconds=1)
    assert refusal("approve", release, publisher, live_from=too_early) == [sentence]
    assert act("approve", release, "fr", publisher, live_from=ends).live_from == ends


def test_a_moment_that_has_passed_is_refused(publisher):
    release = submit(make_release())
    earlier = timezone.now() - datetime.timedelta(seconds=1)
    assert refusal("approve", release, publisher, live_from=earlier) == [
        "The moment chosen has passed; choose a later one, or approve now."
    ]


def test_a_correction_says_what_it_corrects_or_that_it_is_minor(publisher, writer):
    release = make_release()
    assert publish(release).change_note == ""
    act("reopen", release, "fr", writer)
    act("submit", release, "fr", writer)
    for nothing in ("", " \n", "\u200b", "\u00a0\u200b"):
        assert refusal("approve", release, publisher, change_note=nothing) == [
            "Say in a change note what is corrected, or tick that the change is minor."
        ]
    minor = act("approve", release, "fr", publisher, change_note="", minor=True)
    assert (minor.number, minor.is_minor, minor.correction) == (2, True, None)
    corrected = publish(release, change_note=" The year\u200b was wrong. ")
    assert (corrected.number, corrected.correction["note"]) == (3, "The year was wrong.")


def test_a_note_of_a_minor_change_is_refused_and_stays_in_the_form(client):
    release = make_release()
    publish(release)
    workflow.reopen(release, "fr", make_user("writer"))
    submit(release)
    desk.sign_in(client, "publisher")
    answers = {"change_note": "The year was wrong.", "minor": "on"}
    form = desk.save(client, desk.transition_url(release, "approve"), **answers).context["form"]
    assert "Untick “Minor change, without a note”, or clear the note." in form.errors["change_note"][0]
    assert form["change_note"].value() == "The year was wrong."
    assert release.editions.count() == 1


def test_a_minor_edition_leaves_the_notice_of_the_correction_before_it():
    release = make_release()
    publish(release)
    corrected = publish(release, change_note="The year was wrong.")

    minor = publish(release, minor=True)

    assert minor.correction == corrected.correction
    assert minor.correction["number"] == 1


def test_a_text_that_nobody_could_read_yet_is_not_corrected_but_replaced():
    release = make_release()
    schedule(release)

    second = publish(release, change_note="")

    assert second.number == 2
    assert second.correction is None


def _replaced(release):
    schedule(release, change_note="Never said.")


def _cancelled(release):
    schedule(release, change_note="Never said.")
    _cancel(release)


def _postponed(release):
    schedule(release, change_note="Never said.")
    schedule(release, hours=48, change_note="Never said either.")


def _minor(release):
    schedule(release, minor=True)


def _reissued(release):
    attach(release, make_contact())
    schedule(release, change_note="Never said.")
    release.contacts.update(last_name="Petit")
    workflow.reissue_contacts(release, "fr", make_user("publisher", username="another"))
    _cancel(release)


def _cancel(release):
    workflow.cancel_schedule(release, "fr", make_user("publisher", username="who-cancels"))


NEVER_LIVE = [_replaced, _cancelled, _postponed, _minor, _reissued]


@pytest.mark.parametrize("never_live", NEVER_LIVE)
def test_a_correction_that_never_was_live_leaves_no_note(never_live):
    release = make_release()
    publish(release)
    never_live(release)
    assert publish(release, minor=True).correction is None


@pytest.mark.parametrize("never_live", NEVER_LIVE)
def test_the_note_before_it_stays(never_live):
    release = make_release()
    publish(release)
    corrected = publish(release, change_note="The year was wrong.")
    never_live(release)
    assert publish(release, minor=True).correction == corrected.correction


@pytest.mark.parametrize("never_live", NEVER_LIVE[:4])
def test_corrections_are_counted_as_readers_saw_them(never_live):
    release = make_release()
    publish(release)
    never_live(release)
    corrected = publish(release, change_note="The year was wrong.")
    assert corrected.number > 2
    assert corrected.correction["number"] == 1


def test_a_minor_change_is_no_correction_that_counts():
    release = make_release()
    publish(release)
    publish(release, minor=True)
    assert publish(release, change_note="The year was wrong.").correction["number"] == 1
    publish(release, minor=True)
    assert publish(release, change_note="The city was wrong.").correction["number"] == 2


def test_what_was_withdrawn_comes_back_with_a_note(publisher):
    release = make_release()
    publish(release)
    withdraw(release)
    submit(release)
    said = ["This text was withdrawn: say in a change note what has changed since."]
    assert refusal("approve", release, publisher, change_note="", minor=True) == said
    back = act("approve", release, "fr", publisher, change_note="The figures are right now.")
    assert back.correction["note"] == "The figures are right now."
    assert publish(release, minor=True).is_minor


def test_the_first_edition_of_a_language_needs_no_change_note(publisher):
    release = make_release()
    publish(release, "fr")
    submit(release, "en")
    assert act("approve", release, "en", publisher, change_note="").number == 1


def test_the_address_of_another_release_is_refused_even_when_that_one_is_not_out(publisher):
    leaks = make_leaks()
    for other in leaks[2:]:
        release = submit(make_release(slug_fr=other.slug_fr))
        assert refusal("approve", release, publisher) == [
            "Another release already has this address; change its last part."
        ]


def test_the_same_last_part_stands_in_another_year_and_in_another_language():
    publish(make_release(slug_fr="the-same"))
    publish(make_release(slug_fr="the-same", issued_on=datetime.date(2021, 2, 12)))
    publish(make_release(slug_en="the-same"), "en")
    assert Address.objects.filter(slug="the-same").count() == 3


def test_a_release_keeps_the_addresses_it_had(publisher):
    release = make_release(slug_fr="first")
    first = publish(release)
    Release.objects.update(slug_fr="second")
    second = publish(release)
    Release.objects.update(slug_fr="first")
    third = publish(release)
    assert (first.slug, second.slug, third.slug) == ("first", "second", "first")
    assert third.address == first.address
    assert sorted(address.slug for address in release.addresses.all()) == ["first", "second"]
    other = submit(make_release(slug_fr="second"))
    assert refusal("approve", other, publisher)


def test_the_saved_text_is_approved_not_the_one_in_memory(publisher):
    release = make_release()
    Release.objects.update(title_fr="As saved")
    submit(release)
    release.title_fr = "As remembered"
    assert act("approve", release, "fr", publisher).title == "As saved"


def test_a_contact_who_objects_keeps_the_release_back(publisher):
    release = make_release()
    attach(release, make_contact("Durand"), make_contact("Petit", objected_on=datetime.date(2026, 1, 1)))
    submit(release)
    assert refusal("approve", release, publisher) == [
        "Zoé Petit objects to being shown; take this contact out of the release."
    ]


STOLEN = "/files/0d9ab6a5-9d2c-4d0d-8d57-3c2d3a6d6a11/stolen.png"


@pytest.mark.parametrize(
    ("html", "does"),
    [(f'<figure><img src="{STOLEN}" alt=""></figure>', "shows"), (f'<a href="{STOLEN}">x</a>', "links to")],
)
@pytest.mark.parametrize("where", ["body", "boilerplate"])
def test_a_text_that_shows_a_file_which_is_not_attached_is_neither_submitted_nor_approved(
    publisher, html, does, where
):
    release = make_release()
    if where == "boilerplate":
        attach(release, make_boilerplate(body_fr=html))
    else:
        Release.objects.update(body_fr=f"<p>See</p>{html}")
        release.refresh_from_db()
    reason = f"The text {does} “stolen.png”, which is not attached to this release."
    if where == "boilerplate":
        [boilerplate] = release.boilerplates.all()
        correct = "Correct the boilerplate, or take it out of this release."
        reason = reason.replace("not attached to this release", "not attached to any release")
        reason = f"Boilerplate “{boilerplate}”: {reason} {correct}"
    assert refusal("submit", release, make_user("writer")) == [reason]
    # Submitted before the file was taken out.
    Release.objects.update(status_fr="in_review")
    assert reason in refusal("approve", release, publisher)


def test_every_reason_is_given_at_once(publisher):
    release = make_release(embargo_until=timezone.now() + datetime.timedelta(days=2))
    attach(release, make_contact("Petit", objected_on=datetime.date(2026, 1, 1)))
    act("submit", release, "fr", publisher)
    Release.objects.update(standfirst_fr="")
    reasons = refusal("approve", release, publisher, live_from=timezone.now() - datetime.timedelta(days=1))
    assert [reason.split(" ", 2)[:2] for reason in reasons] == [
        ["The", "standfirst"],
        ["Zoé", "Petit"],
        ["The", "moment"],
        ["Under", "embargo"],
        ["You", "submitted"],
    ]
