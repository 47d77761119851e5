"""Who speaks in a text: the names beside its words of saying."""

import re
from collections.abc import Iterable, Iterator

from common.analysis import fold_word

from .blocks import Block
from .grammar import Grammar

# A first name and a name, perhaps a particle between them.
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w’'-]{1,40}"
_PERSON = rf"{_CAPITAL}(?: (?:de|du|des|von|van|le|la))?(?: {_CAPITAL}){{1,2}}"
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”")
_BEHIND = re.compile(rf"\b(\w+) (?:(?:M|Mme|Pr|Dr|Mr|Mrs|Ms)\.? )?({_PERSON})")
_BEFORE = re.compile(rf"({_PERSON}) (\w+)\b")


def speakers(blocks: Iterable[Block], grammar: Grammar) -> list[str]:
    """As they are written, each once; none where the language has no words of saying."""
    said = frozenset(map(fold_word, grammar.said))
    return list(dict.fromkeys(name for block in blocks for name in _in(block, said)))


def _in(block, said) -> Iterator[str]:
    words = _QUOTED.sub(" ", block.text.replace("\u00a0", " ").replace("\u202f", " "))
    for found in _BEHIND.finditer(words):
        if fold_word(found[1]) in said:
            yield found[2]
    for found in _BEFORE.finditer(words):
        if fold_word(found[2]) in said:
            yield found[1]
