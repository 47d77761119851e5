import math
import threading

import pytest
from django.db import connection

from common.models import Attempts
from common.throttle import Attempt, RateLimit, TooManyAttempts, sweep

pytestmark = pytest.mark.django_db
THREE = RateLimit("three", burst=3, every=60)
TEN = RateLimit("ten", burst=10, every=10)
START = "2026-03-02 09:00:00+00:00"


def refused(*counted):
    """Seconds to wait; 0 for an attempt that is let through and counted."""
    attempt = Attempt(counted)
    try:
        attempt.check()
        attempt.consume()
    except TooManyAttempts as refusal:
        return refusal.seconds
    return 0


def test_so_many_at_once_then_one_in_so_many_seconds(time_machine):
    time_machine.move_to(START, tick=False)
    assert [refused((THREE, "a")) for _ in range(5)] == [0, 0, 0, 60, 60]
    time_machine.shift(59)
    assert refused((THREE, "a")) == 1
    time_machine.shift(1)
    assert [refused((THREE, "a")) for _ in range(2)] == [0, 60]


def test_refused_attempts_make_nobody_wait_longer(time_machine):
    time_machine.move_to(START, tick=False)
    for _ in range(100):
        refused((THREE, "a"))
    time_machine.shift(60)
    assert refused((THREE, "a")) == 0


def test_what_time_has_emptied_is_whole_again(time_machine):
    time_machine.move_to(START, tick=False)
    for _ in range(3):
        refused((THREE, "a"))
    time_machine.shift(180)
    assert [refused((THREE, "a")) for _ in range(4)] == [0, 0, 0, 60]


def test_a_clock_that_ran_ahead_makes_nobody_wait_for_it(time_machine):
    time_machine.move_to("2027-03-02 09:00:00+00:00", tick=False)
    for _ in range(3):
        refused((THREE, "a"))
    time_machine.move_to(START, tick=False)
    assert refused((THREE, "a")) <= 60
    time_machine.shift(60)
    assert [refused((THREE, "a")) for _ in range(2)] == [0, 60]


def test_others_have_their_own_budget():
    for _ in range(3):
        refused((THREE, "a"))
    assert refused((THREE, "b")) == 0


def test_the_bound_that_is_used_up_says_how_long_and_the_others_count_nothing(time_machine):
    time_machine.move_to(START, tick=False)
    for _ in range(3):
        refused((THREE, "a"), (TEN, "a"))
    for _ in range(50):
        assert refused((THREE, "a"), (TEN, "a")) == 60
    assert [refused((TEN, "a")) for _ in range(8)] == [0] * 7 + [10]


def test_a_success_is_as_if_it_had_not_been_counted():
    for _ in range(20):
        attempt = Attempt([(THREE, "a")])
        attempt.check()
        attempt.consume()
        attempt.refund()
    assert refused((THREE, "a")) == 0


def test_a_refusal_costs_one_query(django_assert_num_queries):
    for _ in range(3):
        refused((THREE, "a"), (TEN, "b"))
    with django_assert_num_queries(1):
        refused((THREE, "a"), (TEN, "b"))


def test_nothing_is_kept_in_clear_nor_longer_than_it_counts(time_machine):
    time_machine.move_to(START, tick=False)
    refused((THREE, "192.0.2.7"), (TEN, "durand"))
    kept = str(list(Attempts.objects.values_list()))
    assert Attempts.objects.count() == 2
    assert "192.0.2.7" not in kept
    assert "durand" not in kept
    time_machine.shift(10)
    sweep()
    assert Attempts.objects.count() == 1
    time_machine.shift(50)
    sweep()
    assert not Attempts.objects.exists()


def test_one_attempt_more_sweeps_what_is_past(time_machine):
    time_machine.move_to(START, tick=False)
    for name in "abcde":
        refused((TEN, name))
    time_machine.shift(3600)
    refused((TEN, "other"))
    assert Attempts.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_get_no_more_than_there_is():
    results = []

    def attempt():
        results.append(refused((THREE, "a"), (TEN, "b")))
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count(0) == 3
    assert len(results) == 12


def test_seconds_are_whole_and_never_none():
    assert TooManyAttempts(0.2).seconds == 1
    assert TooManyAttempts(59.01).seconds == math.ceil(59.01)
