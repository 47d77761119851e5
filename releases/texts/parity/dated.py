"""A day of the week and the date behind it are one: who mistakes the day mistakes both."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from .facts import Kind
from .pairing import Mention

# Signs between the two: “jeudi 13 juin”, “Thursday, the 13th of June”.
MOST_BETWEEN = 6

Pair = tuple[Mention, Mention]


def with_weekdays(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The same pairs, in the order of the first text; those of a weekday and its date as one."""
    waiting: Pair | None = None
    for pair in pairs:
        if waiting and all(map(_are_beside, waiting, pair)):
            yield _joined(waiting[0], pair[0]), _joined(waiting[1], pair[1])
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = pair
    if waiting:
        yield waiting


def _are_beside(weekday: Mention, date: Mention) -> bool:
    return (
        (weekday.fact.kind, date.fact.kind) == (Kind.WEEKDAY, Kind.DATE)
        and weekday.block is date.block
        and 0 <= date.fact.start - weekday.fact.end <= MOST_BETWEEN
    )


def is_of_a_date(mention: Mention) -> bool:
    """A weekday that need not be said, since the date beside it is."""
    if mention.fact.kind is not Kind.WEEKDAY:
        return False
    facts = mention.block.facts
    at = bisect_right(facts, mention.fact.start, key=attrgetter("start"))
    return any(_are_beside(mention, Mention(fact, mention.block)) for fact in facts[at : at + 1])


def _joined(weekday: Mention, date: Mention) -> Mention:
    start, end = weekday.fact.start, date.fact.end
    fact = date.fact._replace(words=date.block.text[start:end], start=start)
    return Mention(fact, date.block)
