from types import SimpleNamespace

import pytest

from common import clock
from common.public_pages import FewUnderClock


@pytest.fixture
def reading(monkeypatch):
    reading = SimpleNamespace(key="1")
    monkeypatch.setattr(clock, "current", lambda: reading)
    return reading


def test_a_value_is_kept_until_something_public_changes(reading):
    few, made = FewUnderClock(5), iter(range(10))
    assert [few.get("a", lambda: next(made)) for _time in range(3)] == [0, 0, 0]
    reading.key = "2"
    assert few.get("a", lambda: next(made)) == 1


def test_only_the_last_ones_are_kept(reading):
    few, made = FewUnderClock(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        few.get(name, lambda name=name: made.append(name) or name)
    assert made == ["a", "b", "c", "b"]


def test_what_was_made_while_something_changed_is_not_kept(reading):
    few = FewUnderClock(2)
    few.get("a", lambda: setattr(reading, "key", "2"))
    assert few.get("a", lambda: "new") == "new"


def test_nothing_is_kept_inside_a_transaction(monkeypatch):
    monkeypatch.setattr(clock, "current", lambda: None)
    few = FewUnderClock(2)
    few.get("a", lambda: "old")
    assert few.get("a", lambda: "new") == "new"
