"""What two texts, one the translation of the other, do not state alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..alignment import align
from .addresses import Twin
from .blocks import Block, Text, blocks_of
from .counterparts import counterparts
from .facts import Fact, Kind
from .names import NO_NAMES, Names
from .near_names import near_name
from .pairing import Mentions, mentions_of, unmatched
from .reading import grammar_of
from .said import Said

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


@dataclass
class _Group:
    """Blocks that correspond, and what one of them states and the other does not."""

    source: list[Block]
    translation: list[Block]
    left: Mentions
    right: Mentions

    def has_as_many(self, kind: Kind) -> bool:
        return _count(self.source, kind) == _count(self.translation, kind)


def differences(
    source: Text,
    source_language: str,
    translation: Text,
    language: str,
    names: Names = NO_NAMES,
    twin: Twin | None = None,
) -> list[Difference]:
    """`twin` gives, of an address of this site, that of the same page in the language of the translation."""
    left = blocks_of(source, source_language, names, twin)
    right = blocks_of(translation, language, names, None)
    return list(_Comparison(left, source_language, right, language).differences())


class _Comparison:
    def __init__(self, left: list[Block], source_language: str, right: list[Block], language: str) -> None:
        self.left, self.right = left, right
        self.languages = source_language, language
        self.groups = [self._group(*each) for each in align(left, right)]
        self._drop_moved()
        for group in self.groups:
            group.left = [each for each in group.left if self._has_to_be_said(each, language)]
            group.right = [each for each in group.right if self._has_to_be_said(each, source_language)]

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

    def _has_to_be_said(self, mention, other_language):
        fact = mention.fact
        return not fact.is_weak and (grammar_of(other_language).reads_words or not _is_in_words(fact))

    def differences(self) -> Iterator[Difference]:
        yield from self._of_structure()
        said_left, said_right = Said(self.left), Said(self.right)
        for group in self.groups:
            pairs, left, right = counterparts(group.left, group.right)
            for one, other in pairs:
                yield self._difference(one, other, group)
            for mention in left:
                yield from self._alone(mention, group, group.translation, said_right, is_source=True)
            for mention in right:
                yield from self._alone(mention, group, group.source, said_left, is_source=False)

    def _alone(self, mention, group, blocks, said, *, is_source):
        near = near_name(mention, blocks)
        if near or not said.has(mention.fact, blocks):
            one, other = (mention, near) if is_source else (near, mention)
            yield self._difference(one, other, group)

    def _difference(self, one, other, group):
        return Difference(
            (one or other).fact.kind,
            *self.languages,
            one.fact.words if one else "",
            other.fact.words if other else "",
            _place(one, group.source),
            _place(other, group.translation),
        )

    def _of_structure(self):
        for kind in STRUCTURE:
            left, right = _count(self.left, kind), _count(self.right, kind)
            if left != right:
                group = next(each for each in self.groups if not each.has_as_many(kind))
                places = (_place(None, group.source), _place(None, group.translation))
                yield Difference(kind, *self.languages, str(left), str(right), *places)


def _count(blocks: Iterable[Block], kind: Kind) -> int:
    return sum(block.counts.get(kind, 0) for block in blocks)


def _place(mention, blocks):
    if mention:
        return Place(*mention.place)
    return Place(blocks[0].field, blocks[0].number) if blocks else None


def _is_in_words(fact: Fact) -> bool:
    return fact.is_written_out and fact.family in ("quantity", "hour")
