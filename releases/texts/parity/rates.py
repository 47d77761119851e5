"""What numbers are for: a month, par an; and what the numbers of a table are: (M€), (€bn)."""

from .facts import Fact, Kind
from .tokens import Line
from .units import PREFIXES, SCALES_OF_AMOUNTS

_UNITS = {"day", "week", "month", "year"}
_UNITS_OF_TIME = {*_UNITS, "h", "min", "s"}


def rate(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """100 € par mois, three times a year; not 24 hours a day, nor “in a year”."""
    grammar, before = line.grammar, line[place - 1]
    unit = grammar.units.get(line.low(place + 1), "")
    if unit not in _UNITS or grammar.units.get(before.low) in _UNITS_OF_TIME:
        return None
    is_behind_number = before.kind == "number" or before.low in grammar.before_rates
    if line.low(place) in grammar.articles and not is_behind_number:
        return None
    others = ((Kind.MEASURE, f"1 {unit}"),)
    words, start, end = line.words(place, place + 2), line[place].start, line[place + 1].end
    return [Fact(Kind.RATE, unit, words, start, end, others, is_weak=True)], place + 2


def unit_of_amounts(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """At the head of a table: (M€), (€bn), (€ million)."""
    first, second = line[place], line[place + 1]
    if line[place - 1].kind == "number" or line[place + 2].kind == "number":
        return None
    scale, sign = (first, second) if second.text in PREFIXES else (second, first)
    number = SCALES_OF_AMOUNTS.get(scale.text) or line.grammar.scales.get(scale.low)
    if sign.text not in PREFIXES or not number or (scale is first and not line.touches(place + 1)):
        return None
    value = f"{number} {line.grammar.currencies[sign.text]}"
    words = line.words(place, place + 2)
    return [Fact(Kind.AMOUNT, value, words, first.start, second.end, (), is_weak=True)], place + 2
