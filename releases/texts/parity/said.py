"""What a whole text says, somewhere."""

from functools import cached_property

from .acronyms import folded, spells_out
from .blocks import Block
from .facts import Fact, Kind
from .reading import forms_of_acronym


class Said:
    """Repeating something less often than the other text is no difference."""

    def __init__(self, blocks: list[Block]) -> None:
        facts = [fact for block in blocks for fact in block.facts]
        self.readings = {fact.reading for fact in facts}
        self.others = {reading for fact in facts for reading in fact.others}
        self.blocks = blocks

    @cached_property
    def words(self) -> set[str]:
        return {word for block in self.blocks for word in folded(block.text)}

    def has(self, fact: Fact, blocks: list[Block]) -> bool:
        if not self.readings.isdisjoint((fact.reading, *fact.others)) or fact.reading in self.others:
            return True
        return self.says_acronym(fact, blocks)

    def says_acronym(self, fact: Fact, blocks: list[Block]) -> bool:
        """As a word that is no acronym, or as the words that it stands for."""
        if fact.kind is not Kind.ACRONYM:
            return False
        forms = {form.casefold() for form in (fact.words, *forms_of_acronym(fact.value))}
        near = [word for block in blocks for word in folded(block.text)]
        return not forms.isdisjoint(self.words) or any(spells_out(near, form) for form in forms)
