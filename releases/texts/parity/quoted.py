"""Quotations in running text, between the marks of either language."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from common.analysis import fold_word

from .acronyms import folded
from .blocks import Block
from .grammar import Grammar

_QUOTED = re.compile(r"«[^«»]{1,3000}»|“[^“”]{1,3000}”|„[^„“]{1,3000}“|\"[^\"\n]{1,3000}\"")
_WORD = re.compile(r"[^\W\d_]\w*")
# Fewer are a title, or a word that is kept at a distance.
LEAST_WORDS = 6
# Of the letters of the longer side: in French a speaker may be named within the marks.
MOST_ALIKE = 0.75
QUOTATION = "blockquote"


class Quoted(NamedTuple):
    number: int
    letters: int


def quoted(blocks: Iterable[Block]) -> Quoted:
    found = [words for block in blocks if block.kind != QUOTATION for words in _QUOTED.findall(block.text)]
    said = [words for words in found if len(_WORD.findall(words)) >= LEAST_WORDS]
    return Quoted(len(said), sum(map(len, said)))


def lacks_one(one: Quoted, other: Quoted) -> bool:
    """Either of the two: fewer quotations and much fewer words; one that is only cut in two has as many."""
    fewer, more = sorted((one, other))
    return fewer.number < more.number and fewer.letters < MOST_ALIKE * more.letters


def speaks(blocks: Iterable[Block], grammar: Grammar) -> bool:
    """Whether they say of somebody that he says something: what is quoted elsewhere may be a title."""
    said = {fold_word(word) for word in grammar.said}
    return any(not said.isdisjoint(folded(block.text)) for block in blocks)
