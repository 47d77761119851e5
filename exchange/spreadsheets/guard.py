"""Against CSV injection: a text that begins like a formula would be evaluated; an apostrophe in front of it
prevents that."""

import re
from collections.abc import Iterable

# The first characters that a spreadsheet evaluates, their full-width twins included, and the apostrophe,
# so that taking the guard off is never ambiguous. What a spreadsheet skips in front changes nothing.
_SKIPPED = "\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_EVALUATED = "=+\\-@'\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_RISKY = re.compile(f"[\t\r\n]|[{_SKIPPED}]*[{_EVALUATED}]")


def guard(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    return text[1:] if text[:1] == "'" and _RISKY.match(text, 1) else text


def are_guarded(values: Iterable[object]) -> bool:
    """Whether these texts were guarded once: some may have been added since, but most begin with a guard."""
    risky = [value for value in values if type(value) is str and _RISKY.match(value)]
    return 2 * sum(unguard(value) != value for value in risky) > len(risky)
