"""What was saved of a release after somebody opened the page on which they decide."""

from collections.abc import Sequence
from typing import NamedTuple

from ...models import Event, Release, Version
from ...workflow.events import EDITING_KINDS
from ...workflow.restoring import as_it_stands
from .comparison import Comparison, compare
from .sides import Names, side_of_snapshot


class SinceOpened(NamedTuple):
    saves: list[Event]
    # None where no version says how the release stood then.
    comparison: Comparison | None


def since_opened(release: Release, revision: int, codes: Sequence[str]) -> SinceOpened | None:
    """None where nothing was saved since that revision."""
    if revision >= release.revision:
        return None
    saves = Event.objects.of(release).filter(kind__in=EDITING_KINDS, revision__gt=revision)
    seen = Version.objects.filter(release=release, revision__lte=revision).first()
    return SinceOpened(list(saves), _compared(release, seen, codes) if seen else None)


def _compared(release, seen, codes):
    snapshots = [seen.snapshot, as_it_stands(release, seen)]
    names = Names(snapshots, codes[0])
    return compare(*(side_of_snapshot(snapshot, names, codes) for snapshot in snapshots))
