"""What is counted: money, a measure, parts of a hundred, or anything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .facts import Fact, Kind, Reading
from .tokens import Line
from .units import BILLION, CENT, JOINED_CODES, MILLION, PREFIXES, SCALES_OF_AMOUNTS, SHORT

# {a unit of time: one that is larger, how many of it that is}
LARGER_UNITS = {
    "month": ("year", 12),
    "day": ("week", 7),
    "h": ("day", 24),
    "min": ("h", 60),
    "s": ("min", 60),
}
# Of which one is told with an article: un an, a week.
COUNTED_FROM_ONE = {"year", "month", "week", "day", "h", "min"}

# {a unit: one that is smaller, how many of it that is}
SMALLER_UNITS = {
    "Mt": ("t", 10**6),
    "kt": ("t", 1000),
    "t": ("kg", 1000),
    "kg": ("g", 1000),
    "km": ("m", 1000),
    "GW": ("MW", 1000),
    "MW": ("kW", 1000),
    "TWh": ("GWh", 1000),
    "GWh": ("MWh", 1000),
    "MWh": ("kWh", 1000),
    "km²": ("ha", 100),
    "ha": ("m²", 10**4),
    "PB": ("TB", 1000),
    "TB": ("GB", 1000),
    "GB": ("MB", 1000),
}
HOURS_OF_DAY = 24


@dataclass
class Quantity:
    value: str
    start: int
    end: int  # behind its last token
    scale: int | Decimal = 1
    unit: str = ""
    kind: Kind = Kind.NUMBER
    is_weak: bool = False
    others: tuple[Reading, ...] = ()

    @property
    def is_bare(self) -> bool:
        return self.kind is Kind.NUMBER

    @property
    def number(self) -> str:
        return self.value if self.scale == 1 else times(self.value, self.scale)

    def fact(self, line: Line) -> Fact:
        number = self.number
        value = f"{number} {self.unit}".strip()
        others = self.others
        if self.kind is Kind.MEASURE:
            # A unit that the other text does not repeat: “40 minutes, 55 for the greatest”.
            others = (*others, (Kind.NUMBER, number), *_in_other_units(number, self.unit))
        if self.is_weak or self.kind is Kind.MEASURE:
            idiom = line.grammar.idioms.get((self.kind, value))
            others = (*others, idiom) if idiom else others
        return Fact(
            self.kind,
            value,
            line.words(self.start, self.end),
            line[self.start].start,
            line[self.end - 1].end,
            others,
            self.is_weak,
        )


def _in_other_units(number: str, unit: str) -> Iterator[Reading]:
    """Eighteen months are a year and a half, 48 hours two days, 4.2 Mt 4.2 million tonnes."""
    larger, times_smaller = LARGER_UNITS.get(unit, ("", 1))
    if larger and number.isdecimal() and 2 * int(number) % times_smaller == 0:
        yield Kind.MEASURE, f"{int(number) / times_smaller:g} {larger}"
    if unit == "year":
        # Its 150 years, its 150th anniversary.
        yield Kind.ORDINAL, number
    if unit in SMALLER_UNITS:
        smaller, times_larger = SMALLER_UNITS[unit]
        yield Kind.MEASURE, f"{times(number, times_larger)} {smaller}"
    if unit == "h" and number.isdecimal() and int(number) <= HOURS_OF_DAY:
        # Onze heures, quinze heures.
        yield Kind.HOUR, f"{int(number):02}:00"


def times(value: str, factor: int | Decimal) -> str:
    product = f"{Decimal(value) * factor:f}"
    return product.rstrip("0").rstrip(".") if "." in product else product


def with_unit(line: Line, found: Quantity) -> Quantity:
    """The same with what stands behind it, where that is a unit, a currency or per cent."""
    _add_half(line, found)
    place = _behind_joint(line, found)
    for phrase in line.grammar.percent:
        if line.has(place, phrase):
            _counted(found, Kind.PERCENTAGE, "%", place + len(phrase))
            # “100 % électrique” is all-electric.
            found.is_weak = found.value == "100"
            return found
    if currency := _currency(line, place):
        scale, name, end = currency
        found.scale *= scale
        _counted(found, Kind.AMOUNT, name, end)
        _add_cents(line, found)
        return found
    if _measured(line, found, place):
        _add_half(line, found)
    return found


def _measured(line, found, place) -> bool:
    if span := line.grammar.spans.get(line.low(place)):
        unit, number = span
        found.scale *= number
        _counted(found, Kind.MEASURE, unit, place + 1)
    elif measured := _unit(line, found, place):
        _counted(found, Kind.MEASURE, *measured)
    return found.kind is Kind.MEASURE


def one_of_a_unit(line: Line, place: int) -> Quantity | None:
    """A year and a half, une heure et demie; un an, which need not be said."""
    found = Quantity("1", place, place + 1, is_weak=True)
    if line.low(place) not in line.grammar.articles or not _measured(line, found, place + 1):
        return None
    return found if _add_half(line, found) or found.unit in COUNTED_FROM_ONE else None


def _add_half(line, found) -> bool:
    """Two and a half hours, one and a half million, un million et demi."""
    grammar = line.grammar
    phrase = next((phrase for phrase in grammar.and_a_half if line.has(found.end, phrase)), None)
    if phrase is None or "." in found.value or not found.value.isdecimal():
        return False
    number = int(found.value)
    unit = next((unit for unit in (BILLION, MILLION) if number and number % unit == 0), 1)
    found.value = times(f"{number // unit}.5", unit)
    found.end, found.is_weak = found.end + len(phrase), False
    if (scale := grammar.scales.get(line.low(found.end))) and found.scale == 1:
        found.scale, found.end = scale, found.end + 1
    return True


def _behind_joint(line, found):
    """Behind the “de” of “un million de tonnes” and the hyphen of “20-metre”."""
    place, grammar = found.end, line.grammar
    is_large = Decimal(found.number) >= MILLION or line.low(place - 1) in grammar.scales
    if line.low(place) in grammar.of and is_large:
        place += 1 + (line.low(place + 1) in ("’", "'"))
    is_hyphen = line.low(place) in grammar.connectors and line.touches(place) and line.touches(place + 1)
    return place + is_hyphen


def _counted(found, kind, unit, end):
    found.kind, found.unit, found.end = kind, unit, end
    found.is_weak = found.is_weak and kind is Kind.MEASURE
    return found


def _add_cents(line, found):
    """12 € 50."""
    cents, after = line[found.end], line[found.end + 1]
    is_whole = found.scale == 1 and found.value.isdecimal()
    is_last = after.kind in ("sign", "end") or after.low in line.grammar.behind_cents
    if is_whole and is_last and cents.kind == "number" and len(cents.text) == 2 and cents.text.isdecimal():
        found.value, found.end = times(f"{found.value}.{cents.text}", 1), found.end + 1


def _currency(line, place):
    """(a scale that is joined to its sign, its name, where it ends): M€, Md €, kEUR, euros, centimes."""
    currencies, sign, after = line.grammar.currencies, line[place].text, line[place + 1]
    if sign in JOINED_CODES:
        scale, code = JOINED_CODES[sign]
        return SCALES_OF_AMOUNTS[scale], currencies[code], place + 1
    if line[place].low in line.grammar.cents:
        return CENT, line.grammar.cents[line[place].low], place + 1
    if sign in SCALES_OF_AMOUNTS and after.text in currencies:
        return SCALES_OF_AMOUNTS[sign], currencies[after.text], place + 2
    # Of the number behind it: “3 €5m”.
    is_prefix = sign in PREFIXES and after.kind == "number" and line.touches(place + 1)
    return None if is_prefix or sign not in currencies else (1, currencies[sign], place + 1)


def _unit(line, found, place):
    """(its name, where it ends); a letter is one behind digits alone, and never before an apostrophe."""
    unit, end = _sign_of_unit(line, place)
    is_letter = line[place].text in SHORT
    if is_letter and (line[found.end - 1].kind != "number" or line.low(end) in ("’", "'")):
        return None
    if unit and line.low(end) == "/" and line.touches(end) and line.touches(end + 1):
        below, behind = _sign_of_unit(line, end + 1)
        if below:
            return f"{unit}/{below}", behind
    if unit and (spoken := _speed(line, end)):
        below, behind = spoken
        return f"{unit}/{below}", behind
    return (unit, end) if unit else None


def _speed(line, place):
    """(the unit of time, where it ends): kilometres per hour, mètres par seconde, kilomètres à l’heure."""
    if line.low(place) not in line.grammar.per:
        return None
    at = place + 1
    while line.low(at) in ("l", "’", "'"):
        at += 1
    below, end = _sign_of_unit(line, at)
    return (below, end) if below in ("h", "s") else None


def _sign_of_unit(line, place):
    token, after, units = line[place], line[place + 1], line.grammar.units
    if token.text == "°" and after.text in ("C", "F") and line.touches(place + 1):
        return f"°{after.text}", place + 2
    return units.get(token.text) or (units.get(token.low) if len(token.low) > 2 else None), place + 1
