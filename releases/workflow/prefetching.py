"""What a release shows from elsewhere, read once for several questions."""

from copy import copy

from django.db.models import Prefetch, prefetch_related_objects

from institutes.models import Institute, Membership

from ..models import Release, ReleaseBoilerplate, ReleaseContact

LINES = (
    Prefetch("contact_lines", ReleaseContact.objects.select_related("contact__organisation")),
    Prefetch("boilerplate_lines", ReleaseBoilerplate.objects.select_related("boilerplate")),
    "attachments",
)
SCHOOLS = Membership.objects.select_related("school").prefetch_related("school__former_names")
INSTITUTES = Institute.objects.select_related("director").prefetch_related(
    "former_names", "awards", Prefetch("memberships", SCHOOLS)
)


def with_prefetched_lines(release: Release) -> Release:
    """A copy with its lines; what is changed afterwards is not seen in it."""
    known = copy(release)
    # What such a copy has already is not read again.
    known._prefetched_objects_cache = dict(getattr(release, "_prefetched_objects_cache", {}))  # type: ignore[attr-defined]
    prefetch_related_objects([known], *LINES)
    return known


def with_edition_sources(release: Release) -> Release:
    """A copy with all that an approval copies; what is changed afterwards is not seen in it."""
    known = with_prefetched_lines(release)
    prefetch_related_objects([known], "topics", Prefetch("institutes", INSTITUTES))
    prefetch_related_objects([known], "schools__former_names")
    lines = list(known.contact_lines.all())
    prefetch_related_objects(lines, "contact__phone_numbers", "contact__organisation__former_names")
    return known
