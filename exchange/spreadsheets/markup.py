"""Texts as XML. What XML cannot hold is written _xHHHH_, as Excel does."""

import re

# XML forbids them, or, for the carriage return, changes them.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
_SPECIAL = re.compile(r"[&<>\"\r\t\n]")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\r": "&#13;",
    "\t": "&#9;",
    "\n": "&#10;",
}

# An underscore that would look like the beginning of an escape is escaped itself.
_EXCEL = re.compile(f"[{_CONTROL}\r]|_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROL}\r])")
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# OpenDocument has no such convention: only what could not be written otherwise is escaped and read back.
_RARE = "(?:00[01][0-9A-Fa-f]|[Ff]{3}[EeFf]|005[Ff])"
_OPEN = re.compile(f"[{_CONTROL}]|_(?=x{_RARE}[_{_CONTROL}])")
_OPEN_ESCAPE = re.compile(f"_x({_RARE})_")


def _code(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def escape_excel(text: str) -> str:
    return _EXCEL.sub(_code, text)


def unescape_excel(text: str) -> str:
    if "_x" not in text:
        return text
    # Two escapes may be the halves of one character; a half alone is no character at all.
    units = _EXCEL_ESCAPE.sub(_character, text).encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def escape_odf(text: str) -> str:
    return _OPEN.sub(_code, text)


def unescape_odf(text: str) -> str:
    return _OPEN_ESCAPE.sub(_character, text) if "_x" in text else text


def xml(text: str) -> str:
    """Text for an element or an attribute."""
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], text)
