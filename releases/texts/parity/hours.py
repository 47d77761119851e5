"""Hours of the day and their zones."""

import re

from .counted import Quantity
from .facts import Fact, Kind, Reading
from .grammar import Grammar
from .tokens import Line

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})\s?h(?:\s?(\d\d))?.*", re.IGNORECASE | re.DOTALL)
_SIGNS = {"+", "-", "−"}
# More hours are none of a day: 48 h.
DAY = 24
# That of the office: what a reader at home need not be told.
OWN_ZONE = "Europe/Paris"
ZONES = {
    **dict.fromkeys(("CET", "CEST", "HNEC", "HAEC"), OWN_ZONE),
    **dict.fromkeys(("UTC", "GMT"), "UTC"),
    **dict.fromkeys(("EST", "EDT"), "America/New_York"),
    "BST": "Europe/London",
}
# Words as well, in capitals: these count behind an hour alone.
_BEHIND_AN_HOUR = {"EST", "EDT", "BST"}
# {what follows UTC: the zones of which it is the time, in winter or in summer}
_OFFSETS = {"+1": OWN_ZONE, "+2": OWN_ZONE, "-5": "America/New_York", "-4": "America/New_York"}


def hour(line: Line, place: int) -> tuple[list[Fact], int] | None:
    token = line[place]
    if found := _HOURS.fullmatch(token.text):
        hours, minutes = int(found[1]), int(found[2] or 0)
        if hours > DAY and not found[2]:
            duration = Quantity(str(hours), place, place + 1, unit="h", kind=Kind.MEASURE)
            return [duration.fact(line)], place + 1
        # “3 h” is an hour of the day, or a time that something takes.
        others = _as_duration(hours, minutes) + (() if found[2] else ((Kind.NUMBER, str(hours)),))
        return [_fact(line, place, place + 1, hours, minutes, others)], place + 1
    found = _CLOCK.fullmatch(token.text)
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half and hours <= 12:
        hours = hours % 12 + 12 * (half == "p")
    return [_fact(line, place, place + 1, hours, minutes, ())], place + 1


