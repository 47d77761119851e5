"""Parts of a whole: 2/3, one in five."""

from .counted import Quantity
from .facts import Fact, Kind, Reading
from .tokens import Line

# Larger ones are no parts of a whole that words have, but scales and numbers of files.
LARGEST_DENOMINATOR = 10


def percentage(part: int, whole: int) -> Reading:
    return Kind.PERCENTAGE, f"{100 * part / whole:g} %"


def fraction(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """2/3, 1/4; 3/5 are also three out of five."""
    part, whole = line.low(place), line.low(place + 2)
    is_joined = line.low(place + 1) == "/" and line.touches(place + 1) and line.touches(place + 2)
    # 1/2/3 is none, nor is 5/10/2026.
    is_alone = "/" not in (line.low(place - 1), line.low(place + 3))
    if not (is_joined and is_alone and part.isdecimal() and whole.isdecimal()):
        return None
    if not 0 < int(part) < int(whole) <= LARGEST_DENOMINATOR:
        return None
    value, start, end = f"{part}/{whole}", line[place].start, line[place + 2].end
    others = ((Kind.NUMBER, whole), (Kind.NUMBER, part), percentage(int(part), int(whole)))
    return [Fact(Kind.NUMBER, value, line.words(place, place + 3), start, end, others)], place + 3


def one_in(line: Line, found: Quantity) -> None:
    """Un étudiant sur cinq, one in five: 20%."""
    at, grammar = found.start, line.grammar
    if line.low(at - 1) not in grammar.out_of or not found.is_bare or not found.number.isdecimal():
        return
    is_one = line.low(at - 2) in grammar.articles or line.low(at - 3) in grammar.articles
    if is_one and int(found.number) > 1:
        found.others = (*found.others, percentage(1, int(found.number)))
