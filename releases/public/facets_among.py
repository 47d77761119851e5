"""What each choice would leave of the editions that a search has found, a thousand at most."""

from collections.abc import Sequence

from . import live_table
from .selection import Selection


class Among:
    def __init__(self, keys: Sequence[int], language: str):
        self.table = live_table.with_at_least(keys, language)
        self.found = self.table.bits_of(keys)

    def numbers(self, name: str, others: Selection) -> dict:
        """{value: how many editions have it and what else is chosen}"""
        left = self._left_by(others)
        numbers = {value: (left & bits).bit_count() for value, bits in self.table.having[name].items()}
        return {value: number for value, number in numbers.items() if number}

    def _left_by(self, others):
        left = self.found
        for name in others.chosen:
            wanted = getattr(others, name)
            left &= self.table.having[name].get(getattr(wanted, "pk", wanted), 0)
        return left
