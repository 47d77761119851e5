"""What results are counted and ordered by: all live editions of a language, where few enough to be held."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField

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


class Row(NamedTuple):
    # Among all that are held, the newest first.
    place: int
    # One of each.
    years: Sequence[int]
    months: Sequence[int]
    kinds: Sequence[str]
    organisations: Sequence[int]
    topics: Sequence[int]


# {edition: its row}
Table = dict[int, Row]
_held: FewUnderClock[Table | None] = FewUnderClock(10)


def held(language: str) -> Table | None:
    """None where there are too many, or where nothing is kept."""
    return _held.get(language, lambda: _all(language)) if clock.current() else None


def rows(keys: Sequence[int], language: str) -> Table:
    """Of those of these that are live."""
    table = held(language)
    if table is None:
        return _table(_some().rows(at=moments.moment(), keys=keys))
    return {key: table[key] for key in keys if key in table}


def _all(language):
    found = _newest(MOST_HELD + 1).rows(at=moments.moment(), language=language)
    return _table(found) if len(found) <= MOST_HELD else None


def _table(found):
    keys = [pk for pk, *_others in found]
    organisations, topics = (_of_each(name, keys) for name in THROUGH)
    return {
        pk: Row(place, (day.year,), (day.month,), (kind,), organisations[pk], topics[pk])
        for place, (pk, day, kind) in enumerate(found)
    }


def _of_each(name, keys):
    values: defaultdict[int, list[int]] = defaultdict(list)
    for edition, value in _pairs(name).rows(keys=keys):
        values[edition].append(value)
    return defaultdict(tuple, values)


@compiled()
def _newest(number):
    live = Edition.objects.live(Parameter("at", DateTimeField()), Parameter("language", CharField()))
    return live.order_by(*ORDER).values_list("pk", "issued_on", "kind")[:number]


@compiled()
def _some():
    """By keys alone: asked for a language too, SQLite would walk over all of it."""
    live = Edition.objects.live(Parameter("at", DateTimeField()))
    return live.filter(pk__among=KEYS).order_by().values_list("pk", "issued_on", "kind")


@compiled(most=len(THROUGH))
def _pairs(name):
    return THROUGH[name]._default_manager.filter(edition__among=KEYS).values_list("edition", name)
