"""What waits for whom on the first page of the desk, what goes live next, and what went out."""

import datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from releases import workflow
from releases.first_page.calendars import ROWS
from releases.first_page.rows import SHOWN
from releases.models import Event, Release
from tests.builders import make_contact, make_release, make_user, publish, schedule, submit, withdraw
from tests.releases import desk
from tests.releases.states import own_release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    """A Monday."""
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)
    return time_machine


def page_for(client, role, *, username=None):
    user = User.objects.filter(username=username or role).first()
    user = user or make_user(role, username=username or role)
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(desk.FIRST)


def tasks(client, role, **fields):
    return [(task.verb, *task.facts) for task in page_for(client, role, **fields).context["tasks"]]


def rows(client, name, role="writer"):
    [found] = [each for each in page_for(client, role).context["calendars"] if each.name == name]
    return [(row.day, row.note, row.in_languages, row.state and row.state[1]) for row in found.rows]


def edit(release, user):
    workflow.log(release, Event.Kind.EDITED, user)


class TestReview:
    def test_who_approves_is_asked_to_read_what_others_submitted(self, client):
        release = submit(make_release())
        facts = [release.reference, "submitted by some-writer, today at 10:00", "first publication"]
        assert tasks(client, "publisher") == [("Review", *facts, "Français")]
        assert tasks(client, "writer") == []

    def test_all_texts_of_a_release_wait_in_one_row_and_are_read_on_one_page(self, client):
        release = submit(submit(make_release(), "en"), "fr")
        [task] = page_for(client, "publisher").context["tasks"]
        assert task.facts[-2:] == ["Français", "English"]
        assert task.address == reverse("admin:releases_release_approve_together", args=[release.pk])

    def test_not_what_they_submitted_themselves(self, client):
        publisher, release = make_user("publisher"), make_release()
        workflow.submit(release, "fr", publisher)
        workflow.submit(release, "en", make_user("writer"))
        assert [task[-1] for task in tasks(client, "publisher")] == ["English"]

    def test_a_text_that_readers_have_is_corrected(self, client):
        release = make_release()
        publish(release)
        workflow.reopen(release, "fr", make_user("writer"))
        submit(release)
        assert [task[3] for task in tasks(client, "publisher")] == ["correction"]

    def test_a_text_that_was_submitted_twice_waits_once_since_the_second_time(self, client, clock):
        release = submit(make_release())
        workflow.return_to_author(release, "fr", make_user("publisher"), remark="No.")
        clock.shift(3600)
        submit(release)
        assert [task[2] for task in tasks(client, "publisher")] == [
            "submitted by some-writer, today at 11:00"
        ]

    def test_what_waits_longest_comes_first(self, client, clock):
        first = submit(own_release())
        clock.shift(60)
        second = submit(own_release())
        assert [task[1] for task in tasks(client, "publisher")] == [first.reference, second.reference]

    def test_the_buttons_are_dark_and_lead_to_the_page_of_reading(self, client):
        release = submit(make_release())
        page = page_for(client, "publisher").text
        assert f'class="button desk-main" href="{desk.transition_url(release, "approve")}"' in page


