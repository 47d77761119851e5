import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ...texts.parity import Fact, Kind
from .groups import DATES
from .registry import BLOCKS, WARNS, Limit, check

# Of a date without a year, which may be the 29th of February.
LEAP_YEAR = 2000
_DAY = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
# Read as a number, since there is no such month or no such day.
_IN_DIGITS = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d")
_TOO_MANY_DAYS = re.compile(r"\b(?:3[2-9]|[4-9]\d)[ \xa0\u202f]$")
# Behind a day: a year with a figure too many. What is counted has a plural.
_LONG_YEAR = re.compile(r"[ \xa0\u202f](?:1[89]|2[01])\d{3,4}(?!\w|[.,]\d|[ \xa0\u202f]\w+[sx]\b)")
NO_SUCH_DAY = _("There is no such day as “%(words)s”.")
FAR_AHEAD = _("“%(words)s” is more than %(years)s years ahead.")


@check(
    "impossible_date",
    BLOCKS,
    _("Dates that no one can mean"),
    DATES,
    _("Correct the day, the month or the year."),
    as_typed=True,
    years=Limit(50, _("years ahead at most")),
)
def impossible_date(text, limits):
    last_year = timezone.localdate().year + limits["years"]
    for block in text.dated_blocks:
        for fact in block.facts:
            if (start := _impossible(block.text, fact)) is not None:
                yield text.finding_at(NO_SUCH_DAY, block, start, fact.end)
            elif found := _long_year(block.text, fact):
                yield text.finding_at(NO_SUCH_DAY, block, fact.start, found.end())
            elif (day := _day_of(fact)) and day.year > last_year:
                yield text.finding_at(FAR_AHEAD, block, fact.start, fact.end, years=limits["years"])


def _impossible(words, fact):
    """Where such a date begins; None for any other."""
    if fact.kind is Kind.DATE and _DAY.fullmatch(fact.value):
        return None if _day_of(fact, LEAP_YEAR) else fact.start
    if fact.kind is Kind.DATE:
        number = words[max(0, fact.start - 4) : fact.start]
        before = _TOO_MANY_DAYS.search(number)
        return fact.start - len(number) + before.start() if before else None
    is_in_digits = fact.kind is Kind.NUMBER and _IN_DIGITS.fullmatch(fact.words)
    return fact.start if is_in_digits else None


def _long_year(words, fact):
    is_without_year = fact.kind is Kind.DATE and fact.value.startswith("--") and not fact.is_weak
    return _LONG_YEAR.match(words, fact.end) if is_without_year else None


def _day_of(fact: Fact, year: int | None = None) -> datetime.date | None:
    """None where it is none, or where it has no year and none is given."""
    found = _DAY.fullmatch(fact.value) if fact.kind is Kind.DATE else None
    own = year if found and found[1] == "-" else int(found[1]) if found else None
    try:
        return datetime.date(own, int(found[2]), int(found[3])) if found and own else None
    except ValueError:
        return None


@check(
    "weekday",
    WARNS,
    _("Weekdays that are not those of their dates"),
    DATES,
    _("Correct the weekday or the date."),
    as_typed=True,
)
def weekday(text, limits):
    for block in text.dated_blocks:
        for named, day in _days_with_weekday(block, text.grammar, text.day):
            if named.value != str(day.weekday()):
                sentence = _("“%(words)s”: %(day)s is a %(weekday)s.")
                names = {"day": date_format(day), "weekday": date_format(day, "l")}
                yield text.finding_at(sentence, block, named.start, _end(block, named), **names)


def _days_with_weekday(block, grammar, about) -> Iterator[tuple[Fact, datetime.date]]:
    for named, fact in pairwise(block.facts):
        if named.kind is Kind.WEEKDAY and fact.kind is Kind.DATE:
            between = block.text[named.end : fact.start].strip(" ,\xa0\u202f").lower()
            day = _nearest(fact, about)
            if day and (not between or between in grammar.within_dates):
                yield named, day


def _end(block, named):
    return block.facts[block.facts.index(named) + 1].end


def _nearest(fact, about):
    """The day that is meant, where its year is left to the reader."""
    days = filter(None, (_day_of(fact, about.year + step) for step in (0, 1, -1)))
    return min(days, key=lambda day: abs(day - about), default=None)
