"""The first of a month as a language writes it: “1er décembre”, then “2 décembre”.

Django's format character S knows English alone; formats of a language that has such a sign use it.
"""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

FIRST = {"fr": "er"}

_english = DateFormat.S


def suffix(self: DateFormat) -> str:
    language = (get_language() or "").partition("-")[0]
    if language not in FIRST:
        return _english(self)
    return FIRST[language] if self.j() == 1 else ""


def register() -> None:
    """In the place of Django's: every sentence, list and template with a date comes by here."""
    DateFormat.S = suffix  # type: ignore[method-assign]
