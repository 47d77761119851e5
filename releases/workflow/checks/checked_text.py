"""One language of a release, read once for all checks."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise

from common import languages
from common.analysis import fold_word, text_of
from institutes.models import Contact

from ...models import Attachment, Boilerplate, LinkAnswer, Release
from ...texts.addresses import is_external
from ...texts.checks import links_in
from ...texts.parity import Place
from ...texts.parity.acronyms import folded
from ...texts.parity.blocks import Block, blocks_of
from ...texts.parity.grammar import Grammar
from ...texts.parity.reading import grammar_of
from ...texts.sentences import sentences
from .. import file_texts
from ..names import names_of
from ..own_pages import coming_pages, missing_pages
from ..prefetching import with_prefetched_lines
from .finding import Finding

Label = str | Promise
# Those that are read as sentences, beside the texts of files.
FIELDS = ("title", "subtitle", "standfirst", "body")


class CheckedText:
    def __init__(self, release: Release, language: str) -> None:
        self.release, self.language = with_prefetched_lines(release), language

    def text(self, field: str) -> str:
        return self.release.text(field, self.language)

    def column(self, field: str) -> str:
        return languages.column_in(self.language, field)

    def text_of(self, row: Attachment | Boilerplate, field: str) -> str:
        return getattr(row, self.column(field)) or ""

    def finding(self, sentence: str, field: str, *, excerpt: str = "", facts: Iterable[str] = ()) -> Finding:
        """In a text of this language."""
        return Finding(sentence, self.column(field), excerpt=excerpt, facts=tuple(facts))

    @cached_property
    def blocks(self) -> list[Block]:
        texts = {field: self.text(field) for field in FIELDS}
        texts |= file_texts.in_language(self.release, self.language)
        return blocks_of(texts, self.language, names_of(self.release), None)

    @cached_property
    def dated_blocks(self) -> list[Block]:
        """Those that may state a day, each read only then."""
        return [block for block in self.blocks if self.grammar.may_state_day(block.text)]

    def finding_at(self, sentence: Label, block: Block, start: int, end: int, **names: str | int) -> Finding:
        """Of words of a block, which the sentence may name as %(words)s; told of the sentence around them."""
        words = block.text[start:end]
        around = next((each.text for each in sentences(block.text) if start < each.end), "")
        said = sentence % {"words": words, **names}
        return self.finding(said, block.field, excerpt=words, facts=(words, around))

    @property
    def day(self) -> datetime.date:
        """That of the release, as far as it is known."""
        return self.release.issued_on or timezone.localdate()

    @cached_property
    def grammar(self) -> Grammar:
        return grammar_of(self.language)

    def words_of(self, block: Block) -> frozenset[str]:
        """As they are compared: in small letters and without accents."""
        return frozenset(folded(block.text))

    def says(self, block: Block, words: Iterable[str]) -> bool:
        """Whether one of them stands there."""
        return not self.words_of(block).isdisjoint(map(fold_word, words))

    @cached_property
    def parts(self) -> list[str]:
        """All that readers see of this language: blocks, and boilerplates as a whole."""
        boilerplates = [text_of(self.text_of(each, "body")) for each in self.boilerplates]
        return [*(block.text for block in self.blocks), *boilerplates]

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.parts)

    @property
    def is_source(self) -> bool:
        return self.language == self.release.source_language

    @cached_property
    def source(self) -> "CheckedText":
        """What it was translated from."""
        return CheckedText(self.release, self.release.source_language)

    def words_at(self, place: Place | None) -> str:
        """All of the block there."""
        return self._words.get((place.field, place.block), "") if place else ""

    @cached_property
    def _words(self) -> dict[tuple[str, int], str]:
        return {(block.field, block.number): block.text for block in self.blocks}

    @cached_property
    def contacts(self) -> list[Contact]:
        return [line.contact for line in self.release.contact_lines.all()]

    @cached_property
    def boilerplates(self) -> list[Boilerplate]:
        return [line.boilerplate for line in self.release.boilerplate_lines.all()]

    @cached_property
    def attachments(self) -> list[Attachment]:
        return list(self.release.attachments.all())

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        return links_in(self.text("body"))

    @cached_property
    def boilerplate_links(self) -> list[tuple[Boilerplate, str]]:
        bodies = [(each, self.text_of(each, "body")) for each in self.boilerplates]
        return [(each, address) for each, body in bodies for _words, address in links_in(body)]

    @cached_property
    def missing_pages(self) -> set[str]:
        """Of what it and its boilerplates link to."""
        addresses = [address for _from, address in (*self.links, *self.boilerplate_links)]
        return missing_pages(addresses)

    @cached_property
    def coming_pages(self) -> set[str]:
        """Of the missing ones, those of releases that the desk has."""
        return coming_pages(self.missing_pages) if self.missing_pages else set()

    @cached_property
    def failing_links(self) -> dict[str, LinkAnswer]:
        """{address outside of this site: what it answered}"""
        is_asked = any(is_external(address) for _words, address in self.links)
        return LinkAnswer.objects.failing() if is_asked else {}
