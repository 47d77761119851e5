"""Numbers in words: fifteen, quatre-vingt-douze, deux tiers, twenty-first."""

from typing import NamedTuple

from .tokens import Line

# More words are no number that somebody would write out.
MOST_WORDS = 16
# Vingt et un, soixante et onze, vingt et unième.
AFTER_AND = {"onze", "unième"}


class Written(NamedTuple):
    value: int
    end: int
    is_ordinal: bool = False
    is_weak: bool = False
    denominator: int = 0


def written_at(line: Line, place: int) -> Written | None:
    grammar, low = line.grammar, line.low(place)
    if low in grammar.cardinals or low in grammar.hundreds or low in grammar.thousands:
        return _with_fraction(line, _cardinal(line, place))
    if low in grammar.articles:
        return _behind_one(line, place)
    if low in grammar.ordinals:
        # “The second”, “a third of”: as often no number.
        value = grammar.ordinals[low]
        return Written(value, place + 1, is_ordinal=True, is_weak=value <= 2 or low in grammar.fractions)
    if low in grammar.fractions:
        return _part(line, grammar.fractions[low], place + 1)
    if low in grammar.stand_for:
        return Written(grammar.stand_for[low], place + 1, is_weak=True)
    return None


def _behind_one(line, place):
    """One million, a hundred, un tiers, one per cent; one alone is weak."""
    grammar = line.grammar
    # A one-million-euro budget.
    after = place + (2 if line.low(place + 1) == "-" and line.touches(place + 1) else 1)
    low = line.low(after)
    if low in grammar.scales or low in grammar.thousands or low in grammar.hundreds:
        if low in grammar.scales:
            return Written(*_scaled(line, 1, after))
        return _cardinal(line, after)
    if low in grammar.fractions:
        return _part(line, grammar.fractions[low], after + 1)
    return Written(1, place + 1, is_weak=True) if line.low(place) in grammar.one else None


def _part(line, denominator, place):
    """Half, a quarter of; half a million, un demi-million."""
    after = place + (line.low(place) in ("-", "‑") or line.low(place) in line.grammar.articles)
    if scale := line.grammar.scales.get(line.low(after)):
        return Written(scale // denominator, after + 1)
    return Written(1, place, is_weak=True, denominator=denominator)


def _with_fraction(line, found):
    after = found.end + (line.low(found.end) in ("-", "‑"))
    denominator = line.grammar.fractions.get(line.low(after))
    if denominator and not found.is_ordinal and found.value < denominator:
        return Written(found.value, after + 1, denominator=denominator)
    return found


def _cardinal(line, place):
    found = _plain(line, place)
    if found.is_ordinal:
        return found
    value, end = _scaled(line, found.value, found.end)
    return Written(value, end, is_weak=end == place + 1 and _is_doubtful(line, place))


def _plain(line, place):
    """`total` is of thousands and above, `group` of what is below."""
    grammar, total, group, end, start = line.grammar, 0, 0, place, place
    while place < start + MOST_WORDS:
        low = line.low(place)
        if low in grammar.thousands and total == 0:
            total, group = max(group, 1) * 1000, 0
        elif low in grammar.hundreds and group < 100 and (group < 10 or not total):
            group = max(group, 1) * 100
        elif (value := _next_value(line, place, group, is_first=place == start)) is not None:
            group += value
        elif low in grammar.ordinals and place > start and fits(group, grammar.ordinals[low]):
            return Written(total + group + grammar.ordinals[low], place + 1, is_ordinal=True)
        else:
            break
        place = end = place + 1
        place += _joint(line, place, group)
    return Written(total + group, end)


def _next_value(line, place, group, *, is_first):
    grammar, low = line.grammar, line.low(place)
    if low in grammar.scores and group % 100 == 4 and not is_first:
        return 4 * 20 - 4
    value = 1 if low in grammar.one and not is_first else grammar.cardinals.get(low)
    if value is None or not (is_first or fits(group, value)):
        return None
    return value


def fits(group: int, value: int) -> bool:
    """Whether a smaller number may follow: twenty two, cent cinquante, soixante douze, dix sept."""
    tens = group % 100
    if tens == 0:
        return value < 100
    if tens in (60, 80):
        return value < 20
    return tens % 10 == 0 and (value < 10 if tens > 10 else value in (7, 8, 9))


def _joint(line, place, group):
    """How many tokens stand between the parts of one number: a hyphen, or “and”."""
    grammar, low = line.grammar, line.low(place)
    is_hyphen = low in ("-", "‑") and line.touches(place) and line.touches(place + 1)
    if is_hyphen:
        # Vingt-et-un.
        if line.low(place + 1) not in grammar.joined_by:
            return 1
        return 3 if line.low(place + 2) in ("-", "‑") else 2
    if low not in grammar.joined_by:
        return 0
    after = line.low(place + 1)
    if grammar.hundred_and:
        return int(group % 100 == 0 and (after in grammar.cardinals or after in grammar.one))
    return int(group % 100 >= 20 and (after in grammar.one or after in AFTER_AND))


def _scaled(line, value, place):
    """With millions and thousands behind it, and what follows these: (value, where it ends)."""
    grammar = line.grammar
    if (scale := grammar.scales.get(line.low(place))) is None:
        return value, place
    value, place = value * scale, place + 1
    low = line.low(place)
    if low in grammar.cardinals or low in grammar.hundreds:
        rest = _plain(line, place)
        if not rest.is_ordinal and rest.value < scale:
            return value + rest.value, rest.end
    return value, place


def _is_doubtful(line, place):
    """“Neuf ateliers” are nine, “du matériel neuf” is new; “a few thousand” is no number."""
    low = line.low(place)
    if line.grammar.hundred_and and (low in line.grammar.hundreds or low in line.grammar.thousands):
        return line.low(place - 1) not in line.grammar.articles
    return low in line.grammar.doubtful and not line.low(place + 1).endswith(("s", "x"))
