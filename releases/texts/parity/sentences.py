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


def sentence(difference: Difference) -> str:
    words = {
        "source": shortened(difference.in_source, MOST_LETTERS),
        "words": shortened(difference.in_translation, MOST_LETTERS),
        "source_language": SPOKEN.get(difference.source_language) or own_name(difference.source_language),
        "language": SPOKEN.get(difference.language) or own_name(difference.language),
    }
    return _template(difference) % words


def _template(difference):
    if difference.kind in COUNTED:
        return str(COUNTED[difference.kind])
    if not difference.in_translation:
        return _("“%(source)s” stands in %(source_language)s and not in %(language)s.")
    if not difference.in_source:
        return _("“%(words)s” stands in %(language)s and not in %(source_language)s.")
    return _("“%(source)s” in %(source_language)s, “%(words)s” in %(language)s.")
