"""Days that somebody types: 12 février 2020, February 12, 2020, 12/02/2020, 2020-02-12."""

import datetime
import re
from collections.abc import Sequence
from functools import cache

from django.utils.dates import MONTHS
from django.utils.translation import override

from ..analysis import fold_word
from ..languages import LANGUAGES

_YEAR, _NUMBER = re.compile(r"[12]\d{3}", re.ASCII), re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?", re.ASCII)
# 12.02.2020 is read as one word.
_WITH_STOPS = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


def word_of(day: datetime.date) -> str:
    """Stands for a day, however it is written; nobody writes it."""
    return f"0day{day:%Y%m%d}"


def days_in(compounds: Sequence[Sequence[str]]) -> dict[int, str]:
    """{place: the word of the day} of what a day is written with: three in a row, or one with hyphens."""
    found: dict[int, str] = {}
    for place, parts in enumerate(compounds):
        alone = parts[0].split(".") if _WITH_STOPS.fullmatch(parts[0]) else parts
        in_a_row = [each[0] for each in compounds[place : place + 3] if len(each) == 1]
        if day := _day(alone):
            found[place] = word_of(day)
        elif day := _day(in_a_row):
            found |= dict.fromkeys(range(place, place + 3), word_of(day))
    return found


def _day(parts):
    """Day first, as in Europe, unless the year or the name of a month is."""
    if len(parts) != 3:
        return None
    day, month, year = reversed(parts) if _YEAR.fullmatch(parts[0]) else parts
    if fold_word(day) in _months():
        day, month = month, day
    number, day = _months().get(fold_word(month)) or _number_in(month), _number_in(day)
    try:
        return datetime.date(int(year) if _YEAR.fullmatch(year) else 0, number, day)
    except ValueError:
        return None


def _number_in(part):
    found = _NUMBER.fullmatch(part)
    return int(found[1]) if found else 0


@cache
def _months():
    """{name: number}, in all languages of the site."""
    found: dict[str, int] = {}
    for code in LANGUAGES:
        with override(code):
            found |= {fold_word(str(name).lower()): number for number, name in MONTHS.items()}
    return found
