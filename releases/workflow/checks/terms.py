from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from common import languages

from ...texts import terms
from ...texts.typographer.edits import Rule
from ...texts.typographer.registry import wording_of
from ..terms import term_rules, terms_in
from . import office
from .checked_text import FIELDS
from .groups import TRANSLATION, WORDING
from .registry import CHECKS, WARNS, check

OTHER_FORM = _("“%(words)s”: the house writes “%(form)s”.")
NOT_ITS_ENDING = _("“%(words)s”: the house writes “%(form)s”; its ending has to be written by hand.")
LACKING = _("“%(words)s” is “%(form)s” in %(language)s, which does not stand in this text.")
LACKING_ALIKE = _("“%(form)s” is the word in %(language)s, too, and does not stand in this text.")


@check(
    "term",
    WARNS,
    _("Forms that are not the house’s"),
    WORDING,
    _("Take its form from “Typography and terms”, or change the list of terms."),
    as_typed=True,
)
def term(text, limits):
    for found in terms.findings(text.blocks, terms_in(text.language)):
        sentence = (OTHER_FORM if found.use.is_sure else NOT_ITS_ENDING) % {
            "words": found.words,
            "form": found.proposal,
        }
        yield text.finding(
            sentence, found.block.field, excerpt=found.words, facts=(found.words, found.proposal)
        )


def rules_of_terms(language: str) -> Sequence[Rule]:
    """For the corrections of a text; of terms none where the office has switched the check off."""
    is_on = any(True for _found in office.switched_on([CHECKS["term"]]))
    return term_rules(language) if is_on else wording_of(language)


@check(
    "missing_term",
    WARNS,
    _("Terms of the house that a translation lacks"),
    TRANSLATION,
    _("Say the same by the term of the house."),
)
def missing_term(text, limits):
    if text.language == text.source.language or not text.text("body"):
        return
    known = terms_in(text.source.language), terms_in(text.language)
    fields = {*FIELDS, *(block.field for block in text.blocks)}
    blocks = [block for block in text.source.blocks if block.field in fields]
    for found in terms.missing(blocks, known[0], text.blocks, known[1]):
        words = {"words": found.words, "form": found.proposal, "language": languages.name(text.language)}
        sentence = LACKING_ALIKE if found.is_one_word else LACKING
        yield text.finding(sentence % words, "body", facts=(found.words, found.proposal))
