"""What a release shows from elsewhere, read once for several questions."""

from collections.abc import Iterator
from copy import copy

from django.db.models import Prefetch, prefetch_related_objects

from institutes.models import RENAMINGS, Institute, LabelAward, Membership, Organisation

from ..models import Release, ReleaseBoilerplate, ReleaseContact, Topic

LINES = {
    "contact_lines": ReleaseContact.objects.select_related("contact__organisation"),
    "boilerplate_lines": ReleaseBoilerplate.objects.select_related("boilerplate"),
    "attachments": None,
}
INSTITUTES = Institute.objects.select_related("director").prefetch_related(
    Prefetch("awards", LabelAward.objects.order_by()),
    Prefetch("memberships", Membership.objects.select_related("school")),
)
SOURCES = {"topics": Topic.objects.order_by(), "institutes": INSTITUTES, "schools": None}


def with_prefetched_lines(release: Release) -> Release:
    """A copy with its lines; what is changed afterwards is not seen in it."""
    return release if _has(release, LINES) else _with(release, LINES)


def with_edition_sources(release: Release) -> Release:
    """A copy with all that an approval copies; what is changed afterwards is not seen in it."""
    if _has(release, LINES | SOURCES):
        return release
    known = _with(release, LINES | SOURCES)
    contacts = [line.contact for line in known.contact_lines.all()]
    prefetch_related_objects(contacts, "phone_numbers")
    # Of all kinds at once: what they were called is in one table.
    prefetch_related_objects(list(_named_organisations(known, contacts)), RENAMINGS)
    return known


def _has(release, relations):
    return relations.keys() <= getattr(release, "_prefetched_objects_cache", {}).keys()


def _with(release, relations):
    known = copy(release)
    # What such a copy has already is not read again.
    known._prefetched_objects_cache = dict(getattr(release, "_prefetched_objects_cache", {}))
    prefetch_related_objects([known], *(Prefetch(name, rows) for name, rows in relations.items()))
    return known


def _named_organisations(release, contacts) -> Iterator[Organisation]:
    yield from release.schools.all()
    for institute in release.institutes.all():
        yield institute
        yield from (line.school for line in institute.memberships.all())
    yield from (contact.organisation for contact in contacts if contact.organisation)
