"""What each choice would leave of the editions that a search has found.

They are a thousand at most, and read once. Asked for by their keys and a language together, SQLite would walk
over all of the language.
"""

from collections import Counter
from collections.abc import Sequence

from ..models import Edition, EditionOrganisation
from .selection import Selection


class Among:
    def __init__(self, keys: Sequence[int]):
        live = Edition.objects.live().filter(pk__among=keys).order_by()
        rows = list(live.values_list("pk", "issued_on", "kind"))
        about = EditionOrganisation.objects.filter(edition__among=keys)
        tagged = Edition.topics.through._default_manager.filter(edition__among=keys)
        self.live = {pk for pk, _day, _kind in rows}
        # {what a list can be narrowed by: pairs of an edition and a value}
        self.pairs = {
            "year": [(pk, day.year) for pk, day, _kind in rows],
            "month": [(pk, day.month) for pk, day, _kind in rows],
            "organisation": list(about.values_list("edition", "organisation")),
            "kind": [(pk, kind) for pk, _day, kind in rows],
            "topic": list(tagged.values_list("edition", "topic")),
        }

    def numbers(self, name: str, others: Selection) -> dict:
        """{value: how many editions have it and what else is chosen}"""
        left = self.live
        for each in others.chosen:
            wanted = getattr(others, each)
            wanted = getattr(wanted, "pk", wanted)
            left = left & {pk for pk, value in self.pairs[each] if value == wanted}
        return Counter(value for pk, value in self.pairs[name] if pk in left)
