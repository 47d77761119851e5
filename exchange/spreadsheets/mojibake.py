"""UTF-8 that somebody read as another encoding and saved again: “AndrÃ©” was meant as “André”."""

import codecs
import re

# Where LibreOffice puts a byte that an encoding leaves undefined; for others it stays the control character.
_OF_LIBREOFFICE = 0xF100
_READ_AS = ("cp1252", "cp850", "mac_roman")
# Letters of Latin alphabets and the marks of print: what chance makes of other bytes is hardly ever one.
_BEYOND_ASCII = "\xa0-\u017f\u01a0\u01a1\u01af\u01b0\u02c6\u02dc\u1e00-\u1eff\u2010-\u2044\u20ac\u2122"
PRINTED = re.compile(f"[{_BEYOND_ASCII}]+")
_LIKELY = re.compile(f"[\x00-\x7f{_BEYOND_ASCII}]*")
# 4 times are as many as anybody has seen.
MAX_REPAIRS = 4


def _bytes_of(encoding: str) -> dict[int, int]:
    known = {ord(bytes([byte]).decode(encoding, "replace")): byte for byte in range(256)}
    known.pop(0xFFFD, None)
    undefined = range(128, 160)
    return known | {byte: byte for byte in undefined} | {_OF_LIBREOFFICE + byte: byte for byte in undefined}


_TABLES = [_bytes_of(encoding) for encoding in _READ_AS]
# The first bytes of two or three that make such a letter: as they were read, one stands in what is spoilt.
_FIRST = frozenset({0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xCB, 0xE1, 0xE2})
_LEADS = [[chr(code) for code, byte in table.items() if byte in _FIRST] for table in _TABLES]
_ALL_LEADS = sorted({lead for leads in _LEADS for lead in leads})


def repair(text: str) -> str:
    """The text itself where nothing is wrong with it; all of it must make sense the other way."""
    if not is_suspicious(text):
        return text
    repaired = text
    for _time in range(MAX_REPAIRS):
        again = next(filter(None, map(_repaired, [repaired] * len(_TABLES), _TABLES, _LEADS)), None)
        if again is None:
            break
        repaired = again
    return repaired if _LIKELY.fullmatch(repaired) else text


def is_suspicious(text: str) -> bool:
    """Whether a look at its parts is worth the time."""
    return _has_one_of(_ALL_LEADS, text)


def _has_one_of(leads: list[str], text: str) -> bool:
    # Not any() over a generator, which takes five times as long: every line of a file comes here.
    for lead in leads:  # noqa: SIM110
        if lead in text:
            return True
    return False


def _repaired(text: str, table: dict[int, int], leads: list[str]) -> str | None:
    if not _has_one_of(leads, text):
        return None
    try:
        repaired = codecs.charmap_encode(text, "strict", table)[0].decode()
    except UnicodeError:
        return None
    return repaired if len(repaired) < len(text) else None
