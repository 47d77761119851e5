"""Dates, months and days of the week."""

import re

from .facts import Fact, Kind, Reading
from .quantities import ORDINAL_SUFFIXES
from .tokens import Line
from .written import written_at

# Days of one month in a row: “les 12, 13 et 14 mars”.
MOST_DAYS = 5
_YEAR = re.compile(r"[12]\d{3}")


def numeric_day(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """12/02/2020, day first; 12.02.2020; 2020-02-12."""
    token = line[place]
    parts = list(map(int, re.split(r"[/.-]", token.text)))
    year, month, day = parts if "-" in token.text else reversed(parts)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return [Fact(Kind.NUMBER, token.text, token.text, token.start, token.end)], place + 1
    return [_fact(line, place, place + 1, day, month, year)], place + 1


def days_before_month(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """12 février 2020, 12th of February, du 12 au 14 mars."""
    days: list[tuple[int, int]] = []
    at = place
    while len(days) < MOST_DAYS and (day := _day(line, at)):
        days.append((day, at))
        at = _behind_day(line, at)
        after = _skip(line, at)
        if month := _month(line, after, beside_number=True):
            return _dates(line, days, month, after + 1)
        if line.low(at) != "," and line.low(at) not in line.grammar.connectors:
            return None
        at = _skip(line, at + 1)
    return None


def written_day(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """Le onze novembre, the eleventh of November."""
    grammar, low = line.grammar, line.low(place)
    if low not in grammar.cardinals and low not in grammar.ordinals:
        return None
    written = written_at(line, place)
    if not written or written.denominator or not 1 <= written.value <= 31:
        return None
    after = _skip(line, written.end)
    month = _month(line, after, beside_number=False)
    return _dates(line, [(written.value, place)], month, after + 1) if month else None


def month_first(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """February 12, 2020; février 2020; in May."""
    behind = place + 1 + (line.low(place + 1) == ".")
    is_beside_number = line[behind].kind == "number" or line[behind].kind == "day"
    month = _month(line, place, beside_number=is_beside_number)
    if not month:
        return None
    if not (line.grammar.months_are_capitalised and _day(line, behind)):
        return _dates(line, [(0, place)], month, behind)
    days, at = [(_day(line, behind), place)], _behind_day(line, behind)
    while len(days) < MOST_DAYS and line.low(at) in line.grammar.connectors and _day(line, at + 1):
        days.append((_day(line, at + 1), at + 1))
        at = _behind_day(line, at + 1)
    return _dates(line, days, month, at)


def _dates(line, days, month, end):
    """A year stands behind the last day, and is that of all of them."""
    at = end + (line.low(end) in (",", "."))
    year = 0
    if line[at].kind == "number" and _YEAR.fullmatch(line[at].text):
        year, end = int(line[at].text), at + 1
    return [_fact(line, start, end, day, month, year) for day, start in days], end


def _fact(line, start, end, day, month, year):
    words, begins, ends = line.words(start, end), line[start].start, line[end - 1].end
    bare = f"{month:02}-{day:02}" if day else f"{month:02}"
    if not year:
        return Fact(Kind.DATE, f"--{bare}", words, begins, ends)
    # Where one text says the year and the other leaves it to the reader.
    without: Reading = (Kind.DATE, f"--{bare}")
    return Fact(Kind.DATE, f"{year}-{bare}", words, begins, ends, (without,))


def _day(line, place):
    text = line[place].text
    is_day = line[place].kind == "number" and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31
    return int(text) if is_day else 0


def _behind_day(line, place):
    after = place + 1
    return after + (line.touches(after) and line.low(after) in ORDINAL_SUFFIXES)


def _skip(line, place):
    for _step in range(2):
        place += line.low(place) in line.grammar.within_dates
    return place


def _month(line, place, *, beside_number):
    grammar, token = line.grammar, line[place]
    # That of a name: rue du 11-Novembre-1918.
    if line.low(place - 1) == "-" and line.touches(place):
        return 0
    month = grammar.months.get(token.low)
    if not month or (grammar.months_are_capitalised and not token.text[0].isupper()):
        return 0
    if token.low in grammar.doubtful_months and not beside_number:
        before = line.low(place - 1)
        return month if before in grammar.before_months else 0
    return month


def weekday(line: Line, place: int) -> tuple[list[Fact], int] | None:
    token = line[place]
    day = line.grammar.weekdays.get(token.low)
    if day is None:
        return None
    return [Fact(Kind.WEEKDAY, str(day), token.text, token.start, token.end)], place + 1
