"""A source and a translation of it, and what is said of both on the side of one of them."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from common import languages

from ...texts.parity import Difference, sentence
from .checked_text import CheckedText
from .finding import Finding


@dataclass
class Pair:
    # On whose side it is said: one of the two.
    side: CheckedText
    source: CheckedText
    translation: CheckedText

    def finding(self, difference: Difference) -> Finding:
        is_source = self.side is self.source
        words = difference.in_source if is_source else difference.in_translation
        return Finding(
            sentence(difference),
            self.side.column(_field(difference, is_source=is_source)),
            excerpt=words,
            facts=self._facts(difference),
            known_by=self.translation.column(_field(difference, is_source=False)),
        )

    def _facts(self, difference):
        return (
            *(difference.kind, difference.in_source, difference.in_translation),
            *(self.source.words_at(difference.source_place), self.translation.words_at(difference.place)),
        )

    def more(self, count: int) -> Finding:
        sentence = ngettext(
            "%(count)d more difference between the two languages.",
            "%(count)d more differences between the two languages.",
            count,
        ) % {"count": count}
        known_by = languages.column_in(self.translation.language, "body")
        return Finding(sentence, self.side.column("body"), facts=(str(count),), known_by=known_by)


def _field(difference, *, is_source):
    """Where it is on one side; the same field of the other where it is nowhere there."""
    places = [difference.place, difference.source_place]
    place = next(filter(None, reversed(places) if is_source else places), None)
    return place.field if place else "body"
