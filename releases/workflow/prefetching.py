"""What a release shows from elsewhere, and what became of it, read once for several questions.

Copies: what is changed afterwards is not seen in them.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from types import MappingProxyType
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from institutes.models import RENAMINGS, Institute, LabelAward, Membership, Organisation

from ..models import Edition, Event, Release, ReleaseBoilerplate, ReleaseContact, Topic

LINES = (
    Prefetch("contact_lines", ReleaseContact.objects.select_related("contact__organisation")),
    Prefetch("boilerplate_lines", ReleaseBoilerplate.objects.select_related("boilerplate")),
    "attachments",
)
SOURCES = (
    Prefetch("topics", Topic.objects.order_by()),
    Prefetch("institutes", Institute.objects.select_related("director")),
    "schools",
)
OF_INSTITUTES = (
    "director",
    Prefetch("awards", LabelAward.objects.order_by()),
    Prefetch("memberships", Membership.objects.select_related("school")),
)
# No texts: what each event changed, and what each edition said, may be long.
WITHOUT_TEXTS = Edition.objects.select_related("address").defer("search_text", "body", "document")
HISTORY = (
    Prefetch("editions", WITHOUT_TEXTS),
    Prefetch("events", Event.objects.select_related("actor").defer("changes")),
)


def with_prefetched_lines(release: Release) -> Release:
    return release if _is_complete(release) else _copy_with(release, LINES)


def with_history(release: Release, events: list[Event] | None = None) -> Release:
    """With its editions and events: all of them, newest first, where they are at hand already."""
    return _copy_with(release, HISTORY, {"events": events} if events is not None else {})


def with_edition_sources(release: Release) -> Release:
    """With all that an approval copies."""
    if _is_complete(release):
        return release
    known = _copy_with(release, (*LINES, *SOURCES))
    contacts = [line.contact for line in known.contact_lines.all()]
    prefetch_related_objects(list(known.institutes.all()), *OF_INSTITUTES)
    prefetch_related_objects(contacts, "phone_numbers")
    # Of all kinds at once: what they were called is in one table.
    prefetch_related_objects(list(_named_organisations(known, contacts)), RENAMINGS)
    known.is_complete = True
    return known


def at_hand(release: Release, relation: str) -> Iterable[Any] | None:
    """The rows that a copy came with; None where they have to be asked for."""
    return getattr(release, "_prefetched_objects_cache", {}).get(relation)


def editions_of(release: Release, language: str) -> list[Edition]:
    """Without their texts."""
    known = at_hand(release, "editions")
    if known is None:
        known = WITHOUT_TEXTS.filter(release=release, language=language)
    return [edition for edition in known if edition.language == language]


def _is_complete(release):
    return getattr(release, "is_complete", False)


def _copy_with(release, relations, rows=MappingProxyType({})):
    known = copy(release)
    # What such a copy has already is not read again.
    known._prefetched_objects_cache = {**getattr(release, "_prefetched_objects_cache", {}), **rows}
    prefetch_related_objects([known], *relations)
    return known


def _named_organisations(release, contacts) -> Iterator[Organisation]:
    yield from release.schools.all()
    for institute in release.institutes.all():
        yield institute
        yield from (line.school for line in institute.memberships.all())
    yield from (contact.organisation for contact in contacts if contact.organisation)
