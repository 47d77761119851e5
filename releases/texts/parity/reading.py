"""The facts of a text: a table of what may begin with each kind of token, and a walk along the tokens."""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import chain

from .acronyms import acronym, roman_ordinal
from .addresses import address, email, telephone
from .counted import Quantity
from .days import (
    day_behind_weekday,
    days_before_month,
    feast_by_its_day,
    month_first,
    numeric_day,
    weekday,
    written_day,
)
from .english import ENGLISH
from .facts import Fact, Kind
from .french import FRENCH
from .grammar import Grammar, neutral
from .hours import (
    hour,
    hour_by_the_clock,
    hour_in_words,
    in_same_half,
    named_hour,
    quarter_of_an_hour,
    twelve,
    zone,
    zone_beginnings,
)
from .names import NO_NAMES, Names, name_at
from .quantities import quantity_at
from .rates import rate, unit_of_amounts
from .sayings import saying
from .shares import fraction, one_in
from .spans import at_all_times
from .tokens import Line
from .units import SCALES_OF_AMOUNTS

Read = Callable[[Line, int], tuple[list[Fact], int] | None]
GRAMMARS = {"fr": FRENCH, "en": ENGLISH}
# {kind of token: what may begin with it, in the order in which it is tried}
READERS: Mapping[str, tuple[Read, ...]] = {
    "email": (email,),
    "address": (address,),
    "telephone": (telephone,),
    "day": (numeric_day,),
    "hour": (at_all_times, hour),
    "number": (
        *(at_all_times, days_before_month, feast_by_its_day, day_behind_weekday, fraction),
        *(twelve, hour_in_words, hour_by_the_clock),
    ),
    "initials": (acronym,),
    "word": (roman_ordinal,),
    "sign": (unit_of_amounts,),
}
SAID_ONCE = (Kind.PERCENTAGE, Kind.AMOUNT)
BEGINS_QUANTITY = {"number", "word", "sign"}


def grammar_of(language: str) -> Grammar:
    return GRAMMARS.get(language) or neutral(language)


@cache
def _readers_by_word(language: str) -> Mapping[str, tuple[Read, ...]]:
    """{word in small letters: what may begin with it, in the order in which it is tried}"""
    grammar = grammar_of(language)
    of_numbers = grammar.cardinals.keys() | grammar.ordinals.keys()
    table: tuple[tuple[Collection[str], Read], ...] = (
        (grammar.sayings_by_first_word, saying),
        (grammar.parts_of_hours_by_first_word, quarter_of_an_hour),
        (grammar.rates, rate),
        (set(map(str.lower, SCALES_OF_AMOUNTS)), unit_of_amounts),
        (grammar.months, month_first),
        (of_numbers, written_day),
        (grammar.weekdays, weekday),
        (zone_beginnings(grammar), zone),
        (grammar.hours, named_hour),
        (grammar.cardinals, hour_by_the_clock),
    )
    words = {word for begins, _read in table for word in begins}
    return {word: tuple(read for begins, read in table if word in begins) for word in words}


def forms_of_acronym(value: str) -> list[str]:
    """Of one that is called otherwise in other languages: EU, UE."""
    tables = (grammar.acronyms for grammar in GRAMMARS.values())
    return [value, *(form for table in tables for form, meant in table.items() if meant == value)]


def facts_of(text: str, language: str, names: Names = NO_NAMES) -> list[Fact]:
    """Of plain text, in the order in which it states them."""
    facts = list(_Walk(Line(text, grammar_of(language)), names, _readers_by_word(language)).facts())
    units = {fact.value.partition(" ")[2]: fact.kind for fact in facts if fact.kind in SAID_ONCE}
    return [_with_unit_said_before(fact, units) for fact in facts] if units else facts


