"""What has changed in the source of a translation since it was made, block by block.

A translation keeps the texts that it was made from. What stands elsewhere in the source now, or was split,
has not changed; docs/languages.md tells what becomes of the rest.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from lxml import html

from common.analysis import text_of

from .alignment import align
from .moved import with_changed_and_moved
from .redline import MOST_BLOCKS, redline, redline_of_line
from .single_blocks import joined, single_blocks

# {name of a field: its text}; those of RICH are rich texts.
Texts = Mapping[str, str]
RICH = {"body"}
# Typography is no other text: what stands for each mark, and spaces beside marks and in numbers.
_MARKS = str.maketrans("’‘‛“”„«»–—‑\u00a0\u202f\u2009", '\'\'\'"""""---   ')
_SPACES = re.compile(r"\s+(?=[;:!?»\"%€])|(?<=[«\"])\s+|(?<=\d)\s(?=\d{3}(?!\d))")
# Texts whose changes are kept: lists ask for those of each row.
KEPT = 500


class Change(NamedTuple):
    field: str
    # Blocks of rich text, or a whole field; none where something is new, or is gone.
    before: tuple[str, ...]
    after: tuple[str, ...]
    # Which of its blocks these are, in the source now and in what the translation was made from.
    places: tuple[int, ...] = ()
    old_places: tuple[int, ...] = ()
    # Of what is new: the block of what the translation was made from that it stands behind.
    behind: int | None = None

    @property
    def key(self) -> str:
        """Of what changed, wherever it stands: a page that was opened before still means the same."""
        return blake2b(repr(self[:3]).encode(), digest_size=8).hexdigest()

    @property
    def redline(self) -> str:
        before, after = joined(self.before), joined(self.after)
        return redline(before, after) if self.field in RICH else redline_of_line(before, after)


def changes(made_from: Texts, source: Texts) -> list[Change]:
    """In the order of the source."""
    return [change for field in source for change in _of_field(field, made_from, source)]


def followed(made_from: Texts, source: Texts, keys: Collection[str]) -> dict[str, str]:
    """What a translation is made from once it follows these changes; all of them: the source."""
    made_from = {field: _followed_field(field, made_from, source, keys) for field in source}
    return made_from if changes(made_from, source) else dict(source)


def is_same(before: str, after: str) -> bool:
    """But for typography."""
    return before == after or without_typography(before) == without_typography(after)


def without_typography(text):
    """Of a rich text too: the marks of its elements stay as they are, or change alike in both."""
    plain = text.replace("&nbsp;", " ").translate(_MARKS).replace("…", "...")
    return " ".join(_SPACES.sub("", plain).split())


def _of_field(field, made_from, source) -> Sequence[Change]:
    before, after = made_from.get(field) or "", source[field] or ""
    if is_same(before, after):
        return ()
    if field not in RICH:
        return [Change(field, _one(before), _one(after))]
    return [each for each in _parts_of_rich(before, after) if isinstance(each, Change)]


def _followed_field(field, made_from, source, keys):
    before, after = made_from.get(field) or "", source[field] or ""
    if is_same(before, after):
        return after
    parts = _parts_of_rich(before, after) if field in RICH else [Change(field, _one(before), _one(after))]
    return joined(block for part in parts for block in _chosen(part, keys))


def _chosen(part, keys):
    if not isinstance(part, Change):
        return part
    return part.after if part.key in keys else part.before


def _one(text):
    return (text,) if text else ()


@lru_cache(KEPT)
def _parts_of_rich(before: str, after: str) -> tuple[tuple[str, ...] | Change, ...]:
    """The source as it is now: what has not changed, and what has, with what is gone where it stood."""
    old, new = single_blocks(before), single_blocks(after)
    if len(old) + len(new) > MOST_BLOCKS:
        return (Change("body", tuple(old), tuple(new), tuple(range(len(new))), tuple(range(len(old)))),)
    return tuple(_parts([Block(each) for each in old], [Block(each) for each in new]))


def _parts(old, new) -> Iterator[tuple[str, ...] | Change]:
    last = None
    for group in with_changed_and_moved(align(new, old), new, old):
        yield _part(group, old, new, None if group.right else last)
        last = max(group.right, default=last)


def _part(group, old, new, behind):
    after, before = [new[place] for place in group.left], [old[place] for place in group.right]
    if is_same("".join(_html_of(after)), "".join(_html_of(before))) or _says_the_same(before, after):
        return _html_of(after)
    return Change("body", _html_of(before), _html_of(after), group.left, group.right, behind)


def _html_of(blocks):
    return tuple(block.html for block in blocks)


def _says_the_same(before, after):
    """In another form, or another number of blocks: bold, an item of a list, a paragraph that was split."""
    words, others = ([word for block in blocks for word in block.words] for blocks in (before, after))
    return words != [] and is_same(" ".join(words), " ".join(others)) and _marks(before) == _marks(after)


def _marks(blocks):
    return [mark for block in blocks for mark in block.marks]


class Block:
    """One of a language, compared with another of the same."""

    def __init__(self, html_of_it: str):
        self.html = html_of_it
        element = html.fromstring(html_of_it)
        self.kind = element.tag
        self.words = text_of(html_of_it).split()
        # What is said by no word: targets, pictures, powers.
        self.marks = [mark for each in element.iter() if (mark := _mark(each))]

    @property
    def sort_key(self) -> str:
        return self.html

    @cached_property
    def number_of(self) -> Counter[str]:
        return Counter(self.words)

    def in_common(self, other: "Block") -> int:
        """Words."""
        return sum((self.number_of & other.number_of).values())

    def likeness(self, other: "Block") -> float:
        if self.html == other.html:
            return 1
        common = self.in_common(other)
        size = len(self.words) + len(other.words)
        return (0.9 if self.kind == other.kind else 0.8) * 2 * common / size if size else 0

    def joined(self, other: "Block") -> "Block":
        both = copy(self)
        both.html, both.words = self.html + other.html, self.words + other.words
        both.marks = self.marks + other.marks
        both.__dict__.pop("number_of", None)
        return both


def _mark(element) -> tuple[str, ...]:
    if element.tag in ("sup", "sub"):
        # Not the letters of 1er.
        power = element.text_content().strip()
        return (element.tag, power) if any(map(str.isdigit, power)) else ()
    return tuple(filter(None, map(element.get, ("href", "src", "alt"))))
