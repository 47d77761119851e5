"""Facts of two texts, each taken with one of the other that states the same."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .addresses import loose_reading
from .blocks import Block
from .facts import Fact, Kind, Reading


class Mention(NamedTuple):
    """A fact, and the block that states it."""

    fact: Fact
    block: Block

    @property
    def place(self) -> tuple:
        return self.block.field, self.block.number, self.fact.start, self.fact.end


Mentions = list[Mention]


def mentions_of(blocks: Iterable[Block]) -> Mentions:
    return [Mention(fact, block) for block in blocks for fact in block.facts]


def unmatched(left: Mentions, right: Mentions) -> tuple[Mentions, Mentions]:
    """What is left of both: first what is stated alike goes, then what may be meant by one of them."""
    left, right = _without_pairs(left, right, _reading, _reading)
    left, right = _without_pairs(left, right, _or_twin, _others)
    right, left = _without_pairs(right, left, _or_twin, _others)
    return left, right


def _without_pairs(left, right, of_left, of_right):
    """What has to be said goes with what has to be said, before what need not be."""
    waiting: dict[Reading, Mentions] = defaultdict(list)
    for mention in sorted(left, key=_strength)[::-1]:
        for reading in of_left(mention.fact):
            waiting[reading].append(mention)
    gone: set[Mention] = set()
    for mention in sorted(right, key=_strength):
        for same in (waiting[reading] for reading in of_right(mention.fact) if reading in waiting):
            while same and same[-1] in gone:
                same.pop()
            if same:
                gone |= {same.pop(), mention}
                break
    return [each for each in left if each not in gone], [each for each in right if each not in gone]


def _strength(mention):
    return mention.fact.is_weak


def _reading(fact: Fact) -> tuple[Reading, ...]:
    return (fact.reading,)


def _others(fact: Fact) -> tuple[Reading, ...]:
    return fact.others


def _or_twin(fact: Fact) -> tuple[Reading, ...]:
    """Its reading; of a link, also that of its page in another language."""
    return (fact.reading, loose_reading(fact)) if fact.kind is Kind.LINK else (fact.reading,)