def _with_unit_said_before(fact: Fact, units: Mapping[str, Kind]) -> Fact:
    """“48 euros a tonne, where tipping costs 60”: the unit of the other is not repeated."""
    if fact.kind is not Kind.NUMBER:
        return fact
    meant = tuple((kind, f"{fact.value} {unit}") for unit, kind in units.items())
    return fact._replace(others=(*fact.others, *meant))


class _Walk:
    def __init__(self, line: Line, names: Names, of_words: Mapping[str, tuple[Read, ...]]) -> None:
        self.line, self.names = line, names
        self.beginnings = line.grammar.beginnings | names.small_beginnings
        self.of_words = of_words
        # Behind what was read last.
        self.last_end = -1
        self.found: list[Quantity | Fact] = []

    def facts(self):
        place = 0
        while place < len(self.line):
            place = self._step(place)
        for each in self.found:
            yield each.fact(self.line) if isinstance(each, Quantity) else each

    def _step(self, place):
        token = self.line[place]
        if token.kind == "word" and token.text == token.low and token.low not in self.beginnings:
            return place + 1
        if token.kind == "word" and (named := name_at(self.line, place, self.names)):
            return self._add_facts(place, named)
        of_word = self.of_words.get(token.low, ()) if token.kind == "word" else ()
        for read in chain(of_word, READERS[token.kind]):
            if read_here := read(self.line, place):
                return self._add_facts(place, read_here)
        if token.kind in BEGINS_QUANTITY and (quantity := quantity_at(self.line, place)):
            return self._add_quantity(place, quantity)
        if token.kind == "word" and (short := acronym(self.line, place)):
            return self._add_facts(place, short)
        return place + 1

    def _add_facts(self, place, read):
        facts, end = read
        if facts[0].kind is Kind.HOUR and (first := self._joined_to(place)) and first.is_bare:
            self.found[-1] = in_same_half(first.fact(self.line), facts[0]) or first
        self.found += facts
        self.last_end = end
        return end

    def _add_quantity(self, place, quantity):
        one_in(self.line, quantity)
        if first := self._joined_to(place):
            _share(first, quantity)
        elif self.last_end == place - 1 and self.line.low(place - 1) == "/":
            _share_years(self.found[-1], quantity)
        self.found.append(quantity)
        self.last_end = quantity.end
        return quantity.end

    def _joined_to(self, place) -> Quantity | None:
        """What stands before a connector: the other end of a range."""
        if self.last_end != place - 1 or self.line.low(place - 1) not in self.line.grammar.connectors:
            return None
        last = self.found[-1]
        return last if isinstance(last, Quantity) else None


def _share(first, second):
    """The ends of a range have one scale and one unit: 10 à 15 %, €2–3 million, 5 to 40 kg."""
    if {first.kind, second.kind} & {Kind.ORDINAL, Kind.ACRONYM}:
        return
    if first.is_bare and not second.is_bare:
        first.kind, first.unit, first.is_weak = second.kind, second.unit, False
        _share_scale(first, second)
    elif second.is_bare and first.kind is Kind.AMOUNT:
        second.kind, second.unit = first.kind, first.unit
        _share_scale(first, second)
    elif first.is_bare and second.is_bare:
        _share_scale(first, second)
        _share_century(first, second)


def _share_years(first, second):
    """2026/27."""
    if isinstance(first, Quantity) and first.is_bare and second.is_bare:
        _share_century(first, second)


def _share_century(first, second):
    """2026–27; 14–18, which are years of the last century."""
    if len(second.value) != 2 or second.value <= first.value[-2:]:
        return
    if len(first.value) == 4:
        second.others = (*second.others, (Kind.NUMBER, first.value[:2] + second.value))
    elif len(first.value) == 2:
        for each in (first, second):
            each.others = (*each.others, (Kind.NUMBER, f"19{each.value}"))


def _share_scale(first, second):
    if first.scale == 1 and second.scale > 1 and len(first.value.partition(".")[0]) < 4:
        first.scale = second.scale
