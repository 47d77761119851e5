import re

from django.db.models import Q

from .telephones import FRANCE, OVERSEAS, SAINT_PIERRE, without_extension

_TYPED = re.compile(r"(?:tel:)?\s*[+(]*[\d\s().+/–-]+", re.IGNORECASE)
# Fewer digits would find nearly everybody.
MIN_DIGITS, MIN_DIGITS_AT_START = 4, 3


def numbers_like(typed: str, column: str) -> Q | None:
    """Rows whose E.164 number begins with what was typed, in any usual form, or holds it; None for words.

    “01 42 03”, “0142”, “+33 (0)1 42”, “0033 142”, “42 03 12”; “01 75 31 40 03 ext. 13” by its number alone.
    """
    typed = without_extension(typed)
    if not _TYPED.fullmatch(typed.strip()):
        return None
    text = typed.strip().removeprefix("tel:").replace("(0)", "").lstrip("( ")
    digits = "".join(sign for sign in text if sign.isdecimal())
    if text.startswith("+") or digits.startswith("00"):
        beginning = _international(digits.removeprefix("00"))
    elif digits.startswith("0"):
        beginning = _national(digits[1:])
    else:
        return Q(**{f"{column}__contains": digits}) if len(digits) >= MIN_DIGITS else None
    return Q(**{f"{column}__startswith": beginning}) if len(digits) >= MIN_DIGITS_AT_START else None


def _international(digits: str) -> str:
    """+33 596 and +33 0596 are +596 596 here."""
    code = str(FRANCE)
    return _national(digits.removeprefix(code).removeprefix("0")) if digits.startswith(code) else f"+{digits}"


def _national(digits: str) -> str:
    code = OVERSEAS.get(digits[:3], FRANCE)
    return f"+{code}{digits.removeprefix(SAINT_PIERRE) if str(code) == SAINT_PIERRE else digits}"
