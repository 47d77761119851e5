"""How long something takes, in words of their own: a decade, un semestre, half a year, 24 h/24."""

import re

from .counted import Quantity
from .facts import Fact, Kind
from .tokens import Line
from .written import Written

# {a unit of time: what a part of it is counted in, how many of these it is}
PARTS = {
    "h": ("min", 60),
    "day": ("day", 1),
    "week": ("week", 1),
    "month": ("month", 1),
    "year": ("month", 12),
}
_HYPHENS = {"-", "‑"}
_APOSTROPHES = {"’", "'"}
_FIRST_DIGITS = re.compile(r"\d+")


def part_of_time(line: Line, place: int, written: Written) -> Quantity | None:
    """Half an hour, un quart d’heure, une demi-journée, half a century."""
    grammar, at = line.grammar, written.end
    for _step in range(3):
        low = line.low(at)
        at += low in grammar.of or low in grammar.articles or low in _APOSTROPHES or low in _HYPHENS
    low = line.low(at)
    unit, number = grammar.spans.get(low) or PARTS.get(grammar.units.get(low, ""), ("", 0))
    if not unit:
        return None
    value = f"{number * written.value / written.denominator:g}"
    return Quantity(value, place, at + 1, unit=unit, kind=Kind.MEASURE, is_weak=written.is_weak)


def named_span(line: Line, place: int) -> Quantity | None:
    """Last decade, chaque semestre: what need not be said."""
    if not (span := line.grammar.spans.get(line.low(place))):
        return None
    unit, number = span
    return Quantity(str(number), place, place + 1, unit=unit, kind=Kind.MEASURE, is_weak=True)


def at_all_times(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """24 h/24, 7 jours sur 7."""
    is_hour = line[place].kind == "hour"
    at = place + (1 if is_hour else 2)
    if line.low(at) not in line.grammar.of_all:
        return None
    unit = "h" if is_hour else line.grammar.units.get(line.low(place + 1))
    found = _FIRST_DIGITS.match(line.low(place))
    number = found[0] if found else ""
    if not unit or line.low(at + 1) != number:
        return None
    others = ((Kind.NUMBER, number),)
    words, start, end = line.words(place, at + 2), line[place].start, line[at + 1].end
    return [Fact(Kind.MEASURE, f"{number} {unit}", words, start, end, others, is_weak=True)], at + 2
