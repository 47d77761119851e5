"""A source and a translation of it, and what is said of both on the side of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from ...texts.parity import Difference, Place, sentence
from ...texts.parity.blocks import RICH
from .checked_text import CheckedText
from .finding import Finding, Side

# Letters that are shown before and behind words.
AROUND = 50


@dataclass
class Pair:
    # On whose side it is said: one of the two.
    side: CheckedText
    source: CheckedText
    translation: CheckedText

    def finding(self, difference: Difference) -> Finding:
        places = [(self.source, difference.source_place), (self.translation, difference.place)]
        in_source, in_translation = (_side(*each, _field(*places)) for each in places)
        in_source = in_source._replace(is_missing=bool(in_translation.words and not in_source.words))
        in_translation = in_translation._replace(
            is_missing=bool(in_source.words and not in_translation.words)
        )
        first, second = (
            (in_source, in_translation) if self.side is self.source else (in_translation, in_source)
        )
        finding = Finding(
            sentence(difference),
            first.column,
            excerpt=first.words.partition("\n")[0],
            facts=self._facts(difference),
            known_by=in_translation.column,
        )
        finding.sides = first, second
        return finding

    def _facts(self, difference):
        return (
            *(difference.kind, difference.in_source, difference.in_translation),
            *(self.source.words_at(difference.source_place), self.translation.words_at(difference.place)),
        )

    def counted(self, differences: Sequence[Difference]) -> Finding:
        """Those that are not said one by one."""
        count, more = len(differences), tuple(map(self.finding, differences))
        sentence = ngettext(
            "%(count)d more difference between the two languages.",
            "%(count)d more differences between the two languages.",
            count,
        ) % {"count": count}
        facts = tuple(fact for each in more for fact in each.facts)
        known_by = self.translation.column("body")
        finding = Finding(sentence, self.side.column("body"), facts=facts, known_by=known_by)
        finding.more = more
        return finding


def _field(*places):
    """Where one of the two has no place, that of the other; of both, each its own."""
    return next((place.field for _text, place in places if place), "body")


def _side(text: CheckedText, place: Place | None, field: str) -> Side:
    if place is None:
        return Side(text.language, text.column(field))
    said = text.words_at(place)
    before, words, after = said[: place.start], said[place.start : place.end], said[place.end :]
    block = place.block if place.field in RICH else None
    nth = before.count(words) if words else 0
    column = text.column(place.field)
    return Side(text.language, column, words, _end(before), _beginning(after), block, nth)


def _beginning(words):
    return words if len(words) <= AROUND else f"{words[:AROUND].rpartition(' ')[0] or words[:AROUND]} …"


def _end(words):
    return words if len(words) <= AROUND else f"… {words[-AROUND:].partition(' ')[2] or words[-AROUND:]}"
