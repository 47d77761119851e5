"""When each edition is live: the half-open intervals that the workflow writes."""

import datetime
import threading

import pytest
from django.db import connection

from common.exceptions import Refused
from releases import workflow
from releases.models import Edition, Release, Status
from tests.builders import make_release, make_user, publish, schedule, submit, withdraw

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def hour(number):
    return NOW + datetime.timedelta(hours=number)


def intervals(release, language="fr"):
    """(number, from, until) in hours after the test began."""
    editions = Edition.objects.filter(release=release, language=language).order_by("number")
    return [(e.number, *map(_hours, (e.live_from, e.live_until))) for e in editions]


def _hours(moment):
    return moment and (moment - NOW) / datetime.timedelta(hours=1)


def live(release, at, language="fr"):
    return [e.number for e in Edition.objects.live(hour(at), language).filter(release=release)]


def state(release, at, language="fr"):
    row = Release.objects.with_states(hour(at)).get(pk=release.pk)
    return getattr(row, f"public_{language}"), getattr(row, f"desk_{language}")


def test_approved_now_is_live_from_now():
    release = make_release()
    publish(release)
    assert intervals(release) == [(1, 0, None)]
    assert [live(release, -0.001), live(release, 0), live(release, 9999)] == [[], [1], [1]]


def test_scheduled_is_live_from_its_moment_on():
    release = make_release()
    schedule(release, hours=24)
    assert intervals(release) == [(1, 24, None)]
    assert [live(release, 0), live(release, 23.999), live(release, 24)] == [[], [], [1]]
    assert [state(release, 0), state(release, 24)] == [("scheduled", "published"), ("live", "published")]


def test_one_language_does_not_move_the_other(clock):
    release = make_release()
    publish(release, "fr")
    schedule(release, "en", hours=24)
    clock.move_to(hour(1), tick=False)
    publish(release, "fr")
    assert intervals(release, "fr") == [(1, 0, 1), (2, 1, None)]
    assert intervals(release, "en") == [(1, 24, None)]
    withdraw(release, "en")
    assert live(release, 2, "fr") == [2]


def test_a_correction_begins_where_its_predecessor_ends(clock):
    release = make_release()
    publish(release)
    clock.move_to(hour(5), tick=False)
    publish(release)
    assert intervals(release) == [(1, 0, 5), (2, 5, None)]
    assert [live(release, 4.999), live(release, 5)] == [[1], [2]]


def test_reopening_and_submitting_again_leave_the_site_alone(clock):
    release = make_release()
    publish(release)
    clock.move_to(hour(1), tick=False)
    workflow.reopen(release, "fr", make_user("writer"))
    Release.objects.update(title_fr="Rewritten")
    submit(release)
    assert intervals(release) == [(1, 0, None)]
    assert Edition.objects.live().get().title == "Title in fr"
    assert state(release, 1) == ("live", "in_review")


def test_a_scheduled_correction_leaves_its_predecessor_live_until_then(clock):
    release = make_release()
    publish(release)
    clock.move_to(hour(1), tick=False)
    schedule(release, hours=23)
    assert intervals(release) == [(1, 0, 24), (2, 24, None)]
    assert [live(release, 23.999), live(release, 24)] == [[1], [2]]


def test_a_scheduled_correction_gives_way_to_an_immediate_one(clock):
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    clock.move_to(hour(1), tick=False)
    publish(release)
    assert intervals(release) == [(1, 0, 1), (2, 24, 24), (3, 1, None)]
    assert [live(release, 0.5), live(release, 1), live(release, 24)] == [[1], [3], [3]]


def test_a_scheduled_correction_gives_way_to_an_earlier_one():
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    schedule(release, hours=12, change_note="A number was wrong.")
    assert intervals(release) == [(1, 0, 12), (2, 24, 24), (3, 12, None)]
    assert [live(release, 11), live(release, 12), live(release, 24)] == [[1], [3], [3]]


def test_a_postponed_release_does_not_go_out_at_its_first_hour():
    release = make_release()
    schedule(release, hours=24)
    schedule(release, hours=48)
    assert intervals(release) == [(1, 24, 24), (2, 48, None)]
    assert [live(release, 24), live(release, 47.999), live(release, 48)] == [[], [], [2]]


def test_a_postponed_correction_leaves_the_first_edition_live_until_then():
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    schedule(release, hours=48)
    assert intervals(release) == [(1, 0, 48), (2, 24, 24), (3, 48, None)]
    assert [live(release, 24), live(release, 47.999), live(release, 48)] == [[1], [1], [3]]


def test_a_correction_with_another_date_ends_its_predecessors_all_the_same():
    release = make_release()
    publish(release)
    Release.objects.update(issued_on=datetime.date(2020, 1, 2))
    schedule(release, hours=24)
    Release.objects.update(issued_on=datetime.date(2020, 1, 1))
    schedule(release, hours=48)
    assert intervals(release) == [(1, 0, 48), (2, 24, 24), (3, 48, None)]


