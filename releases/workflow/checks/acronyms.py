import re
from itertools import islice

from django.utils.translation import gettext_lazy as _

from ...texts.parity import Kind
from ...texts.parity.acronyms import WRITTEN_OUT, folded, spells_out
from ...texts.parity.reading import forms_of_acronym
from .groups import WORDING
from .registry import WARNS, check

# Words by now.
KNOWN = WRITTEN_OUT | {"PDF", "USB", "GPS", "SMS", "QR", "HTML", "ID", "CV", "DVD", "CD", "LED", "ISO", "PSL"}
# Of one text: a list of codes is none of acronyms.
MOST_ASKED = 40
_ONLY_LETTERS = re.compile(r"[A-Z](?:[A-Z.]){1,7}")
_ROMAN = re.compile(r"[IVXLCDM]+")


@check(
    "acronym",
    WARNS,
    _("Acronyms that are never spelt out"),
    WORDING,
    _("Spell it out where it stands first."),
)
def acronym(text, limits):
    for block, fact in islice(_first_mentions(text), MOST_ASKED):
        if not _is_spelt_out(text, fact):
            yield text.finding_at(_("“%(words)s” is never spelt out."), block, fact.start, fact.end)


def _first_mentions(text):
    """Of no acronym in a language of which none are known: it would be asked of each of them."""
    known = text.grammar.acronyms
    said = {*KNOWN, *known, *known.values()}
    for block in text.blocks if known else ():
        for fact in block.facts:
            if fact.kind is Kind.ACRONYM and fact.value not in said and _is_asked_of(fact):
                said.add(fact.value)
                yield block, fact


def _is_asked_of(fact):
    return _ONLY_LETTERS.fullmatch(fact.words) and not _ROMAN.fullmatch(fact.words)


def _is_spelt_out(text, fact):
    """By the brackets that it stands in or before, or by words with these initials, where it is said."""
    word = re.escape(fact.words)
    if re.search(rf"\({word}\)|\b{word}\s?\([^)]*\w{{3}}", text.whole):
        return True
    said = [folded(part) for part in text.parts if fact.words in part]
    return any(spells_out(words, form) for words in said for form in forms_of_acronym(fact.value))
