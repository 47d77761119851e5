"""What two languages of an approved text say for one another, sentence by sentence where that is certain."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..alignment import align
from ..parity.blocks import RICH, Block, Text, blocks_of
from ..parity.names import NO_NAMES
from ..sentences import sentences

# Of each text; a press kit has more, and its beginning is enough.
MOST_BLOCKS, MOST_PAIRS, MOST_LETTERS = 300, 1_000, 4_000


class Pair(NamedTuple):
    text: str
    translation: str


def pairs(source: Text, source_language: str, translation: Text, language: str) -> list[Pair]:
    both = (
        blocks_of(source, source_language, NO_NAMES, None),
        blocks_of(translation, language, NO_NAMES, None),
    )
    found = dict.fromkeys(_pairs_of_fields(*both))
    found |= dict.fromkeys(_pairs_of_rich(*(list(filter(_is_rich, blocks)) for blocks in both)))
    return [pair for pair in found if _is_worth_keeping(pair)][:MOST_PAIRS]


def said(text: Text, language: str) -> set[str]:
    """Each block, and each of its sentences."""
    whole = [text_of([block]) for block in blocks_of(text, language, NO_NAMES, None)]
    return {*whole, *(sentence.text for each in whole for sentence in sentences(each))}


def _pairs_of_fields(source, translation) -> Iterator[Pair]:
    there = {block.field: block for block in translation if not _is_rich(block)}
    for block in source:
        if block.field in there and not _is_rich(block):
            yield from _pairs_of_blocks([block], [there[block.field]])


def _pairs_of_rich(source, translation) -> Iterator[Pair]:
    left, right = source[:MOST_BLOCKS], translation[:MOST_BLOCKS]
    for group in align(left, right):
        if group.left and group.right:
            yield from _pairs_of_blocks([left[i] for i in group.left], [right[k] for k in group.right])


def _pairs_of_blocks(left: Sequence[Block], right: Sequence[Block]) -> Iterator[Pair]:
    """Sentence by sentence where both have as many, or else the whole."""
    stated = [frozenset().union(*(block.stated for block in blocks)) for blocks in (left, right)]
    if all(stated) and stated[0].isdisjoint(stated[1]):
        # They stand at the same place, and say something else.
        return
    texts = [text_of(blocks) for blocks in (left, right)]
    parts = [sentences(text) for text in texts]
    if len(parts[0]) == len(parts[1]):
        yield from (Pair(one.text, other.text) for one, other in zip(*parts, strict=True))
    else:
        yield Pair(*texts)


def text_of(blocks: Iterable[Block]) -> str:
    """Each line on its own, and none without words."""
    lines = (line.strip() for block in blocks for line in block.text.split("\n"))
    return "\n".join(filter(None, lines))


def _is_rich(block):
    return block.field in RICH


def _is_worth_keeping(pair):
    """Numbers and names alone need no memory."""
    is_short = max(map(len, pair)) <= MOST_LETTERS
    return is_short and pair.text.strip() != pair.translation.strip() and any(map(str.isalpha, pair.text))
