"""A name that is spelt almost right: “Christian Picory-Donne”."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from .blocks import Block
from .facts import Fact, Kind
from .pairing import Mention

ALIKE = 0.8
# No text has more names of one block that the other lacks.
MOST_NAMES, MOST_WORDS = 20, 400
_WORD = re.compile(r"[^\W\d_][\w&.’'-]*")


def near_name(mention: Mention, blocks: Iterable[Block]) -> Mention | None:
    """The words of these blocks that may be the name, misspelt; none of them are a known name."""
    if mention.fact.kind is not Kind.NAME:
        return None
    words, best, found = mention.fact.words, ALIKE, None
    length = len(words.split())
    for block in blocks:
        known = [
            (fact.start, fact.end) for fact in block.facts if fact.kind is Kind.NAME and not fact.is_weak
        ]
        for start, end in _runs(block.text, length):
            if any(begins < end and start < ends for begins, ends in known):
                continue
            text = block.text[start:end].rstrip(".")
            matcher = SequenceMatcher(None, words, text, autojunk=False)
            if matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best and ratio < 1:
                best = ratio
                found = Mention(Fact(Kind.NAME, text, text, start, start + len(text)), block)
    return found


def _runs(text, length):
    """As many words in a row, the first with a capital."""
    words = list(_WORD.finditer(text))[:MOST_WORDS]
    for first, last in zip(words, words[length - 1 :], strict=False):
        if first[0][0].isupper() and last.end() - first.start() < 100:
            yield first.start(), last.end()
