"""Plain text in lines of a bounded length, as systems of news agencies take it: ?columns=72."""

import re
from collections.abc import Mapping
from functools import cache
from textwrap import TextWrapper

from django.utils.translation import override, pgettext

from common import languages

COLUMNS = 72
PATTERN = re.compile(str(COLUMNS))
# The sign or number of an item.
_SIGN = re.compile(r"(?:[–—•-]|[0-9]{1,4}\.) ")


@cache
def name_in(language: str) -> str:
    """Of the parameter."""
    with override(language):
        return pgettext("in an address", "columns")


def patterns_in_all_languages() -> dict[str, re.Pattern[str]]:
    """For kept()."""
    return {name_in(code): PATTERN for code in languages.LANGUAGES}


def asked_for(query: Mapping[str, str], language: str) -> int | None:
    """0 where a line is as long as its paragraph; None where another number is asked for."""
    written = query.get(name_in(language))
    if written is None:
        return 0
    return COLUMNS if PATTERN.fullmatch(written) else None


def wrapped(text: str, columns: int) -> str:
    """Lines end between words alone: one that is longer, an address for instance, stays whole."""
    return "\n".join(_lines(line, columns) for line in text.split("\n"))


def _lines(line, columns):
    if len(line) <= columns:
        return line
    words = line.lstrip(" ")
    # Deep within lists and quotations something has to be left for the words.
    indent = min(len(line) - len(words), columns // 2)
    sign = _SIGN.match(words)
    wrapper = TextWrapper(
        columns,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + (sign.end() if sign else 0)),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(words)
