"""Numbers in digits and in words, with their scale, unit, currency or per cent; ordinals; fractions."""

from dataclasses import dataclass
from decimal import Decimal

from .facts import Fact, Kind, Reading
from .tokens import Line, number_of
from .units import PREFIXES, SCALES_OF_AMOUNTS, SHORT
from .written import Written, written_at

ORDINAL_SUFFIXES = frozenset(
    {"er", "re", "ère", "e", "ème", "eme", "es", "ers", "nd", "nde", "st", "th", "rd", "ᵉ"}
)
_MINUS = {"-", "−", "–"}
_BEFORE_MINUS = frozenset(
    {"", "\n", "(", ",", ";", ":", "à", "de", "of", "to", "at", "et", "and", "from", "about"}
)


@dataclass
class Quantity:
    value: str
    start: int
    end: int  # behind its last token
    scale: int = 1
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
            others = (*others, (Kind.NUMBER, number))
            if idiom := line.grammar.idioms.get((self.kind, value)):
                others = (*others, idiom)
        return Fact(
            self.kind,
            value,
            line.words(self.start, self.end),
            line[self.start].start,
            line[self.end - 1].end,
            others,
            self.is_weak,
        )


def times(value: str, factor: int) -> str:
    product = f"{Decimal(value) * factor:f}"
    return product.rstrip("0").rstrip(".") if "." in product else product


def quantity_at(line: Line, place: int) -> Quantity | None:
    """The one that begins with this token."""
    token = line[place]
    if token.kind == "sign":
        return _signed(line, place)
    if token.kind == "number":
        return _in_digits(line, place)
    written = written_at(line, place)
    return _in_words(line, place, written) if written else None


def _signed(line, place):
    sign = line.low(place)
    if line[place + 1].kind != "number":
        return None
    if sign in PREFIXES:
        return _with_prefix(line, place, line.grammar.currencies[sign])
    if sign in _MINUS and line.touches(place + 1) and not line.touches(place) and _may_be_minus(line, place):
        found = _in_digits(line, place + 1)
        if found and found.kind is not Kind.ORDINAL and not found.value.startswith("-"):
            found.start, found.value, found.is_weak = place, f"-{found.value}", False
            return found
    return None


def _may_be_minus(line, place):
    return line.low(place) == "−" or line.low(place - 1) in _BEFORE_MINUS


def _with_prefix(line, place, currency):
    value = number_of(line[place + 1].text, line.grammar)
    if value is None:
        return None
    found = Quantity(value, place, place + 2, unit=currency, kind=Kind.AMOUNT)
    after = line[place + 2]
    if line.touches(place + 2) and after.text in SCALES_OF_AMOUNTS:
        found.scale, found.end = SCALES_OF_AMOUNTS[after.text], place + 3
    elif after.low in line.grammar.scales:
        found.scale, found.end = line.grammar.scales[after.low], place + 3
    return found


def _in_digits(line, place):
    token = line[place]
    value = number_of(token.text, line.grammar)
    if value is None:
        return Quantity(token.text, place, place + 1)
    after = line[place + 1]
    if line.touches(place + 1) and after.low in ORDINAL_SUFFIXES and "." not in value:
        return Quantity(value, place, place + 2, kind=Kind.ORDINAL, others=((Kind.NUMBER, value),))
    if code := _code(line, place):
        return code
    # “1 year” is “one year” or “a year”.
    found = Quantity(value, place, place + 1, is_weak=value == "1")
    if after.low in line.grammar.scales | dict.fromkeys(line.grammar.thousands, 1000):
        found.scale = line.grammar.scales.get(after.low, 1000)
        found.end, found.is_weak = place + 2, False
    return _with_unit(line, found)


def _code(line, place):
    """5G, 3D: a number with capitals behind it that are no unit."""
    after = line[place + 1]
    is_code = (
        line.touches(place + 1)
        and after.kind == "word"
        and after.text.isupper()
        and after.text not in line.grammar.units
        and len(after.text) < 4
    )
    return Quantity(line.words(place, place + 2), place, place + 2, kind=Kind.ACRONYM) if is_code else None


def _in_words(line, place, written: Written):
    value = str(written.value)
    if written.is_ordinal:
        # First, at first, a third of: said in many ways.
        found = Quantity(value, place, written.end, kind=Kind.ORDINAL, is_weak=written.is_weak)
        found.others = ((Kind.NUMBER, value),)
        return found
    found = Quantity(value, place, written.end, is_weak=written.is_weak)
    if written.denominator:
        found.value = f"{value}/{written.denominator}"
        found.others = ((Kind.NUMBER, str(written.denominator)), (Kind.ORDINAL, str(written.denominator)))
        return found
    if written.is_weak and value == "1":
        # “One” alone is no number; “one per cent” is.
        _with_unit(line, found)
        return found if found.kind in (Kind.PERCENTAGE, Kind.AMOUNT) else None
    return _with_unit(line, found)


def _with_unit(line, found):
    """The same with what is counted, where it is money, a measure or a part of a hundred."""
    place, grammar = found.end, line.grammar
    # Un million de tonnes; “12 of euros” is nothing.
    if line.low(place) in grammar.of and len(found.number.partition(".")[0]) > 6:
        place += 2 if line.low(place + 1) in "’'" and line.low(place + 1) else 1
    place += line.low(place) in grammar.connectors and line.touches(place) and line.touches(place + 1)
    for phrase in grammar.percent:
        if line.has(place, phrase):
            return _counted(found, Kind.PERCENTAGE, "%", place + len(phrase))
    joined, currency = _currency(line, place)
    if currency:
        found.scale *= joined
        return _counted(found, Kind.AMOUNT, currency, place + (2 if _is_split(line, place) else 1))
    if unit := _unit(line, found, place):
        return _counted(found, Kind.MEASURE, *unit)
    return found


def _counted(found, kind, unit, end):
    found.kind, found.unit, found.end = kind, unit, end
    found.is_weak = found.is_weak and kind is Kind.MEASURE
    return found


def _is_split(line, place):
    return line[place].text in SCALES_OF_AMOUNTS


def _currency(line, place):
    """(a scale that is joined to its sign, the currency): M€, Md €, euros."""
    text = line[place].text
    if text in SCALES_OF_AMOUNTS and line[place + 1].text in line.grammar.currencies:
        return SCALES_OF_AMOUNTS[text], line.grammar.currencies[line[place + 1].text]
    is_prefix = text in PREFIXES and line[place + 1].kind == "number" and line.touches(place + 1)
    return 1, None if is_prefix else line.grammar.currencies.get(text)


def _unit(line, found, place):
    """(its name, where it ends); a letter is one behind digits alone, and never before an apostrophe."""
    first = _sign_of_unit(line, place)
    unit, end = first
    if unit is None:
        return None
    if line[place].text in SHORT and (line[found.end - 1].kind != "number" or line.low(end) in ("’", "'")):
        return None
    if line.low(end) == "/" and line.touches(end) and line.touches(end + 1):
        below, behind = _sign_of_unit(line, end + 1)
        if below:
            return f"{unit}/{below}", behind
    return unit, end


def _sign_of_unit(line, place):
    units = line.grammar.units
    if line.low(place) == "°" and line[place + 1].text in ("C", "F") and line.touches(place + 1):
        return f"°{line[place + 1].text}", place + 2
    token = line[place]
    unit = units.get(token.text) or (units.get(token.low) if len(token.low) > 2 else None)
    return unit, place + 1
