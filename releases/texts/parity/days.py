"""Dates, months and days of the week."""

import re
from functools import partial
from operator import attrgetter

from .facts import Fact, Kind, Reading
from .quantities import ORDINAL_SUFFIXES
from .tokens import Line
from .written import written_at

# Days of one month in a row: “les 12, 13 et 14 mars”.
MOST_DAYS = 5
# Of words between two days: “, et le jeudi”.
MOST_BETWEEN = 4
_YEAR = re.compile(r"[12]\d{3}")


def numeric_day(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """12/02/2020, day first; 12.02.2020; 2020-02-12; in English 12/31/2026, which can be nothing else."""
    token = line[place]
    parts = list(map(int, re.split(r"[/.-]", token.text)))
    year, month, day = parts if "-" in token.text else reversed(parts)
    if line.grammar.month_may_be_first and "/" in token.text and day <= 12 < month:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return [Fact(Kind.NUMBER, token.text, token.text, token.start, token.end)], place + 1
    return [_fact(line, place, place + 1, day, month, year)], place + 1


def days_before_month(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """12 février 2020, 12th of February, du 12 au 14 mars."""
    days: list[tuple[int, int]] = []
    named: list[int] = []
    at = place
    while len(days) < MOST_DAYS and (day := _day(line, at)):
        days.append((day, at))
        at = _behind_day(line, at)
        after = _skip(line, at)
        if month := _month(line, after, beside_number=True):
            return _dates(line, days, month, after + 1, named)
        if line.low(at) != "," and line.low(at) not in line.grammar.connectors:
            return None
        at = _next_day(line, at + 1, named)
    return None


def _next_day(line, at, named):
    """Behind “, le mercredi” and “, and Thursday”, which is taken down in `named`."""
    grammar = line.grammar
    for _step in range(MOST_BETWEEN):
        if line.low(at) in grammar.weekdays:
            named.append(at)
        elif line.low(at) not in grammar.within_dates and line.low(at) not in grammar.connectors:
            break
        at += 1
    return at


def feast_by_its_day(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """Le 11-Novembre; no street: rue du 11-Novembre-1918."""
    joint = _behind_day(line, place)
    month = line.grammar.months.get(line.low(joint + 1))
    if not (day := _day(line, place)) or not month or line.low(joint) != "-":
        return None
    if not (line.touches(joint) and line.touches(joint + 1)) or line.low(joint + 2) == "-":
        return None
    return [_fact(line, place, joint + 2, day, month, 0)._replace(is_weak=True)], joint + 2


def day_behind_weekday(line: Line, place: int) -> tuple[list[Fact], int] | None:
    """Dimanche 22, where the month was said before."""
    day, end = _day(line, place), _behind_day(line, place)
    after = line[end]
    is_counted = after.kind != "sign" and after.kind != "end" and after.low not in line.grammar.connectors
    if not day or line.low(place - 1) not in line.grammar.weekdays or is_counted or after.text in "%€$£":
        return None
    words, number = line.words(place, end), (Kind.NUMBER, str(day))
    return [Fact(Kind.DATE, f"---{day:02}", words, line[place].start, line[end - 1].end, (number,))], end


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
        return _dates(line, [(0, place)], month, place + 1)
    days, at = [(_day(line, behind), place)], _behind_day(line, behind)
    while len(days) < MOST_DAYS and line.low(at) in line.grammar.connectors and _day(line, at + 1):
        days.append((_day(line, at + 1), at + 1))
        at = _behind_day(line, at + 1)
    return _dates(line, days, month, at)


def _dates(line, days, month, end, named=()):
    """A year stands behind the last day, and is that of all; `named` are weekdays between them."""
    at = end + (line.low(end) in (",", "."))
    year = 0
    if line[at].kind == "number" and _YEAR.fullmatch(line[at].text):
        year, end = int(line[at].text), at + 1
    facts = [_fact(line, start, end, day, month, year) for day, start in days]
    if _is_a_row([day for day, _start in days]):
        # “1–3 June” leaves them out.
        facts[1:-1] = [each._replace(is_weak=True) for each in facts[1:-1]]
    facts += map(partial(_weekday, line), named)
    return sorted(facts, key=attrgetter("start")), end


def _is_a_row(days):
    return len(days) > 2 and days == list(range(days[0], days[0] + len(days)))


def _fact(line, start, end, day, month, year):
    words, begins, ends = line.words(start, end), line[start].start, line[end - 1].end
    bare = f"{month:02}-{day:02}" if day else f"{month:02}"
    # Where one text says the month or the year and the other leaves them to the reader.
    without_month: tuple[Reading, ...] = ((Kind.DATE, f"---{day:02}"),) if day else ()
    if not year:
        return Fact(Kind.DATE, f"--{bare}", words, begins, ends, without_month)
    without_year: Reading = (Kind.DATE, f"--{bare}")
    return Fact(Kind.DATE, f"{year}-{bare}", words, begins, ends, (without_year, *without_month))


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
    return ([_weekday(line, place)], place + 1) if line.low(place) in line.grammar.weekdays else None


def _weekday(line, place) -> Fact:
    token = line[place]
    return Fact(Kind.WEEKDAY, str(line.grammar.weekdays[token.low]), token.text, token.start, token.end)
