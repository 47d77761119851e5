"""What each choice would leave of the editions that a search has found.

They are a thousand at most, and read once. Asked for by their keys and a language together, SQLite would walk
over all of the language.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import DateTimeField

from common import moments
from common.compiled_queries import Parameter, compiled
from common.lookups import Keys

from ..models import Edition, EditionOrganisation
from .selection import Selection

KEYS = Parameter("keys", Keys())
THROUGH: dict[str, Any] = {"organisation": EditionOrganisation, "topic": Edition.topics.through}


class Among:
    def __init__(self, keys: Sequence[int]):
        rows = _own().rows(at=moments.moment(), keys=keys)
        self.live = {pk for pk, _day, _kind in rows}
        # {what a list can be narrowed by: pairs of an edition and a value}
        self.pairs = {
            "year": [(pk, day.year) for pk, day, _kind in rows],
            "month": [(pk, day.month) for pk, day, _kind in rows],
            "organisation": _others("organisation").rows(keys=keys),
            "kind": [(pk, kind) for pk, _day, kind in rows],
            "topic": _others("topic").rows(keys=keys),
        }

    def numbers(self, name: str, others: Selection) -> dict:
        """{value: how many editions have it and what else is chosen}"""
        left = self.live
        for each in others.chosen:
            wanted = getattr(others, each)
            wanted = getattr(wanted, "pk", wanted)
            left = left & {pk for pk, value in self.pairs[each] if value == wanted}
        return Counter(value for pk, value in self.pairs[name] if pk in left)


@compiled()
def _own():
    live = Edition.objects.live(Parameter("at", DateTimeField()))
    return live.filter(pk__among=KEYS).order_by().values_list("pk", "issued_on", "kind")


@compiled(most=len(THROUGH))
def _others(name):
    return THROUGH[name]._default_manager.filter(edition__among=KEYS).values_list("edition", name)
