"""What stands in the place of what: “12 000” in one text, “1,200” in the other."""

from difflib import SequenceMatcher
from itertools import product

from .facts import Fact
from .pairing import Mention, Mentions

# More of one block, on one side, are paired in their order and not by what they have in common.
MOST_COMPARED = 20
# Of what is thought to correspond: comparing takes the square of their number.
MOST_SIGNS = 40


def counterparts(left: Mentions, right: Mentions) -> tuple[list[tuple[Mention, Mention]], Mentions, Mentions]:
    """Those that are thought to stand for one another, and the rest of both."""
    pairs = (
        list(_in_turn(left, right))
        if max(len(left), len(right)) > MOST_COMPARED
        else _most_alike(left, right)
    )
    taken = {mention for pair in pairs for mention in pair}
    return pairs, [each for each in left if each not in taken], [each for each in right if each not in taken]


def _in_turn(left, right):
    for one, other in zip(left, right, strict=False):
        if one.fact.family == other.fact.family:
            yield one, other


def _most_alike(left, right):
    scored = [
        (_likeness(one.fact, other.fact), -i, -k)
        for (i, one), (k, other) in product(enumerate(left), enumerate(right))
        if one.fact.family == other.fact.family
    ]
    pairs, taken_left, taken_right = [], set(), set()
    for _score, i, k in sorted(scored, reverse=True):
        if i not in taken_left and k not in taken_right:
            taken_left.add(i)
            taken_right.add(k)
            pairs.append((left[-i], right[-k]))
    return sorted(pairs, key=lambda pair: pair[0].place)


def _likeness(one: Fact, other: Fact) -> float:
    number, _space, unit = one.value.partition(" ")
    number2, _space, unit2 = other.value.partition(" ")
    alike = SequenceMatcher(None, number[:MOST_SIGNS], number2[:MOST_SIGNS], autojunk=False).ratio()
    return (unit == unit2) + alike
