"""What a translation says where its source has changed: docs/languages.md."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .alignment import align
from .parity import NO_NAMES, Names
from .parity.blocks import blocks_of_parts
from .redline import MOST_BLOCKS
from .single_blocks import single_blocks
from .staleness import RICH, Change, Texts

# Pairs of texts that were looked at last: a form asks again after each save.
KEPT = 64


class Corresponding(NamedTuple):
    """Words of the translation that say it, or behind which something new belongs; "" for none."""

    field: str
    words: str
    is_before: bool = False


def corresponding(
    changes: Sequence[Change],
    made_from: Texts,
    source_language: str,
    translation: Texts,
    language: str,
    names: Names = NO_NAMES,
) -> list[Corresponding]:
    """One for each change. The translation was made from the old source: with that it is compared."""
    bodies = made_from.get("body") or "", translation.get("body") or ""
    return [
        _in_body(change, *bodies, source_language, language, names)
        if change.field in RICH
        else Corresponding(change.field, translation.get(change.field) or "")
        for change in changes
    ]


def _in_body(change, old_source, translation, source_language, language, names):
    said, found = _said(old_source, translation, source_language, language, names)
    is_before = not change.old_places and change.behind is not None
    places = [change.behind] if is_before else change.old_places
    blocks = sorted({block for place in places for block in found.get(place, ())})
    return Corresponding(change.field, "\n".join(said[block] for block in blocks), is_before)


def places_of_translation(
    old_source: str, translation: str, source_language: str, language: str, names: Names = NO_NAMES
) -> dict[int, tuple[int, ...]]:
    """{a block of the source: those of the translation that say it}; of very long texts, none."""
    _words, places = _said(old_source, translation, source_language, language, names)
    return {place: found for place, found in places.items() if found}


@lru_cache(KEPT)
def _said(
    old_source: str, translation: str, source_language: str, language: str, names: Names
) -> tuple[list[str], dict[int, tuple[int, ...]]]:
    """The words of each block of the translation; {a block of the source: those that say it}."""
    parts = single_blocks(old_source), single_blocks(translation)
    if sum(map(len, parts)) > MOST_BLOCKS:
        return [], {}
    left = blocks_of_parts("body", parts[0], source_language, names)
    right = blocks_of_parts("body", parts[1], language, names)
    groups = align(left, right)
    return [block.text.strip() for block in right], {i: group.right for group in groups for i in group.left}