def test_withdrawing_ends_what_is_live(clock):
    release = make_release()
    publish(release)
    clock.move_to(hour(3), tick=False)
    withdraw(release, explanation=" A wrong figure. ")
    assert intervals(release) == [(1, 0, 3)]
    edition = Edition.objects.get()
    assert (edition.withdrawal_note, edition.withdrawn_at) == ("A wrong figure.", hour(3))
    assert edition.withdrawn_by == "some-publisher"
    assert [live(release, 2.999), live(release, 3)] == [[1], []]
    assert list(Edition.objects.withdrawn()) == [edition]
    assert (state(release, 3), release.status_in("fr")) == (("withdrawn", "draft"), Status.DRAFT)


def test_withdrawing_what_was_scheduled_leaves_nothing_to_explain():
    release = make_release()
    schedule(release, hours=24)
    withdraw(release)
    assert intervals(release) == [(1, 24, 24)]
    assert live(release, 24) == []
    assert not Edition.objects.withdrawn(hour(48)).exists()


def test_withdrawing_takes_a_scheduled_correction_along(clock):
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    clock.move_to(hour(2), tick=False)
    withdraw(release)
    assert intervals(release) == [(1, 0, 2), (2, 24, 24)]
    assert [live(release, 2), live(release, 24)] == [[], []]
    assert [e.number for e in Edition.objects.withdrawn(hour(48))] == [1]


def test_what_was_withdrawn_can_be_published_again(clock):
    release = make_release()
    publish(release)
    clock.move_to(hour(2), tick=False)
    withdraw(release)
    clock.move_to(hour(4), tick=False)
    publish(release, change_note="The figure is right now.")
    assert intervals(release) == [(1, 0, 2), (2, 4, None)]
    assert [live(release, 3), live(release, 4)] == [[], [2]]
    assert state(release, 4) == ("live", "published")


def test_withdrawing_twice_over_explains_each_edition_with_its_own_words(clock):
    release = make_release()
    publish(release)
    withdraw(release, explanation="The first time.")
    clock.move_to(hour(1), tick=False)
    publish(release, change_note="Again.")
    clock.move_to(hour(2), tick=False)
    withdraw(release, explanation="The second time.")
    notes = Edition.objects.order_by("number").values_list("withdrawal_note", flat=True)
    assert list(notes) == ["The first time.", "The second time."]


def test_what_the_site_said_at_any_moment_is_one_answer(clock):
    release = make_release()
    publish(release)
    schedule(release, hours=10)
    clock.move_to(hour(12), tick=False)
    publish(release)
    clock.move_to(hour(20), tick=False)
    withdraw(release)
    clock.move_to(hour(30), tick=False)
    publish(release, change_note="Again.")
    said = {at: live(release, at) for at in (-1, 0, 9, 10, 11, 12, 19, 20, 29, 30, 99)}
    assert said == {
        -1: [], 0: [1], 9: [1], 10: [2], 11: [2], 12: [3], 19: [3], 20: [], 29: [], 30: [4], 99: [4]
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_who_approve_at_the_same_time_make_one_edition(clock):
    release = make_release()
    submit(release)
    both = threading.Barrier(2)
    outcomes = []

    def approve(username):
        try:
            mine = Release.objects.get(pk=release.pk)
            user = people[username]
            both.wait(timeout=10)
            outcomes.append(workflow.approve(mine, "fr", user))
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    people = {name: make_user("publisher", username=name) for name in ("anne", "luc")}
    threads = [threading.Thread(target=approve, args=[name]) for name in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    edition, refused = sorted(outcomes, key=lambda outcome: isinstance(outcome, Exception))
    assert isinstance(refused, Refused)
    assert list(Edition.objects.all()) == [edition]
    assert intervals(release) == [(1, 0, None)]


def cancel(release, language="fr"):
    publisher = make_user("publisher", username="canceller")
    return workflow.cancel_schedule(release, language, publisher)


def test_a_cancelled_correction_never_begins_and_what_is_live_stays():
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    assert intervals(release) == [(1, 0, 24), (2, 24, None)]
    cancel(release)
    assert intervals(release) == [(1, 0, None), (2, 24, 24)]
    assert [live(release, at) for at in (0, 23, 24, 9999)] == [[1]] * 4
    assert state(release, 0) == ("live", "draft")


def test_a_first_edition_that_is_cancelled_was_never_there():
    release = make_release()
    schedule(release, hours=24)
    cancel(release)
    assert intervals(release) == [(1, 24, 24)]
    assert state(release, 0) == state(release, 48) == ("nothing", "draft")


def test_what_is_cancelled_is_of_one_language_and_leaves_a_text_in_review_there():
    release = make_release()
    for language in ("fr", "en"):
        publish(release, language)
        schedule(release, language, hours=24)
    workflow.reopen(release, "fr", make_user("writer"))
    submit(release)
    cancel(release)
    assert state(release, 0) == ("live", "in_review")
    assert intervals(release, "en") == [(1, 0, 24), (2, 24, None)]


def test_after_it_is_cancelled_it_can_be_scheduled_again():
    release = make_release()
    publish(release)
    schedule(release, hours=24)
    cancel(release)
    schedule(release, hours=12, change_note="A number was wrong.")
    assert intervals(release) == [(1, 0, 12), (2, 24, 24), (3, 12, None)]


def test_what_has_begun_is_not_cancelled(clock):
    release = make_release()
    schedule(release, hours=24)
    clock.move_to(hour(24))
    with pytest.raises(Refused):
        cancel(release)
    assert intervals(release) == [(1, 24, None)]
