from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.characters import shortened
from common.languages import SPOKEN, own_name

from .comparing import Difference
from .facts import Kind

# {what a text is made of: each with its number in both languages}
COUNTED = {
    Kind.HEADINGS: gettext_lazy("Headings: %(source)s in %(source_language)s, %(words)s in %(language)s."),
    Kind.ITEMS: gettext_lazy("List items: %(source)s in %(source_language)s, %(words)s in %(language)s."),
    Kind.QUOTATIONS: gettext_lazy(
        "Quotations: %(source)s in %(source_language)s, %(words)s in %(language)s."
    ),
    Kind.ROWS: gettext_lazy("Table rows: %(source)s in %(source_language)s, %(words)s in %(language)s."),
    Kind.FIGURES: gettext_lazy("Pictures: %(source)s in %(source_language)s, %(words)s in %(language)s."),
}
# Of words that are quoted.
MOST_LETTERS = 60
# Of an address that is cut in its middle: of its beginning, and before what differs.
HEAD, BEFORE = 20, 8


def sentence(difference: Difference) -> str:
    source, words, twin = _shown(difference)
    names = {
        "source": source,
        "words": words,
        "twin": twin,
        "source_language": SPOKEN.get(difference.source_language) or own_name(difference.source_language),
        "language": SPOKEN.get(difference.language) or own_name(difference.language),
    }
    return _template(difference) % names


def _shown(difference):
    said = difference.in_source, difference.in_translation, difference.twin
    if difference.kind is Kind.LINK:
        alike = len(
            list(takewhile(lambda signs: len(set(signs)) == 1, zip(*filter(None, said), strict=False)))
        )
        return [_cut(each, alike) for each in said]
    return [shortened(each.replace("\n", " "), MOST_LETTERS) for each in said]


def _cut(address, alike):
    """An address of which a part is left out that it has in common with the others: so many signs of each."""
    if len(address) <= MOST_LETTERS:
        return address
    # Of one that stands alone, and of two that are the same, the end is seen.
    start = max(min(alike - BEFORE, len(address) - MOST_LETTERS + HEAD), HEAD)
    end = start + MOST_LETTERS - HEAD
    before, behind = ("…" if is_cut else "" for is_cut in (start > HEAD, end < len(address)))
    return address[:HEAD] + before + address[start:end] + behind


def _template(difference):
    if difference.kind in COUNTED:
        return str(COUNTED[difference.kind])
    if difference.twin:
        return _of_a_page(difference)
    if not difference.in_translation:
        return _("“%(source)s” stands in %(source_language)s and not in %(language)s.")
    if not difference.in_source:
        return _("“%(words)s” stands in %(language)s and not in %(source_language)s.")
    return _("“%(source)s” in %(source_language)s, “%(words)s” in %(language)s.")


def _of_a_page(difference):
    if not difference.in_translation:
        return _(
            "“%(source)s” stands in %(source_language)s and not in %(language)s, where this page is "
            "“%(twin)s”."
        )
    if difference.in_source == difference.in_translation:
        return _(
            "The link in %(language)s leads to the page in %(source_language)s, “%(source)s”; the page in "
            "%(language)s is “%(twin)s”."
        )
    return _(
        "“%(source)s” in %(source_language)s, “%(words)s” in %(language)s, where the same page is “%(twin)s”."
    )