def named_hour(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """Noon, midi; not that of “après-midi”."""
    token = line[place]
    value = line.grammar.hours.get(token.low)
    if value is None or line.low(place - 1) in ("-", "‑") or token.text[0].isupper():
        return None
    return [Fact(Kind.HOUR, value, token.text, token.start, token.end, (), is_weak=True)], place + 1


def twelve(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """12 noon, 12 midnight."""
    value = line.grammar.hours.get(line.low(place + 1))
    if value is None or line[place].text != "12":
        return None
    words, start, end = line.words(place, place + 2), line[place].start, line[place + 1].end
    return [Fact(Kind.HOUR, value, words, start, end)], place + 2


def hour_by_the_clock(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """11 o’clock, eleven o’clock: in the morning or, in a language that counts to 24, later."""
    hours, end = _whole_hour(line, place)
    phrase = next((phrase for phrase in line.grammar.by_the_clock if line.has(end, phrase)), None)
    if phrase is None or not 1 <= hours <= 12:
        return None
    others = ((Kind.HOUR, f"{hours % 12 + 12:02}:00"), (Kind.NUMBER, str(hours)))
    end += len(phrase)
    return [_fact(line, place, end, hours, 0, others)], end


def _whole_hour(line, place):
    low = line.low(place)
    is_in_digits = low.isdecimal() and len(low) <= 2
    return int(low) if is_in_digits else line.grammar.cardinals.get(low, 0), place + 1


def quarter_of_an_hour(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """Half past two, a quarter to three: in the morning or in the afternoon."""
    for phrase, minutes in line.grammar.parts_of_hours_by_first_word.get(line.low(place), ()):
        hours, end = _whole_hour(line, place + len(phrase))
        if line.has(place, phrase) and 1 <= hours <= 12:
            first, second = ((60 * hours + minutes + later) % (60 * DAY) for later in (0, 60 * 12))
            others = ((Kind.HOUR, f"{second // 60:02}:{second % 60:02}"),)
            return [_fact(line, place, end, first // 60, first % 60, others)], end
    return None


def hour_in_words(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """14 heures, 14 heures 30."""
    text = line[place].text
    if line.low(place + 1) not in line.grammar.hour_words or not text.isdecimal() or len(text) > 2:
        return None
    hours, minutes = int(text), line[place + 2].text
    if hours > DAY:
        return None
    if line[place + 2].kind == "number" and re.fullmatch(r"[0-5]\d", minutes):
        return [_fact(line, place, place + 3, hours, int(minutes), ())], place + 3
    others = ((Kind.MEASURE, f"{hours} h"), (Kind.NUMBER, str(hours)))
    read = _fact(line, place, place + 2, hours, 0, others)
    # “Le 20 heures” is the news.
    is_name = line.low(place - 1) in line.grammar.articles_of_one
    return [read._replace(is_weak=is_name)], place + 2


def zone_beginnings(grammar: Grammar) -> set[str]:
    letters = map(str.lower, (*ZONES, *grammar.zones_behind_hours))
    return {*letters, *(phrase[0] for phrase in grammar.zones)}


def zone(line: Line, place: int) -> tuple[list[Fact], int] | None:
    token = line[place]
    name, end = _by_letters(line, place)
    if name is None:
        for phrase, named in line.grammar.zones.items():
            if token.low == phrase[0] and line.has(place, phrase):
                name, end = named, place + len(phrase)
                break
    if name is None:
        return None
    is_weak = name in (OWN_ZONE, "local")
    words = line.words(place, end)
    return [Fact(Kind.ZONE, name, words, token.start, line[end - 1].end, (), is_weak)], end


def _by_letters(line, place) -> tuple[str | None, int]:
    """(its name, where it ends): CET, GMT+1, and behind an hour ET and EST."""
    letters = line[place].text
    if line[place - 1].kind == "hour" and letters in line.grammar.zones_behind_hours:
        return line.grammar.zones_behind_hours[letters], place + 1
    if letters in _BEHIND_AN_HOUR and line[place - 1].kind not in ("hour", "sign"):
        return None, place + 1
    name, offset = ZONES.get(letters), line[place + 2]
    if name == "UTC" and line.low(place + 1) in _SIGNS and offset.kind in ("number", "hour"):
        shift = line.low(place + 1).replace("−", "-") + str(int(re.split(r"\D", offset.text)[0]))
        return _OFFSETS.get(shift, f"UTC{shift}"), place + 3
    return name, place + 1


def in_same_half(first: Fact, second: Fact) -> Fact | None:
    """The “2” of “2 to 4 pm” and of “de 2 à 4 h”: an hour as the one behind it."""
    found = _CLOCK.fullmatch(first.words)
    if not found or second.kind is not Kind.HOUR or found[3] or int(found[1]) > 24:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    is_afternoon = second.value >= "12:00" and "p" in second.words.lower()
    if is_afternoon and hours < 12 and f"{hours + 12:02}:{minutes:02}" < second.value:
        hours += 12
    others = () if found[2] else ((Kind.NUMBER, str(int(found[1]))), (Kind.MEASURE, f"{int(found[1])} h"))
    return first._replace(kind=Kind.HOUR, value=f"{hours:02}:{minutes:02}", others=others, is_weak=False)


def _as_duration(hours, minutes) -> tuple[Reading, ...]:
    """2 h 30 are two and a half hours, 1 h 30 are 90 minutes."""
    return (Kind.MEASURE, f"{hours + minutes / 60:g} h"), (Kind.MEASURE, f"{60 * hours + minutes} min")


def _fact(line, start, end, hours, minutes, others):
    words = line.words(start, end)
    value = f"{hours:02}:{minutes:02}"
    return Fact(Kind.HOUR, value, words, line[start].start, line[end - 1].end, others)
