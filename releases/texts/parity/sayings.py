"""Words that stand for what the other language may state: Bastille Day, the weekend."""

from .facts import Fact, Kind
from .tokens import Line


def saying(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """What need not be said, and goes with what is."""
    for phrase, readings in line.grammar.sayings_by_first_word.get(line.low(place), ()):
        if line.has(place, phrase):
            end = place + len(phrase)
            around = line.words(place, end), line[place].start, line[end - 1].end
            return [Fact(Kind(kind), value, *around, is_weak=True) for kind, value in readings], end
    return None
