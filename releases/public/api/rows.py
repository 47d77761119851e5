"""Live editions with what their representations need, in as many queries for one as for many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from ...models import Edition

COLUMNS = (
    *("release", "reference", "language", "number", "kind", "city", "issued_on", "title", "subtitle"),
    *("standfirst", "document", "live_from", "address"),
)


class Row(NamedTuple):
    edition: Edition
    published_at: datetime.datetime
    # (language, path) of the others that are live.
    translations: list[tuple[str, str]]


def rows(editions: QuerySet[Edition], *more: str) -> list[Row]:
    """A slice of live editions. It is cut out of the index, before rows are read."""
    chosen = Edition.objects.filter(pk__in=list(editions.values_list("pk", flat=True)))
    read = chosen.with_online_since().select_related("address").prefetch_related("topics")
    found = list(read.only(*COLUMNS, *more))
    translations = _translations(found)
    return [
        Row(edition, edition.online_since, _others(edition, translations[edition.release_id]))
        for edition in found
    ]


def _others(edition, translations):
    return [pair for pair in translations if pair[0] != edition.language]


def _translations(editions: Iterable[Edition]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    releases = {edition.release_id for edition in editions}
    live = Edition.objects.live().filter(release__in=releases).order_by("language")
    for edition in live.select_related("address").only("release", "language", "address"):
        found[edition.release_id].append((edition.language, edition.get_absolute_url()))
    return found
