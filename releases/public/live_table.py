"""What results are counted and ordered by: all live editions of a language, where few enough to be held."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import CharField, DateTimeField, QuerySet

from common import clock, moments
from common.compiled_queries import Parameter, compiled
from common.lookups import Keys
from common.public_pages import FewUnderClock

from ..models import Edition, EditionOrganisation

# Some hundreds of kilobytes for each language; of more, those that are found are read.
MOST_HELD = 2_000
ORDER = ("-issued_on", "-live_from", "-pk")
KEYS = Parameter("keys", Keys())
THROUGH: dict[str, Any] = {"organisation": EditionOrganisation, "topic": Edition.topics.through}


class Table:
    """Editions in an order; of each choice, those that it leaves, as bits by their places."""

    def __init__(self, rows: Iterable[tuple[int, datetime.date, str]]):
        self.keys: list[int] = []
        self.having: defaultdict[str, defaultdict[Any, int]] = defaultdict(lambda: defaultdict(int))
        for place, (key, day, kind) in enumerate(rows):
            self.keys.append(key)
            for name, value in (("year", day.year), ("month", day.month), ("kind", kind)):
                self.having[name][value] |= 1 << place
        self.places = {key: place for place, key in enumerate(self.keys)}

    def add(self, name: str, pairs: Iterable[tuple[int, Any]]) -> None:
        for key, value in pairs:
            self.having[name][value] |= 1 << self.places[key]

    def in_order(self, keys: Iterable[int]) -> list[int]:
        """Those of these that it has."""
        return [self.keys[place] for place in sorted(self._places_of(keys))]

    def bits_of(self, keys: Iterable[int]) -> int:
        digits = bytearray(b"0" * (len(self.keys) + 1))
        for place in self._places_of(keys):
            digits[-1 - place] = ord("1")
        return int(digits, 2)

    def _places_of(self, keys):
        return [self.places[key] for key in keys if key in self.places]


_held: FewUnderClock[Table | None] = FewUnderClock(10)


def held(language: str) -> Table | None:
    """None where there are too many, or where nothing is kept."""
    return _held.get(language, lambda: _all(language)) if clock.current() else None


def with_at_least(keys: Sequence[int], language: str) -> Table:
    """Of what is live, with these editions."""
    return held(language) or _table(_some().rows(at=moments.moment(), keys=keys))


def live_among_keys() -> QuerySet[Edition]:
    """For compiled(): in no order, with the parameters `at` and `keys`."""
    return Edition.objects.live(Parameter("at", DateTimeField())).filter(pk__among=KEYS).order_by()


def _all(language):
    found = _newest(MOST_HELD + 1).rows(at=moments.moment(), language=language)
    return _table(found) if len(found) <= MOST_HELD else None


def _table(found):
    table = Table(found)
    for name in THROUGH:
        table.add(name, _pairs(name).rows(keys=table.keys))
    return table


@compiled()
def _newest(number):
    live = Edition.objects.live(Parameter("at", DateTimeField()), Parameter("language", CharField()))
    return live.order_by(*ORDER).values_list("pk", "issued_on", "kind")[:number]


@compiled()
def _some():
    """By keys alone: asked for a language too, SQLite would walk over all of it."""
    return live_among_keys().values_list("pk", "issued_on", "kind")


@compiled(most=len(THROUGH))
def _pairs(name):
    return THROUGH[name]._default_manager.filter(edition__among=KEYS).values_list("edition", name)
