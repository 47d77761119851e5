"""Where the translation of each sentence belongs in what is translated so far."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from ..alignment import align
from ..parity.blocks import RICH, Block, Text, blocks_of
from ..parity.names import NO_NAMES
from ..richtext import clean_html
from ..sentences import sentences
from ..staleness import without_typography
from .pairs import text_of
from .writing import WHOLE, WrittenBlocks, plain_with

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
        chosen = {number: texts for (name, number), texts in by_block.items() if name == field}
        if field in RICH:
            return self._rich_with(chosen)
        block = next(block for block in self.source if block.field == field)
        return plain_with(self.translation.get(field) or "", block, chosen[block.number])

    def _rich_with(self, by_block: dict[int, dict[int, str]]) -> str:
        (field,) = RICH
        source, target = self._rich_blocks
        written = WrittenBlocks(self.translation.get(field) or "", target)
        for group in align(source, target):
            for block in (source[i] for i in group.left):
                if chosen := by_block.get(block.number):
                    written.put(block, chosen, group.right)
            written.pass_by(group.right)
        return clean_html(written.markup)


def _units_of(block: Block) -> Iterator[Unit]:
    whole = text_of([block])
    own = sentences(whole)
    if len(own) > 1:
        yield Unit(block.field, block.number, WHOLE, whole)
    for number, sentence in enumerate(own):
        yield Unit(block.field, block.number, number, sentence.text)
