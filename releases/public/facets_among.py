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
        live = Edition.objects.live().filter(pk__in=keys).order_by().values_list("pk", "issued_on", "kind")
        # {edition: {name of a choice: its values}}
        self.values: dict[int, dict[str, set]] = {
            pk: {
                "year": {day.year},
                "month": {day.month},
                "kind": {kind},
                "organisation": set(),
                "topic": set(),
            }
            for pk, day, kind in live
        }
        about = EditionOrganisation.objects.filter(edition__in=keys)
        self._add("organisation", about.values_list("edition", "organisation"))
        tagged = Edition.topics.through._default_manager.filter(edition__in=keys)
        self._add("topic", tagged.values_list("edition", "topic"))

    def _add(self, name, pairs):
        for edition, value in pairs:
            if edition in self.values:
                self.values[edition][name].add(value)

    def numbers(self, name: str, others: Selection) -> dict:
        """{value: how many editions have it and what else is chosen}"""
        chosen = {each: getattr(others, each) for each in others.chosen}
        wanted = {each: getattr(value, "pk", value) for each, value in chosen.items()}
        left = (
            values
            for values in self.values.values()
            if all(value in values[each] for each, value in wanted.items())
        )
        return Counter(value for values in left for value in values[name])
