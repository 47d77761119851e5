import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext_lazy as _

from ...texts.parity import Kind
from ...texts.parity.acronyms import folded, is_a_cry, spells_out
from ...texts.parity.blocks import Block
from ...texts.parity.reading import forms_of_acronym
from ...texts.typographer.protected import protected
from ..terms import terms_in
from .capitals import RUN, are_words_in_capitals
from .checked_text import CheckedText
from .groups import WORDING
from .registry import WARNS, check
from .well_known import well_known

# Of one text: a list of codes is none of acronyms.
MOST_ASKED = 40
# With full stops, three letters: two are the initials of somebody.
_CAPITALS = re.compile(
    r"(?<![\w.])(?<!\d-)(?<!\b[A-Z]-)([A-Z]{2,8}|[A-Z](?:\.[A-Z]){2,7})s?(?!\w|\.[A-Z]|-\d)"
)
# Patents and standards: EP 1234567, NF EN 1090.
BEFORE_NUMBERS = {"FR", "EP", "US", "WO", "NF", "EN", "DIN", "IEC", "UTE"}
_NUMBER = re.compile(r"[ \xa0\u202f-]?(?:EN[ \xa0\u202f])?\d")
# Of what stands before a surname in capitals: “avec Jean DUPONT”, “J.-C. DUPONT”. What begins a sentence may
# be any word.
MOST_BEFORE, FEWEST_OF_A_SURNAME = 40, 4
_FIRST_NAME = re.compile(
    r"(?:[a-zà-ÿ,;][ \xa0\u202f][A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?"
    r"|(?<![\w.])[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)?)[ \xa0\u202f]$"
)
_ROMAN = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


@check(
    "acronym",
    WARNS,
    _("Acronyms that are never spelt out"),
    WORDING,
    _("Spell it out where it stands first."),
)
def acronym(text, limits):
    first_mentions = islice(_first_mentions(text), MOST_ASKED) if text.grammar.reads_words else ()
    asked = [(block, found) for block, found in first_mentions if not _is_spelt_out(text, found[1])]
    of_the_house = terms_in(text.language).in_capitals if asked else ()
    for block, found in asked:
        if _bare(found) not in of_the_house:
            yield text.finding_at(_("“%(words)s” is never spelt out."), block, *found.span(1))


def _first_mentions(text: CheckedText) -> Iterator[tuple[Block, re.Match[str]]]:
    known = set(well_known(text.language))
    for block in text.blocks:
        hidden = _hidden(block) if _CAPITALS.search(block.text) else frozenset()
        for found in _CAPITALS.finditer(block.text):
            is_asked = found.start() not in hidden and _bare(found) not in known
            if is_asked and not _is_none(block.text, found):
                known.add(_bare(found))
                yield block, found


def _is_none(words, found):
    """A number, a cry, a surname, or what stands before a number."""
    before, behind = words[max(0, found.start() - MOST_BEFORE) : found.start()], words[found.end(1) :]
    return bool(
        _ROMAN.fullmatch(found[1])
        or is_a_cry(words, *found.span(1))
        or (len(found[1]) >= FEWEST_OF_A_SURNAME and _FIRST_NAME.search(before))
        or (found[1] in BEFORE_NUMBERS and _NUMBER.match(behind))
    )


def _bare(found):
    return found[1].replace(".", "")


def _hidden(block: Block) -> frozenset[int]:
    """Where names, references, addresses, and words in capitals stand, which are no acronyms."""
    if block.text.isupper():
        return frozenset(range(len(block.text)))
    spans = [(fact.start, fact.end) for fact in block.facts if fact.kind is not Kind.ACRONYM]
    codes = [(fact.start, fact.end) for fact in block.facts if not _CAPITALS.fullmatch(fact.words)]
    runs = [found.span() for found in RUN.finditer(block.text) if are_words_in_capitals(found[0])]
    return frozenset(
        place for start, end in (*spans, *codes, *runs, *protected(block.text)) for place in range(start, end)
    )


def _is_spelt_out(text: CheckedText, word: str) -> bool:
    """By the brackets that it stands in or before, or by words with these initials, where it is said."""
    escaped = re.escape(word)
    if re.search(rf"\({escaped}s?\)|\b{escaped}\s?\([^)]*\w{{3}}", text.whole):
        return True
    said = [folded(part) for part in text.parts if word in part]
    return any(spells_out(words, form) for words in said for form in forms_of_acronym(word.replace(".", "")))
