"""Where the translation of each sentence belongs in what is translated so far."""

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..alignment import align
from ..parity.blocks import RICH, Block, Text, blocks_of
from ..parity.names import NO_NAMES
from ..redline import blocks_of as markup_of
from ..richtext import clean_html
from ..staleness import without_typography
from .pairs import text_of
from .sentences import Sentence, sentences, with_more, with_sentence

# In the place of the number of a sentence: all of the block.
WHOLE = -1
_LISTS = {"ul", "ol"}
_COPIED = {"p", "h2", "h3"}
# A new one of these is made by whoever translates: a part of it would be none.
_WHOLE_ALONE = {"table", "figure", "hr"}


class Unit(NamedTuple):
    """A sentence of the source, or a block of several."""

    field: str
    block: int
    number: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.field}-{self.block}-{self.number}"

    @property
    def place(self) -> tuple[str, int]:
        return self.field, self.block

    @property
    def is_whole(self) -> bool:
        return self.number == WHOLE


# {unit: its translation}
Taken = Mapping[Unit, str]


class Placing:
    def __init__(self, source: Text, source_language: str, translation: Text, language: str) -> None:
        self.translation = translation
        self.source = blocks_of(source, source_language, NO_NAMES, None)
        self.target = blocks_of(translation, language, NO_NAMES, None)

    @cached_property
    def units(self) -> list[Unit]:
        return [unit for block in self.source for unit in _units_of(block)]

    def has_place(self, unit: Unit) -> bool:
        return unit.field not in RICH or unit.block not in self._without_place

    @cached_property
    def _without_place(self) -> set[int]:
        source, target = self._rich_blocks
        lone = (source[i] for group in align(source, target) if not group.right for i in group.left)
        return {block.number for block in lone if block.kind in _WHOLE_ALONE}

    @cached_property
    def _rich_blocks(self) -> tuple[list[Block], list[Block]]:
        source, target = (
            [block for block in blocks if block.field in RICH] for blocks in (self.source, self.target)
        )
        return source, target

    def is_there(self, text: str) -> bool:
        return without_typography(text) in self._all_there

    @cached_property
    def _all_there(self) -> str:
        return "\n".join(without_typography(text_of([block])) for block in self.target)

    def with_taken(self, taken: Taken) -> dict[str, str]:
        """{field: its new text}, of those in which something was taken."""
        by_block: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
        for unit, text in taken.items():
            by_block[unit.field, unit.block][unit.number] = text
        fields = dict.fromkeys(field for field, _block in by_block)
        return {field: self._field_with(field, by_block) for field in fields}

    def _field_with(self, field, by_block):
        blocks = [
            block for block in self.source if block.field == field and (field, block.number) in by_block
        ]
        if field in RICH:
            return self._rich_with({block.number: by_block[field, block.number] for block in blocks})
        return _plain_with(self.translation.get(field) or "", blocks[0], by_block[field, 0])

    def _rich_with(self, by_block: dict[int, dict[int, str]]) -> str:
        (field,) = RICH
        source, target = self._rich_blocks
        written: list[str] = markup_of(self.translation.get(field) or "")
        behind: dict[int, list[str]] = defaultdict(list)
        place = -1
        for group in align(source, target):
            chosen = [source[i] for i in group.left if source[i].number in by_block]
            for block in chosen:
                if group.right:
                    *before, last = group.right
                    for other in before if WHOLE in by_block[block.number] else ():
                        written[other] = ""
                    written[last] = _block_with(written[last], target[last], block, by_block[block.number])
                else:
                    behind[place].append(_new_block(block, by_block[block.number]))
            place = max((place, *group.right))
        parts = [*behind[-1], *(part for n, each in enumerate(written) for part in (each, *behind[n]))]
        return clean_html("".join(parts))


def _units_of(block: Block) -> Iterator[Unit]:
    whole = text_of([block])
    own = sentences(whole)
    if len(own) > 1:
        yield Unit(block.field, block.number, WHOLE, whole)
    for number, sentence in enumerate(own):
        yield Unit(block.field, block.number, number, sentence.text)


def _plain_with(text: str, block: Block, chosen: dict[int, str]) -> str:
    own, there = sentences(text_of([block])), sentences(text)
    if WHOLE in chosen or not there or len(own) == 1:
        return chosen.get(WHOLE) or " ".join(chosen[number] for number in sorted(chosen))
    if len(own) != len(there):
        return " ".join([text.rstrip(), *(chosen[number] for number in sorted(chosen))])
    for number, sentence in enumerate(there):
        text = text.replace(sentence.text, chosen.get(number, sentence.text), 1)
    return text


def _block_with(markup: str, there: Block, block: Block, chosen: dict[int, str]) -> str:
    own, number_there = sentences(text_of([block])), len(sentences(text_of([there])))
    if WHOLE in chosen:
        return _written(there.kind, sentences(chosen[WHOLE]))
    for number, text in sorted(chosen.items()):
        if len(own) == number_there:
            markup = with_sentence(markup, number, text)
        elif there.kind in _LISTS:
            markup = markup.removesuffix(f"</{there.kind}>") + f"{_item(text)}</{there.kind}>"
        else:
            markup = with_more(markup, text)
    return markup


def _new_block(block: Block, chosen: dict[int, str]) -> str:
    if WHOLE in chosen:
        return _written(block.kind, sentences(chosen[WHOLE]))
    own = sentences(text_of([block]))
    return _written(block.kind, [Sentence(text, own[number].line) for number, text in sorted(chosen.items())])


def _written(kind: str, parts: list[Sentence]) -> str:
    lines: dict[int, list[str]] = defaultdict(list)
    for sentence in parts:
        lines[sentence.line].append(sentence.text)
    texts = [" ".join(line) for line in lines.values()]
    if kind in _LISTS:
        return f"<{kind}>{''.join(map(_item, texts))}</{kind}>"
    tag = kind if kind in _COPIED else "p"
    return f"<{tag}>{html.escape(' '.join(texts), quote=False)}</{tag}>"


def _item(text):
    return f"<li><p>{html.escape(text, quote=False)}</p></li>"
