"""What each choice would leave of the editions that a search has found, a thousand at most."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from . import live_table
from .live_table import Row
from .selection import Selection

# {what a list can be narrowed by: its values in a row}
VALUES: dict[str, Callable[[Row], Iterable[Any]]] = {
    "year": attrgetter("years"),
    "month": attrgetter("months"),
    "organisation": attrgetter("organisations"),
    "kind": attrgetter("kinds"),
    "topic": attrgetter("topics"),
}


class Among:
    def __init__(self, keys: Sequence[int], language: str):
        self.rows = list(live_table.rows(keys, language).values())

    def numbers(self, name: str, others: Selection) -> dict:
        """{value: how many editions have it and what else is chosen}"""
        return Counter(chain.from_iterable(map(VALUES[name], self._having(others))))

    def _having(self, others):
        rows = self.rows
        for name in others.chosen:
            wanted = getattr(others, name)
            wanted = getattr(wanted, "pk", wanted)
            rows = [row for row in rows if wanted in VALUES[name](row)]
        return rows
