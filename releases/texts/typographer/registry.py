"""Which rules a language has: whatever is right in all, and its own."""

from collections.abc import Sequence

from . import english, french
from .edits import Rule
from .neutral import ELLIPSIS, UNIT

NEUTRAL = (ELLIPSIS, UNIT)
OWN = {"fr": french.RULES, "en": english.RULES}
WORDING = {"fr": french.WORDING}


def rules_of(language: str, is_rich: bool) -> list[Rule]:
    rules = (ELLIPSIS, *OWN.get(language, ()), UNIT)
    return [rule for rule in rules if is_rich or not rule.is_for_rich_text_alone]


def wording_of(language: str) -> Sequence[Rule]:
    """What changes letters, and so is no typography."""
    return WORDING.get(language, ())
