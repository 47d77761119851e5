from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common import languages

from ...texts.parity import sentence
from ..parity import parity_differences
from .finding import Finding
from .groups import TRANSLATION
from .registry import WARNS, Limit, check


@check(
    "parity",
    WARNS,
    _("What two languages do not state alike"),
    TRANSLATION,
    _("Compare both texts at this place."),
    most=Limit(10, _("differences said at most; the others are counted")),
)
def parity(text, limits):
    found = parity_differences(text.release, text.language)
    for difference in found[: limits["most"]]:
        yield _finding(text, difference)
    if (count := len(found) - limits["most"]) > 0:
        yield text.finding(_more(count), "body", facts=(str(count),))


def _finding(text, difference):
    place = difference.place or difference.source_place
    field = place.field if place else "body"
    facts = (
        *(difference.kind, difference.in_source, difference.in_translation),
        *(text.source.words_at(difference.source_place), text.words_at(difference.place)),
    )
    column = languages.column_in(difference.language, field)
    return Finding(sentence(difference), column, excerpt=difference.in_translation, facts=facts)


def _more(count):
    return ngettext(
        "%(count)d more difference between the two languages.",
        "%(count)d more differences between the two languages.",
        count,
    ) % {"count": count}


@check(
    "stale",
    WARNS,
    _("Translations of an older source"),
    TRANSLATION,
    _("Follow what has changed, or mark it as still valid, above the text."),
)
def stale(text, limits):
    changes = text.release.changes_of_source(text.language)
    if changes:
        sentence = ngettext(
            "%(count)d change of the source is not followed in this translation.",
            "%(count)d changes of the source are not followed in this translation.",
            len(changes),
        )
        facts = [change.key for change in changes]
        yield text.finding(sentence % {"count": len(changes)}, changes[0].field, facts=facts)
