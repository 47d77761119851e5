"""One language of a release, read once for all checks."""

from collections.abc import Iterable
from functools import cached_property

from common import languages
from institutes.models import Contact

from ...models import Attachment, Boilerplate, Release
from ...texts.checks import links_in
from ...texts.parity import Place
from ...texts.parity.blocks import Block, blocks_of
from ..names import names_of
from ..own_pages import missing_pages
from ..prefetching import with_prefetched_lines
from .finding import Finding

# Those that are read as sentences.
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
        """With what each of them states."""
        texts = {field: self.text(field) for field in FIELDS}
        return blocks_of(texts, self.language, names_of(self.release), None)

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
