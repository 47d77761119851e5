"""What two languages of a text do not write as the house does."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..parity.blocks import Block
from .uses import Terms, Use


class Finding(NamedTuple):
    """Words that are not the house's; or, in a source, a term that the translation lacks."""

    block: Block
    use: Use
    # What is to stand there, or in the translation.
    proposal: str

    @property
    def words(self) -> str:
        return self.use.words

    @property
    def is_one_word(self) -> bool:
        """Whether both languages have it: start-up."""
        return _form_in(self.use.form.language, self.use).casefold() == self.proposal.casefold()


def findings(blocks: Iterable[Block], terms: Terms) -> list[Finding]:
    return [Finding(block, use, use.proposal) for block, use in _uses(blocks, terms) if use.is_to_change]


def missing(
    source: Iterable[Block], source_terms: Terms, translation: Iterable[Block], terms: Terms
) -> list[Finding]:
    """Of each term that the source has and the translation lacks, in whatever form, its first place.

    Of names, parity tells.
    """
    # Two terms may have one form in this language: directeur, directrice.
    there = {_form_in(terms.language, use) for _block, use in _uses(translation, terms)}
    found: dict[str, Finding] = {}
    for block, use in _uses(source, source_terms):
        form = _form_in(terms.language, use)
        if form and form not in there and not source_terms.is_name(_form_in(source_terms.language, use)):
            found.setdefault(form, Finding(block, use, form))
    return list(found.values())


def _form_in(language: str, use: Use) -> str:
    return use.term.in_language(language) if use.term else ""


def _uses(blocks: Iterable[Block], terms: Terms) -> Iterator[tuple[Block, Use]]:
    return ((block, use) for block in blocks for use in terms.uses(block.text))
