"""Numbers in digits and in words, with their scale; ordinals; fractions."""

from .counted import Quantity, one_of_a_unit, with_unit
from .facts import Kind, Reading
from .shares import percentage
from .spans import named_span, part_of_time
from .tokens import Line, number_of
from .units import CODES, PREFIXES, SCALES_OF_AMOUNTS
from .written import Written, written_at

ORDINAL_SUFFIXES = frozenset(
    {"er", "re", "ère", "e", "ème", "eme", "es", "ers", "nd", "nde", "st", "th", "rd", "ᵉ"}
)
_MINUS = {"-", "−", "–"}
_BEFORE_MINUS = frozenset(
    {"", "\n", "(", ",", ";", ":", "à", "de", "of", "to", "at", "et", "and", "from", "about"}
)


def quantity_at(line: Line, place: int) -> Quantity | None:
    """The one that begins with this token."""
    token = line[place]
    if token.kind == "sign":
        return _signed(line, place)
    if token.kind == "number":
        return _in_digits(line, place)
    if token.text in CODES and line[place + 1].kind == "number":
        return _with_prefix(line, place, line.grammar.currencies[token.text])
    if _is_of_a_name(line, place):
        return None
    if found := one_of_a_unit(line, place) or named_span(line, place):
        return found
    written = written_at(line, place)
    return _in_words(line, place, written) if written else None


def _is_of_a_name(line, place):
    """Trois-Ponts, Quatre-Quarts; not Quatre-Vingts."""
    following = line[place + 2]
    return (
        line[place].text[0].isupper()
        and line.low(place + 1) in ("-", "‑")
        and line.touches(place + 1)
        and line.touches(place + 2)
        and following.text[0].isupper()
        and following.low not in line.grammar.cardinals
    )


def _signed(line, place):
    sign = line.low(place)
    if line[place + 1].kind != "number":
        return None
    if sign in PREFIXES:
        return _with_prefix(line, place, line.grammar.currencies[sign])
    if sign in _MINUS and line.touches(place + 1) and not line.touches(place) and _may_be_minus(line, place):
        found = _in_digits(line, place + 1)
        if found and found.kind is not Kind.ORDINAL and not found.value.startswith("-"):
            if found.kind is Kind.PERCENTAGE:
                # “A 30% cut”.
                found.others = ((Kind.PERCENTAGE, f"{found.number} %"),)
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
    if decade := _decade(line, place, value):
        return decade
    # “1 year” is “one year” or “a year”; “bac+8” a doctorate.
    is_degree = line.low(place - 1) == "+" and line.low(place - 2) in line.grammar.counted_degrees
    found = Quantity(value, place, place + 1, is_weak=value == "1" or is_degree)
    if scale := 1000 if after.low in line.grammar.thousands else line.grammar.scales.get(after.low):
        found.scale, found.end, found.is_weak = scale, place + 2, False
    return with_unit(line, found)


def _decade(line, place, value) -> Quantity | None:
    """Années 90, the ’90s, the 1990s; no 1990 seconds."""
    is_plural = line.touches(place + 1) and line.low(place + 1) == "s"
    is_short = len(value) == 2 and (
        line.low(place - 1) in line.grammar.decades or (is_plural and line.low(place - 1) in ("’", "'"))
    )
    if not value.endswith("0") or not (is_short or (is_plural and len(value) == 4)):
        return None
    others: tuple[Reading, ...] = ((Kind.NUMBER, f"19{value}"),) if is_short else ()
    return Quantity(value, place, place + 1 + is_plural, others=others)


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
        if part := part_of_time(line, place, written):
            return part
        found.value = f"{value}/{written.denominator}"
        whole = str(written.denominator)
        share = percentage(written.value, written.denominator)
        found.others = ((Kind.NUMBER, whole), (Kind.ORDINAL, whole), share)
        return found
    if written.is_weak and value == "1":
        # “One” alone is no number; “one per cent” is.
        with_unit(line, found)
        return None if found.is_weak else found
    return with_unit(line, found)
