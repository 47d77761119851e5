from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common import languages

from ..parity import parity_differences
from ..staleness import translations_left_behind
from .checked_text import CheckedText
from .finding import Finding
from .groups import TRANSLATION
from .pair import Pair
from .registry import WARNS, Limit, check
from .weekdays import is_dismissed_weekday


@check(
    "parity",
    WARNS,
    _("What two languages do not state alike"),
    TRANSLATION,
    _("Compare both texts at this place."),
    most=Limit(10, _("differences said at most; the others are counted")),
)
def parity(text, limits):
    for pair in _pairs(text):
        found = parity_differences(text.release, pair.translation.language)
        differences = [each for each in found if not is_dismissed_weekday(pair, each)]
        yield from map(pair.finding, differences[: limits["most"]])
        if rest := differences[limits["most"] :]:
            yield pair.counted(rest)


def _pairs(text) -> Iterator[Pair]:
    """Of a source, with each translation that is to say the same by now."""
    release = text.release
    if text.language != release.source_language:
        yield Pair(text, text.source, text)
        return
    for code in languages.others(text.language):
        if release.is_finished(code) or release.is_stale(code):
            yield Pair(text, text, CheckedText(release, code))


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
        yield text.finding(sentence % {"count": len(changes)}, changes[0].field, facts=_keys(changes))
    for each in translations_left_behind(text.release, text.language):
        field = each.changes[0].field
        known_by = languages.column_in(each.language, field)
        yield Finding(str(each), text.column(field), facts=_keys(each.changes), known_by=known_by)


def _keys(changes):
    return tuple(change.key for change in changes)
