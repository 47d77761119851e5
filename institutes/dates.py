"""Dates as people write them in cells that hold a text."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from .matching import normalise

# The day before the month, as everybody writes it whom this site is for.
PATTERNS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y")
# An hour says nothing more of a day.
_HOUR = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d)?$")
_DAY = re.compile(r"(\d{1,2})[a-z]{0,2}")

# What is left of a date in a workbook when its cell lost its format: 1954 to 2119, and no year among them.
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000


def from_serial(number: float) -> date:
    return date(1899, 12, 30) + timedelta(days=int(number))


def read(text: str, languages: Sequence[str]) -> date:
    """ValidationError with a sentence when nobody could be sure which day is meant."""
    numbers = _HOUR.sub("", text)
    for pattern in PATTERNS:
        try:
            return datetime.strptime(numbers, pattern).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    if day := _spelt_out(normalise(text).split(), languages):
        return day
    raise ValidationError(
        _("“%(text)s” is not a date; write it like 2027-03-01 or 01/03/2027.") % {"text": text}
    )


def _spelt_out(words: list[str], languages: Sequence[str]) -> date | None:
    """Day, month in letters and year, in the order of any language; a weekday beside them."""
    days = [found for word in words if (found := _DAY.fullmatch(word))]
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    letters = [word for word in words if word.isalpha()]
    if len(days) != 1 or len(years) != 1 or len(days) + len(years) + len(letters) != len(words):
        return None
    months = [named for word in letters if (named := _named(word, languages, "month"))]
    others = [word for word in letters if not _named(word, languages, "month")]
    if len(months) != 1 or len(months[0]) != 1 or len(others) > 1:
        return None
    if not all(_named(word, languages, "weekday") for word in others):
        return None
    try:
        return date(int(years[0]), months[0].pop(), int(days[0][1]))
    except ValueError:
        return None


def _named(word: str, languages: Sequence[str], what: str) -> set[int]:
    """Which months, or days of the week, begin like this: “févr.” is one, “jui.” could be two."""
    if len(word) < 3:
        return set()
    found = set()
    for language in languages:
        with override(language):
            for index in range(1, 13 if what == "month" else 8):
                # The third month of 2024 is March; its fourth day, the first of its weeks, a Monday.
                named = date(2024, index, 1) if what == "month" else date(2024, 3, 3 + index)
                names = (formats.date_format(named, style) for style in ("FM" if what == "month" else "lD"))
                if any(normalise(name).startswith(word) for name in names):
                    found.add(index)
    return found
