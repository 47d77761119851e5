import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import dates as names
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.characters import normalise
from common.dates import OFFICE, DateRange

# The day before the month, as everybody writes it whom this site is for. Not 12-02-24: to some that is 2012.
PATTERNS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %m %Y",
    "%d/%m/%y",
    "%d.%m.%y",
)
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y")
# Nobody needs more for a day, with its weekday and an hour.
MAX_LENGTH = 60
# An hour says nothing more of a day. Not 3:05 PM: whoever writes that may write the month first.
_HOUR = re.compile(
    r"(?:T|\s?[,–-]?\s(?:à\s|at\s)?)(?:[01]?\d|2[0-3])"
    r"(?:\s?(?::|h|heures?)\s?[0-5]\d(?::[0-5]\d(?:\.\d+)?|\s?min)?|\s?h|\s?heures?)$"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)")
# What word processors write between figures, so that no line breaks there.
_HYPHENS = re.compile("[\u2010-\u2012\u2212]")
_ORDINAL = re.compile(r"\b(\d{1,2}) ?(?:er|re|e|eme|st|nd|rd|th)\b")
_ARTICLES = {"le", "du", "the", "of"}
_DAY = re.compile(r"(\d{1,2})[a-z]{0,2}")

# What is left of a date in a workbook when its cell lost its format: 1954 to 2119, and no year among them.
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000


def from_serial(number: float) -> date:
    return date(1899, 12, 30) + timedelta(days=int(number))


def read(text: str, languages: Sequence[str], within: DateRange = OFFICE) -> date:
    """ValidationError with a sentence when nobody could be sure which day is meant."""
    text = _HYPHENS.sub("-", text.strip())
    day = None
    if len(text) <= MAX_LENGTH:
        day = _day_of_moment(text) or _in_figures(text) or _spelt_out(text, languages)
    if day is None:
        raise _refusal(text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…", languages)
    within(day)
    return day


def _refusal(text: str, languages: Sequence[str]) -> ValidationError:
    if _parsed(text, MONTH_FIRST):
        sentence = _("“%(text)s” has the month before the day; write it like 2027-03-01 or 01/03/2027.")
    elif _spelt_out(text, languages, whatever_weekday=True):
        sentence = _("“%(text)s” has another day of the week; write it like 2027-03-01 or 01/03/2027.")
    else:
        sentence = _("“%(text)s” is not a date; write it like 2027-03-01 or 01/03/2027.")
    return ValidationError(sentence % {"text": text})


def _day_of_moment(text: str) -> date | None:
    """Programs write midnight in Paris as 23:00Z of the day before."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return timezone.localdate(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _in_figures(text: str) -> date | None:
    figures = _HOUR.sub("", text).rstrip(".")
    if figures.isdecimal() and len(figures) != 8:
        # A month, a number of a spreadsheet, seconds since 1970.
        return None
    return _parsed(figures, PATTERNS)


def _parsed(figures: str, patterns: Sequence[str]) -> date | None:
    for pattern in patterns:
        try:
            return datetime.strptime(figures, pattern).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


def _spelt_out(text: str, languages: Sequence[str], *, whatever_weekday: bool = False) -> date | None:
    """Day, month in letters and year, in the order of any language; a weekday beside them."""
    spelt = normalise(_HOUR.sub("", text))
    words = [word for word in _ORDINAL.sub(r"\1", spelt).split() if word not in _ARTICLES]
    letters = [word for word in words if word.isalpha()]
    figures = _day_and_year([word for word in words if not word.isalpha()])
    if figures is None or not 1 <= len(letters) <= 2:
        return None
    found = set()
    for place, word in enumerate(letters):
        beside = letters[:place] + letters[place + 1 :]
        if whatever_weekday and all(_weekdays(other, languages) for other in beside):
            beside = []
        found |= {
            day for month in _months(word, languages) if (day := _on(beside, languages, month, *figures))
        }
    return found.pop() if len(found) == 1 else None


def _day_and_year(figures: list[str]) -> tuple[int, int] | None:
    """12 and 2024, in either order; of 12 and 24, the year is the last."""
    if len(figures) != 2:
        return None
    first, last = figures
    if re.fullmatch(r"\d{4}", first):
        first, last = last, first
    day = _DAY.fullmatch(first)
    if not day or not re.fullmatch(r"\d\d|\d{4}", last):
        return None
    return int(day[1]), int(last) if len(last) == 4 else datetime.strptime(last, "%y").year  # noqa: DTZ007


def _on(beside: list[str], languages: Sequence[str], month: int, day: int, year: int) -> date | None:
    """That day, where the word beside the month is no other day of the week than its own."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    is_its_own = all(found.weekday() in _weekdays(word, languages) for word in beside)
    return found if is_its_own else None


def _months(word: str, languages: Sequence[str]) -> set[int]:
    """Which months begin like this: “févr.” is one, “jui.” could be two."""
    return _beginning(word, languages, 12)


def _weekdays(word: str, languages: Sequence[str]) -> set[int]:
    return _beginning(word, languages, 7)


def _beginning(word: str, languages: Sequence[str], count: int) -> set[int]:
    if len(word) < 3:
        return set()
    return {
        number for language in languages for number, name in _names(language, count) if name.startswith(word)
    }


@cache
def _names(language: str, count: int) -> list[tuple[int, str]]:
    """Of the 12 months or the 7 days of the week (Monday is 0), long and short."""
    with override(language):
        if count == 7:
            spelt = [*names.WEEKDAYS.items(), *names.WEEKDAYS_ABBR.items()]
        else:
            days = [date(2024, month, 1) for month in range(1, 13)]
            spelt = [(day.month, formats.date_format(day, style)) for day in days for style in "FMN"]
        return [(number, normalise(str(name))) for number, name in spelt]
