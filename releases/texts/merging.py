"""Two versions of one rich text brought together, block by block, by what each changed in the text that both
began with. What one side alone changed needs no question."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from .redline import MOST_BLOCKS, blocks_of

Blocks = Sequence[str]


class Edit(NamedTuple):
    """base[begin:end] becomes `blocks`."""

    begin: int
    end: int
    blocks: tuple[str, ...]


class Part(NamedTuple):
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        return self.mine == self.theirs


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Of clean texts; None where both changed the same block."""
    parts = list(merged_parts(base, mine, theirs))
    if not all(part.is_settled for part in parts):
        return None
    return "".join(block for part in parts for block in part.mine)


def merged_parts(base: str, mine: str, theirs: str) -> Iterator[Part]:
    """In order; joined they are the text, with a choice where both changed it."""
    began, ours, others = blocks_of(base), blocks_of(mine), blocks_of(theirs)
    if len(began) + max(len(ours), len(others)) > MOST_BLOCKS:
        yield Part(tuple(ours), tuple(others))
        return
    place = 0
    for own, other in _together(_edits(began, ours), _edits(began, others)):
        begin, end = min(each.begin for each in (*own, *other)), max(each.end for each in (*own, *other))
        yield _same(began[place:begin])
        yield _part(began, begin, end, own, other)
        place = end
    yield _same(began[place:])


def _same(blocks):
    return Part(tuple(blocks), tuple(blocks))


def _part(base, begin, end, own, other):
    mine, theirs = (_applied(base, begin, end, edits) for edits in (own, other))
    if not other:
        return _same(mine)
    return _same(theirs) if not own else Part(mine, theirs)


def _applied(base, begin, end, edits):
    found: list[str] = []
    for edit in edits:
        found += [*base[begin : edit.begin], *edit.blocks]
        begin = edit.end
    return (*found, *base[begin:end])


def _edits(base: Blocks, changed: Blocks) -> list[Edit]:
    edits: list[Edit] = []
    for kind, i, j, k, m in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == m - k:
            # Neighbours, each of which was changed.
            edits += [Edit(i + n, i + n + 1, (changed[k + n],)) for n in range(j - i)]
        elif kind != "equal":
            edits.append(Edit(i, j, tuple(changed[k:m])))
    return edits


def _together(mine: list[Edit], theirs: list[Edit]) -> Iterator[tuple[list[Edit], list[Edit]]]:
    """Edits of both sides that are about the same blocks."""
    group: list[tuple[Edit, bool]] = []
    for edit, is_mine in sorted([*((each, True) for each in mine), *((each, False) for each in theirs)]):
        if group and not any(_touch(edit, before) for before, _is_mine in group):
            yield _sides(group)
            group = []
        group.append((edit, is_mine))
    if group:
        yield _sides(group)


def _touch(edit, before):
    """New blocks at one place have no order; those beside a changed one have."""
    are_new = edit.begin == edit.end == before.begin == before.end
    return are_new or edit.begin < before.end


def _sides(group):
    return [e for e, is_mine in group if is_mine], [e for e, is_mine in group if not is_mine]
