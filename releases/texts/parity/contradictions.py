"""Words that need not be said, and contradict one another where each text has one: noon and midnight."""

from collections.abc import Iterator

from .facts import Fact, Kind
from .grammar import Grammar
from .pairing import Mention, Mentions

KINDS = (Kind.HOUR, Kind.ORDINAL, Kind.NUMBER, Kind.MEASURE, Kind.RATE, Kind.AMOUNT)


def contradictions(
    left: Mentions, right: Mentions, grammar: Grammar, other_grammar: Grammar
) -> Iterator[tuple[Mention, Mention]]:
    """Of what is left of two blocks: one of a kind on either side."""
    for kind in KINDS:
        one = [each for each in left if _may_contradict(each.fact, kind, grammar)]
        other = [each for each in right if _may_contradict(each.fact, kind, other_grammar)]
        if len(one) == len(other) == 1:
            yield one[0], other[0]


def _may_contradict(fact: Fact, kind: Kind, grammar: Grammar) -> bool:
    if fact.kind is not kind or not fact.is_weak:
        return False
    if kind is Kind.MEASURE:
        return fact.words.lower() in grammar.spans
    # “Each” and “both” are two in passing; what doubles or halves is meant so.
    return kind is not Kind.NUMBER or "/" in fact.value or fact.words.lower() in grammar.factors
