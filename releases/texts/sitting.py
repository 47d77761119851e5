"""Which changes of a source the same sitting has settled in its translation: docs/languages.md.

A change is settled where the translation was changed at its place too, in whatever way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from .corresponding import places_of_translation
from .single_blocks import single_blocks
from .staleness import RICH, Change, Texts, changes


def settled(
    source_changes: Sequence[Change],
    made_from: Texts,
    source_language: str,
    before: Texts,
    after: Texts,
    language: str,
) -> set[str]:
    """Keys of them. `before` and `after` are the translation before this sitting and now."""
    written = {field for field, text in after.items() if text != before.get(field)}
    found = [change for change in source_changes if change.field in written]
    body = _Body(found, made_from, source_language, before, after, language) if written & RICH else None
    return {
        change.key for change in found if body is None or change.field not in RICH or body.settles(change)
    }


class _Body:
    """Places are those of blocks in the translation as it was."""

    def __init__(self, source_changes, made_from, source_language, before, after, language) -> None:
        old_source, old = made_from.get("body") or "", before.get("body") or ""
        self.places = places_of_translation(old_source, old, source_language, language)
        self.number = len(single_blocks(old))
        self.kept, self.changed = _kept_and_changed(
            single_blocks(old), single_blocks(after.get("body") or "")
        )
        # Behind which something came.
        self.grown = set(_grown(changes({"body": old}, {"body": after.get("body") or ""})))
        self.claimed = set(chain(*(self._counterparts(change) for change in source_changes)))

    def settles(self, change: Change) -> bool:
        if not self.kept:
            # All of it was written anew.
            return True
        if found := self._counterparts(change):
            return not self.changed.isdisjoint(found)
        start, end = self._around(change)
        near = self.changed.intersection(range(start, end + 1))
        # The neighbours of something new may have taken it in, unless they follow changes of their own.
        near = near if change.old_places else near - self.claimed
        return bool(near) or not self.grown.isdisjoint(range(start, end))

    def _counterparts(self, change) -> set[int]:
        if change.field not in RICH:
            return set()
        return {place for old in change.old_places for place in self.places.get(old, ())}

    def _around(self, change) -> tuple[int, int]:
        """The nearest blocks with a counterpart, before and behind what has none."""
        first = min(change.old_places, default=-1 if change.behind is None else change.behind + 1)
        last = max(change.old_places, default=-1 if change.behind is None else change.behind)
        known = sorted(self.places)
        ahead = next((self.places[old] for old in reversed(known) if old < max(first, 0)), (-1,))
        behind = next((self.places[old] for old in known if old > last), (self.number,))
        return min(*ahead, *behind), max(*ahead, *behind)


def _kept_and_changed(old: Sequence[str], new: Iterable[str]) -> tuple[set[int], set[int]]:
    left, kept = Counter(new), set()
    for place, block in enumerate(old):
        if left[block]:
            left[block] -= 1
            kept.add(place)
    return kept, set(range(len(old))) - kept


def _grown(found: Iterable[Change]) -> Iterator[int]:
    for change in found:
        if len(change.after) > len(change.before):
            yield from change.old_places or (-1 if change.behind is None else change.behind,)