class TestOwnWork:
    def test_what_came_back_is_shown_with_its_remark(self, client):
        writer, release = make_user("writer"), make_release(in_languages=("fr",))
        workflow.submit(release, "fr", writer)
        workflow.return_to_author(release, "fr", make_user("publisher"), remark="Give the figure of 2026.")
        [task] = page_for(client, "writer").context["tasks"]
        assert (task.verb, task.remark) == ("Take up again", "Give the figure of 2026.")
        assert task.facts[1] == "returned by publisher, today at 10:00"
        assert tasks(client, "writer", username="another") == []
        workflow.submit(release, "fr", writer)
        assert tasks(client, "writer") == []

    def test_it_came_back_to_whoever_submitted_it_and_is_a_draft_of_the_others(self, client):
        writer, release = make_user("writer"), submit(make_release(in_languages=("fr",)))
        edit(release, writer)
        workflow.return_to_author(release, "fr", make_user("publisher"), remark="No.")
        assert [task[0] for task in tasks(client, "writer", username="some-writer")] == ["Take up again"]
        assert [task[0] for task in tasks(client, "writer")] == ["Continue"]

    def test_drafts_stand_in_the_order_of_this_persons_last_edits(self, client, clock):
        writer = make_user("writer")
        first, second, _untouched = own_release(), own_release(in_languages=("fr",)), own_release()
        for release in (first, second, first):
            edit(release, writer)
            clock.shift(60)
        assert tasks(client, "writer") == [
            ("Continue", first.reference, "draft", "Français, English", "edited today at 10:02"),
            ("Continue", second.reference, "draft", "Français", "edited today at 10:01"),
        ]

    def test_what_is_in_review_or_approved_is_no_draft(self, client):
        writer = make_user("writer")
        for finished in (submit(own_release(in_languages=("fr",))), own_release(in_languages=("fr",))):
            edit(finished, writer)
        publish(finished)
        assert tasks(client, "writer") == []

    def test_nor_is_what_was_withdrawn_until_somebody_writes_in_it_again(self, client, clock):
        writer, release = make_user("writer"), make_release(in_languages=("fr",))
        edit(release, writer)
        clock.shift(60)
        publish(release)
        withdraw(release)
        assert tasks(client, "writer") == []
        clock.shift(60)
        edit(release, writer)
        assert [task[0] for task in tasks(client, "writer")] == ["Continue"]

    def test_translators_continue_what_they_may_write(self, client):
        translator, release = make_user("translator"), make_release()
        edit(release, translator)
        assert [task[3] for task in tasks(client, "translator")] == ["English"]


class TestTranslations:
    def test_translators_are_led_to_what_has_no_text_or_an_old_one(self, client):
        submitted = submit(own_release(in_languages=("fr",)))
        _draft = own_release(in_languages=("fr",))
        stale, _current = publish(own_release()).release, publish(own_release()).release
        make_stale(stale)
        assert set(tasks(client, "translator")) == {
            ("Translate", submitted.reference, "English", "no text yet"),
            ("Translate", stale.reference, "English", "the source has changed"),
        }

    def test_what_readers_have_and_its_source_says_otherwise_stands_apart_and_first(self, client, clock):
        draft, live = own_release(), own_release()
        for release in (draft, live):
            publish(release, "fr")
        publish(live, "en")
        clock.shift(2 * 24 * 3600)
        for release in (live, draft):
            make_stale(release)
        publish(live, "fr"), publish(draft, "fr")
        clock.shift(24 * 3600)
        assert tasks(client, "translator") == [
            ("Update", live.reference, "English", "source corrected yesterday"),
            ("Translate", draft.reference, "English", "the source has changed"),
        ]
        [first, _second] = page_for(client, "translator").context["tasks"]
        assert first.address == f"{desk.change_url(live)}#language-en"

    def test_a_correction_that_is_still_written_is_left_alone_until_it_is_submitted(self, client):
        live = own_release()
        publish(live, "fr"), publish(live, "en")
        workflow.reopen(live, "fr", make_user("writer"))
        make_stale(live)
        assert tasks(client, "translator") == []
        submit(live, "fr")
        reason = "a correction of the source is in review"
        assert tasks(client, "translator") == [("Update", live.reference, "English", reason)]

    def test_an_old_release_is_found_however_many_newer_ones_there_are(self, client):
        old = publish(own_release(issued_on=datetime.date(2009, 1, 1))).release
        publish(old, "en")
        make_stale(old)
        for _each in range(SHOWN + 1):
            publish(own_release())
        assert [task[:2] for task in tasks(client, "translator")] == [("Update", old.reference)]

    def test_where_there_are_more_a_link_leads_to_them_all(self, client):
        for _each in range(SHOWN + 1):
            release = publish(own_release()).release
            publish(release, "en")
            make_stale(release)
        page = page_for(client, "translator")
        assert len(page.context["tasks"]) == SHOWN
        assert page.context["more"] == [("All to be updated", f"{desk.LIST}?stale_en=1")]

    def test_who_writes_the_source_is_not(self, client):
        submit(make_release(in_languages=("fr",)))
        assert tasks(client, "writer") == []


