"""A weekday that is not that of its date: dismissed in one language, it is no difference of the two."""

from ...texts.parity import Difference, Kind
from .checked_text import CheckedText
from .pair import Pair
from .registry import CHECKS

WEEKDAY = "weekday"


def is_dismissed_weekday(pair: Pair, difference: Difference) -> bool:
    if difference.kind is not Kind.WEEKDAY or not pair.side.release.dismissed:
        return False
    sides = (
        (pair.source, difference.source_place, difference.in_source),
        (pair.translation, difference.place, difference.in_translation),
    )
    return any(_is_dismissed(text, text.words_at(place), words) for text, place, words in sides)


def _is_dismissed(text: CheckedText, block: str, weekday: str) -> bool:
    for finding in CHECKS[WEEKDAY].findings(text, {}):
        words, sentence = finding.facts
        if finding.fingerprint in text.release.dismissed and sentence in block and words.startswith(weekday):
            return True
    return False
