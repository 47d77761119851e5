"""What two texts, one the translation of the other, do not state alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..alignment import align
from .addresses import Twin, twin_of
from .blocks import Block, Text, blocks_of
from .contradictions import contradictions
from .counterparts import counterparts
from .dated import is_of_a_date, with_weekdays
from .facts import Fact, Kind
from .names import NO_NAMES, Names
from .near_names import near_name
from .pairing import Mention, Mentions, mentions_of, unmatched
from .quoted import lacks_one, quoted, speaks
from .reading import grammar_of
from .said import Said
from .swaps import swapped

STRUCTURE = (Kind.HEADINGS, Kind.ITEMS, Kind.QUOTATIONS, Kind.ROWS, Kind.FIGURES)


@dataclass(frozen=True)
class Place:
    """In the words of a block; a block as a whole from its start to its start."""

    field: str
    block: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Difference:
    """In one text and not in the other, or one in the place of the other. Words are '' where there are none.

    Where they are missing, the place is that of the block that corresponds, or None.
    """

    kind: Kind
    source_language: str
    language: str
    in_source: str
    in_translation: str
    source_place: Place | None
    place: Place | None
    # Of a link to a page of this site: where the same page is in the language of the translation.
    twin: str = ""


@dataclass
class _Group:
    """Blocks that correspond, and what one of them states and the other does not."""

    source: list[Block]
    translation: list[Block]
    left: Mentions
    right: Mentions
    contradictions: list[tuple[Mention, Mention]] = field(default_factory=list)

    def has_as_many(self, kind: Kind) -> bool:
        return _count(self.source, kind) == _count(self.translation, kind)


def differences(
    source: Text,
    source_language: str,
    translation: Text,
    language: str,
    names: Names = NO_NAMES,
    twin: Twin | None = None,
    own_path: Twin | None = None,
) -> list[Difference]:
    """`twin` gives, of an address of this site, that of the same page in the language of the translation;

    `own_path`, of an address in the translation, its path where it is one of this site.
    """
    left = blocks_of(source, source_language, names, twin)
    right = blocks_of(translation, language, names, None, own_path)
    return list(_Comparison(left, source_language, right, language).differences())


class _Comparison:
    def __init__(self, left: list[Block], source_language: str, right: list[Block], language: str) -> None:
        self.left, self.right = left, right
        self.languages = source_language, language
        self.groups = [self._group(*each) for each in align(left, right)]
        self._drop_moved()
        self.said = Said(left), Said(right)
        grammars = grammar_of(source_language), grammar_of(language)
        for group in self.groups:
            group.contradictions = list(contradictions(group.left, group.right, *grammars))
            group.left = [each for each in group.left if self._has_to_be_said(each, group, is_source=True)]
            group.right = [each for each in group.right if self._has_to_be_said(each, group, is_source=False)]

    def _group(self, lefts, rights):
        source, translation = [self.left[i] for i in lefts], [self.right[k] for k in rights]
        return _Group(source, translation, *unmatched(mentions_of(source), mentions_of(translation)))

    def _drop_moved(self):
        """What stands in another block of the other text is no difference."""
        left, right = unmatched(
            [each for group in self.groups for each in group.left],
            [each for group in self.groups for each in group.right],
        )
        kept = {*left, *right}
        for group in self.groups:
            group.left = [each for each in group.left if each in kept]
            group.right = [each for each in group.right if each in kept]

    def _has_to_be_said(self, mention, group, *, is_source):
        fact, there = mention.fact, group.translation if is_source else group.source
        if fact.is_weak or self.said[is_source].says_acronym(fact, there):
            return False
        return grammar_of(self.languages[is_source]).reads_words or not _is_in_words(fact)

    def differences(self) -> Iterator[Difference]:
        yield from self._of_structure()
        for group in self.groups:
            pairs, left, right = counterparts(group.left, group.right)
            for one, other in [*with_weekdays(pairs), *group.contradictions]:
                yield self._difference(one, other, group)
            for mention in left:
                yield from self._alone(mention, group, group.translation, is_source=True)
            for mention in right:
                yield from self._alone(mention, group, group.source, is_source=False)
        for one, other in swapped(self.left, self.right):
            yield self._difference(one, other)

    def _alone(self, mention, group, blocks, *, is_source):
        if _is_small_count(mention.fact) or is_of_a_date(mention):
            return
        near = near_name(mention, blocks)
        if near or not self.said[is_source].has(mention.fact, blocks):
            one, other = (mention, near) if is_source else (near, mention)
            yield self._difference(one, other, group)

    def _difference(self, one, other, group=None):
        """`group` where one of the two is None."""
        return Difference(
            (one or other).fact.kind,
            *self.languages,
            one.fact.words if one else "",
            other.fact.words if other else "",
            _place(one, group.source if group else ()),
            _place(other, group.translation if group else ()),
            twin_of(one.fact) if one else "",
        )

    def _of_structure(self):
        for kind in STRUCTURE:
            left, right = _count(self.left, kind), _count(self.right, kind)
            if left != right:
                group = next(each for each in self.groups if not each.has_as_many(kind))
                yield self._counted(kind, left, right, group)
        if _count(self.left, Kind.QUOTATIONS) == _count(self.right, Kind.QUOTATIONS):
            yield from self._of_running_quotations()

    def _of_running_quotations(self):
        left, right = quoted(self.left), quoted(self.right)
        if lacks_one(left, right):
            lacking = (each for each in self.groups if self._lacks_a_quotation(each))
            for group in islice(lacking, 1):
                yield self._counted(Kind.QUOTATIONS, left.number, right.number, group)

    def _lacks_a_quotation(self, group):
        left, right = quoted(group.source), quoted(group.translation)
        is_in_source = left.number > right.number
        blocks = group.source if is_in_source else group.translation
        return lacks_one(left, right) and speaks(blocks, grammar_of(self.languages[not is_in_source]))

    def _counted(self, kind, left, right, group):
        places = (_place(None, group.source), _place(None, group.translation))
        return Difference(kind, *self.languages, str(left), str(right), *places)


def _count(blocks: Iterable[Block], kind: Kind) -> int:
    return sum(block.counts.get(kind, 0) for block in blocks)


def _place(mention, blocks):
    if mention:
        return Place(*mention.place)
    return Place(blocks[0].field, blocks[0].number) if blocks else None


def _is_in_words(fact: Fact) -> bool:
    return fact.is_written_out and fact.family in ("quantity", "hour")


def _is_small_count(fact: Fact) -> bool:
    """“The two schools” are “les écoles”."""
    return fact.kind is Kind.NUMBER and fact.value == "2" and fact.is_written_out
