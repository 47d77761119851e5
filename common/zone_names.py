"""The zone of an hour in words, where a language has other ones than its sign: “9 h 42 (heure de Paris)”.

Signs such as CET are English; few French readers know them.
"""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language

NAMES = {"fr": dict.fromkeys(("CET", "CEST"), "(heure\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}Paris)")}

_sign = DateFormat.T


def name(self: DateFormat) -> str:
    sign, language = _sign(self), (get_language() or "").partition("-")[0]
    return NAMES.get(language, {}).get(sign, sign)


def register() -> None:
    """In the place of Django's, as ordinals.py does."""
    DateFormat.T = name  # type: ignore[assignment, method-assign]
