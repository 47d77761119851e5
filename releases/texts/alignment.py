"""Which blocks of two texts correspond: in order first, then what was moved, split or joined.

docs/parity.md says how. Blocks may be of two languages: what makes two of them alike is theirs to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple, Protocol, Self, TypeVar

# Blocks that are less alike do not correspond.
LEAST = 0.25
# Out of order they have to be more alike; with a neighbour, so much more alike than without it.
LEAST_MOVED, LEAST_GAIN = 0.7, 0.05
# How far from its place in the other text a block is looked for.
BAND = 20
# Longer texts are compared part by part: time grows with the text and not with its square.
PART = 100
MOST_MOVED = 40


class Alignable(Protocol):
    @property
    def sort_key(self) -> Any: ...

    def likeness(self, other: Self) -> float:
        """From 0 to 1, the same from either side."""

    def joined(self, other: Self) -> Self:
        """Both as one, this one first."""


Block = TypeVar("Block", bound=Alignable)


class Aligned(NamedTuple):
    """Places in each of two texts: one and one, one and several, or one and none."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Sequence[Block], right: Sequence[Block]) -> list[Aligned]:
    """Every block of both stands in one of them, once; from the other side it is the same, mirrored."""
    # Of several that are as good, always the same one is chosen.
    if [block.sort_key for block in left] > [block.sort_key for block in right]:
        return _in_order(Aligned(right, left) for left, right in _groups(right, left))
    return _in_order(_groups(left, right))


def _groups(left, right) -> list[Aligned]:
    pairs = dict(_pairs_in_order(left, right))
    pairs |= _moved(left, right, pairs)
    return _with_neighbours(left, right, pairs)


def _pairs_in_order(left, right) -> Iterator[tuple[int, int]]:
    parts = max(1, -(-max(len(left), len(right)) // PART))
    ends = [(len(left) * part // parts, len(right) * part // parts) for part in range(parts + 1)]
    for (i, k), (j, m) in pairwise(ends):
        for place, other in _best_pairs(left[i:j], right[k:m]):
            yield i + place, k + other


def _best_pairs(left, right) -> list[tuple[int, int]]:
    """Those that have most in common, none before another that stood behind it."""
    best = [[0.0] * (len(right) + 1) for _row in range(len(left) + 1)]
    likenesses = {(i, k): left[i].likeness(right[k]) for i, k in _near_places(len(left), len(right))}
    for i, k in product(range(len(left)), range(len(right))):
        skipped = max(best[i][k + 1], best[i + 1][k])
        likeness = likenesses.get((i, k), 0)
        best[i + 1][k + 1] = max(skipped, best[i][k] + likeness) if likeness >= LEAST else skipped
    return _walked_back(best, likenesses)


def _near_places(rows, columns):
    for i in range(rows):
        middle = i * columns // rows
        for k in range(max(0, middle - BAND), min(columns, middle + BAND + 1)):
            yield i, k


def _walked_back(best, likenesses):
    pairs, i, k = [], len(best) - 1, len(best[0]) - 1
    while i and k:
        if best[i][k] == best[i - 1][k]:
            i -= 1
        elif best[i][k] == best[i][k - 1]:
            k -= 1
        else:
            i, k = i - 1, k - 1
            pairs.append((i, k))
    return pairs[::-1]


def _moved(left, right, pairs) -> dict[int, int]:
    lone_left = [i for i in range(len(left)) if i not in pairs][:MOST_MOVED]
    taken = set(pairs.values())
    lone_right = [k for k in range(len(right)) if k not in taken][:MOST_MOVED]
    alike = [(left[i].likeness(right[k]), i, k) for i, k in product(lone_left, lone_right)]
    moved: dict[int, int] = {}
    for likeness, i, k in sorted(alike, key=lambda each: (-each[0], *each[1:])):
        if likeness >= LEAST_MOVED and i not in moved and k not in moved.values():
            moved[i] = k
    return moved


def _with_neighbours(left, right, pairs) -> list[Aligned]:
    """What was split or joined, and what stands alone."""
    pairs_back = {k: i for i, k in pairs.items()}
    of_left = _joined(left, right, pairs)
    of_right = _joined(right, left, pairs_back)
    groups = [Aligned(of_right.get(k, (i,)), of_left.get(i, (k,))) for i, k in pairs.items()]
    seen_left = {i for group in groups for i in group.left}
    seen_right = {k for group in groups for k in group.right}
    groups += [Aligned((i,), ()) for i in range(len(left)) if i not in seen_left]
    return groups + [Aligned((), (k,)) for k in range(len(right)) if k not in seen_right]


def _joined(one, other, pairs) -> dict[int, tuple[int, ...]]:
    """{a block: those of the other text that are its parts}, where more than one is."""
    found: dict[int, tuple[int, ...]] = {}
    taken = set(pairs.values())
    for i, k in sorted(pairs.items()):
        whole, parts = other[k], [k]
        for step in (1, -1):
            near = k + step
            while 0 <= near < len(other) and near not in taken:
                more = whole.joined(other[near]) if step > 0 else other[near].joined(whole)
                if one[i].likeness(more) < one[i].likeness(whole) + LEAST_GAIN:
                    break
                whole = more
                parts.append(near)
                taken.add(near)
                near += step
        if len(parts) > 1:
            found[i] = tuple(sorted(parts))
    return found


def _in_order(groups: Iterable[Aligned]) -> list[Aligned]:
    """By the first text; what the second has alone comes behind what stands before it there."""
    groups = list(groups)
    lone = {group.right[0] for group in groups if not group.left}

    def behind(place: int) -> Iterator[Aligned]:
        while (place := place + 1) in lone:
            yield Aligned((), (place,))

    ordered = list(behind(-1))
    for group in sorted(group for group in groups if group.left):
        ordered.append(group)
        for place in group.right:
            ordered += behind(place)
    return ordered
