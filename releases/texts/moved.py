"""Blocks that were moved and changed a little: one change, and not one that is new and one that is gone."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Protocol, Self, TypeVar

from .alignment import MOST_MOVED, Aligned

# Of the words of both, so many are the same; fewer words say too little.
LEAST_ALIKE, LEAST_WORDS = 0.6, 4


class Worded(Protocol):
    words: list[str]

    def in_common(self, other: Self) -> int:
        """Words."""


Block = TypeVar("Block", bound=Worded)


def with_changed_and_moved(
    groups: Iterable[Aligned], left: Sequence[Block], right: Sequence[Block]
) -> list[Aligned]:
    """Of what stands alone in each text, the most alike are brought together where the first has them."""
    groups = list(groups)
    lone_left = [group.left for group in groups if not group.right][:MOST_MOVED]
    lone_right = [group.right for group in groups if not group.left][:MOST_MOVED]
    alike = [(_likeness(left[i[0]], right[k[0]]), i, k) for i, k in product(lone_left, lone_right)]
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for likeness, i, k in sorted(alike, key=lambda each: (-each[0], *each[1:])):
        if likeness >= LEAST_ALIKE and i not in found and k not in found.values():
            found[i] = k
    taken = set(found.values())
    return [
        Aligned(group.left, found.get(group.left, group.right))
        for group in groups
        if group.left or group.right not in taken
    ]


def _likeness(one, other):
    common = one.in_common(other)
    return 2 * common / (len(one.words) + len(other.words)) if common >= LEAST_WORDS else 0
