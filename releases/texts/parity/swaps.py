"""Numbers that changed places between names: “Alès 12, Douai 15” in one text, “Alès 15, Douai 12” in another.

A number goes with a name where the names and the numbers of a sentence take turns. Each language has its own
order of words: “12 of the 15” has no two names, and is left alone.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from ..sentences import sentences
from .blocks import Block
from .facts import Fact, Kind
from .pairing import Mention

KINDS = {Kind.NUMBER, Kind.PERCENTAGE, Kind.AMOUNT, Kind.MEASURE, Kind.DATE, Kind.HOUR}
TABLE = "table"
# Names beside which numbers of one kind are looked at; of more, nothing is told.
MOST_NAMES = 60
_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][\w’'-]{2,40}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACES = " \xa0\u202f"

Pair = tuple[Mention, Mention]


class Beside(NamedTuple):
    """A number beside a name."""

    name: str
    value: str
    # Of both, and the words between.
    mention: Mention


# {(a kind and unit, a name): what stands beside it}
Found = Mapping[tuple[str, str], list[Beside]]


class _Name(NamedTuple):
    name: str
    start: int
    end: int


def swapped(left: list[Block], right: list[Block]) -> Iterator[Pair]:
    """Of those that changed places with one another, the first alone."""
    known = _capitalised(left) & _capitalised(right)
    if len(known) < 2:
        return
    one, other = _found(left, known), _found(right, known)
    moved: dict[str, dict[str, tuple[Beside, Beside]]] = defaultdict(dict)
    for (counted, name), beside in one.items():
        if pair := _only_here(beside, other.get((counted, name), [])):
            moved[counted][name] = pair
    for each in moved.values():
        if len(each) <= MOST_NAMES:
            yield from _exchanged(each)


def _capitalised(blocks: Iterable[Block]) -> set[str]:
    return {word for block in blocks for word in _CAPITALISED.findall(block.text)}


def _found(blocks, known) -> Found:
    found: dict[tuple[str, str], list[Beside]] = defaultdict(list)
    for block in blocks:
        facts = [fact for fact in block.facts if _is_compared(fact)]
        names = list(_names(block.text, known)) if facts else []
        for start, end in _parts(block) if names else ():
            for counted, beside in _taking_turns(
                block, *(_within(each, start, end) for each in (names, facts))
            ):
                found[counted, beside.name].append(beside)
    return found


def _is_compared(fact: Fact) -> bool:
    return fact.kind in KINDS and not fact.is_weak and not _YEAR.fullmatch(fact.value)


def _names(text, known) -> Iterator[_Name]:
    """Words in a row are one."""
    start = end = -1
    for found in _CAPITALISED.finditer(text):
        if found[0] not in known:
            continue
        if start >= 0 and text[end : found.start()] not in _SPACES:
            yield _Name(" ".join(text[start:end].split()), start, end)
            start = -1
        start, end = found.start() if start < 0 else start, found.end()
    if start >= 0:
        yield _Name(" ".join(text[start:end].split()), start, end)


def _parts(block) -> Iterator[tuple[int, int]]:
    """Its sentences; a table is one, whose cells take turns."""
    if block.kind == TABLE:
        yield 0, len(block.text)
        return
    for sentence in sentences(block.text):
        yield sentence.start, sentence.end


def _within(places, start, end):
    """Of names or facts in their order."""
    by_start = attrgetter("start")
    return places[bisect_left(places, start, key=by_start) : bisect_left(places, end, key=by_start)]


def _taking_turns(block, names, facts) -> Iterator[tuple[str, Beside]]:
    """(what is counted, a name and its number): name, number, name, number, or the other way round."""
    by_counted: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_counted[f"{fact.kind} {fact.value.partition(' ')[2]}"].append(fact)
    for counted, numbers in by_counted.items():
        ends = sorted([*names, *numbers], key=attrgetter("start"))
        pairs = list(zip(ends[::2], ends[1::2], strict=False))
        orders = {(isinstance(first, _Name), isinstance(second, _Name)) for first, second in pairs}
        if len(names) == len(numbers) and orders in ({(True, False)}, {(False, True)}):
            yield from ((counted, _beside(block, *pair)) for pair in pairs)


def _beside(block, first, second):
    name, fact = (first, second) if isinstance(first, _Name) else (second, first)
    start, end = first.start, max(first.end, second.end)
    words = fact._replace(words=block.text[start:end], start=start, end=end)
    return Beside(name.name, fact.value, Mention(words, block))


def _only_here(one: list[Beside], other: list[Beside]) -> tuple[Beside, Beside] | None:
    """What stands beside a name in each of the two texts alone, where that is one number in either."""
    values, other_values = {each.value for each in one}, {each.value for each in other}
    left = [each for each in one if each.value not in other_values]
    right = [each for each in other if each.value not in values]
    return (left[0], right[0]) if len(left) == len(right) == 1 else None


def _exchanged(moved: dict[str, tuple[Beside, Beside]]) -> Iterator[Pair]:
    """Follows each number to the name that has it in the other text, as far as that leads back."""
    at = {one.value: name for name, (one, _other) in moved.items()}
    seen: set[str] = set()
    for name in moved:
        way = [name]
        while (following := at.get(moved[way[-1]][1].value)) and following not in way:
            way.append(following)
        if following == name and seen.isdisjoint(way):
            seen.update(way)
            one, other = moved[name]
            yield one.mention, other.mention
