from typing import Protocol

from django.utils.translation import gettext as _

from common.characters import shortened

from ..spelling import Spelling, compare, gains_details, is_damaged
from .row_handler import RowHandler
from .row_sentences import lost_letters_sentence

SHOWN = 60
KEPT = (Spelling.DAMAGED, Spelling.LESS_DETAILED, Spelling.SHORTENED)


class SpellingReview(Protocol):
    remarks: list[str]
    doubts: list[str]


def is_change(row: SpellingReview, handler: RowHandler, key: str, old: str, new: str) -> bool:
    """False where the old spelling is kept, with a remark; adds a doubt where a person has to decide."""
    found = compare(old, new)
    if found in (Spelling.OTHER, Spelling.MORE_DETAILED) and handler.shortens(key, new, old):
        found = Spelling.MIXED if gains_details(old, new) else Spelling.SHORTENED
    if found is Spelling.DAMAGED:
        keep(row, new, old)
    elif found is Spelling.LESS_DETAILED:
        sentence = _(
            "“%(old)s” is kept, because “%(new)s” lacks some of its accents, hyphens or capitals. To "
            "change it all the same, edit the contact or the organisation."
        )
        row.remarks.append(sentence % _shown(old, new))
    elif found is Spelling.SHORTENED:
        sentence = _(
            "“%(old)s” is kept, because “%(new)s” is only a part or a short form of it. To change it all "
            "the same, edit the contact."
        )
        row.remarks.append(sentence % _shown(old, new))
    elif found is Spelling.MIXED:
        sentence = _(
            "“%(old)s” or “%(new)s”: each has an accent, a hyphen, an apostrophe or capitals that the "
            "other lacks."
        )
        row.doubts.append(sentence % _shown(old, new))
    elif is_damaged(new, is_name=key in handler.name_columns):
        sentence = _("“%(text)s”: %(why)s")
        row.doubts.append(sentence % {"text": _short(new), "why": lost_letters_sentence()})
    return found not in KEPT


def keep(row: SpellingReview, new: str, old: str) -> None:
    sentence = _("“%(old)s” is kept, because “%(new)s” has lost letters in a wrong encoding.")
    row.remarks.append(sentence % _shown(old, new))


def _shown(old, new):
    return {"old": _short(old), "new": _short(new)}


def _short(text):
    return shortened(text, SHOWN)