def make_stale(release):
    """The French changes, and the English does not follow."""
    release.mark_translated("en")
    release.title_fr = "Another title"
    release.save()


class TestCalendars:
    def test_both_languages_of_a_release_are_one_row(self, client):
        release = make_release()
        schedule(release, "fr"), schedule(release, "en")
        assert rows(client, "Going live next") == [("tomorrow", "", ["fr", "en"], None)]
        assert rows(client, "Out this week") == []

    def test_what_comes_first_stands_first_and_an_embargo_is_named(self, client, clock):
        embargo = datetime.datetime(2027, 3, 5, 9, tzinfo=datetime.UTC)
        schedule(own_release(embargo_until=embargo), hours=24 * 4)
        schedule(own_release())
        assert rows(client, "Going live next") == [
            ("tomorrow", "", ["fr"], None),
            ("Friday", "embargo", ["fr"], None),
        ]

    def test_the_week_tells_of_corrections_and_withdrawals(self, client, clock):
        gone, corrected = own_release(), own_release()
        publish(own_release()), publish(gone), publish(corrected)
        clock.shift(8 * 24 * 3600)
        publish(corrected, change_note="A figure was wrong.")
        clock.shift(60)
        withdraw(gone)
        clock.shift(24 * 3600)
        publish(own_release())
        assert rows(client, "Out this week") == [
            ("today", "", ["fr"], None),
            ("yesterday", "", ["fr"], "withdrawn"),
            ("yesterday", "", ["fr"], "corrected"),
        ]

    def test_what_never_went_live_did_not_go_out(self, client):
        release = make_release()
        schedule(release)
        withdraw(release)
        assert rows(client, "Out this week") == rows(client, "Going live next") == []

    def test_empty_ones_say_what_will_stand_there(self, client):
        page = page_for(client, "writer").text
        for sentence in ("Nothing waits for you.", "Nothing is scheduled.", "Nothing went live"):
            assert sentence in page

    def test_they_are_for_those_who_see_releases(self, client):
        schedule(make_release())
        assert page_for(client, "contacts").context["calendars"] == []


@pytest.mark.parametrize(("role", "may"), [("writer", True), ("translator", False), ("contacts", False)])
def test_who_may_write_releases_finds_the_button_that_begins_one(client, role, may):
    assert (f'href="{desk.BEGIN}"' in page_for(client, role).text) is may


def fill(number, people):
    for _each in range(number):
        make_contact()
        submit(own_release())
        publish(own_release())
        schedule(own_release(), "en")
        withdraw(publish(own_release()).release)
        for person in people:
            returned, draft = own_release(), own_release()
            workflow.submit(returned, "en", person)
            workflow.return_to_author(returned, "en", User.objects.get(username="publisher"), remark="No.")
            edit(draft, person)


@pytest.mark.one_database
def test_it_takes_as_many_queries_for_many_rows_as_for_few(client):
    make_user("publisher")
    people = [make_user("writer"), make_user("translator"), User.objects.get(username="publisher")]
    people[2].groups.add(*make_user("contacts").groups.all())

    def count(person):
        client.force_login(person)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(desk.FIRST)
        assert page.context["tasks"]
        return len(captured)

    fill(1, people)
    few = [count(person) for person in people]
    fill(SHOWN + 2, people)
    assert [count(person) for person in people] == few
    assert max(few) <= 12
    assert Release.objects.count() > 100


def test_no_kind_of_task_fills_the_page(client):
    writer = make_user("writer")
    for _each in range(ROWS + SHOWN):
        edit(own_release(), writer)
        schedule(own_release())
    page = page_for(client, "writer")
    assert len(page.context["tasks"]) == SHOWN
    assert len(page.context["calendars"][0].rows) == ROWS


def test_where_more_wait_than_are_shown_it_says_so_and_leads_to_them(client):
    for _each in range(SHOWN):
        submit(make_release())
    assert page_for(client, "publisher").context["more"] == []
    submit(make_release())
    page = page_for(client, "publisher")
    assert f"{SHOWN}+" in page.content.decode()
    [link] = page.context["more"]
    assert client.get(link.address).context["cl"].result_count == SHOWN + 1
