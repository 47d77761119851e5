"""What a release shows from elsewhere, and what became of it, read once for several questions.

Copies: what is changed afterwards is not seen in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from types import MappingProxyType
from typing import Any

from django.db.models import BigIntegerField, Model, QuerySet

from common.compiled_queries import CompiledQuery, Parameter, compiled
from common.lookups import Keys
from institutes.models import (
    FormerName,
    Institute,
    LabelAward,
    Membership,
    Organisation,
    PhoneNumber,
    School,
)

from ..models import Attachment, Edition, Event, Release, ReleaseBoilerplate, ReleaseContact, Topic

# What prefetch_related() would read, by queries that are written once: each transition asks them all.
RELEASE = Parameter("release", BigIntegerField())
KEYS = Parameter("keys", Keys())


@compiled()
def _contact_lines():
    return ReleaseContact.objects.filter(release=RELEASE).select_related("contact__organisation")


@compiled()
def _boilerplate_lines():
    return ReleaseBoilerplate.objects.filter(release=RELEASE).select_related("boilerplate")


@compiled()
def _attachments():
    return Attachment.objects.filter(release=RELEASE)


@compiled()
def _topics():
    return Topic.objects.filter(releases=RELEASE).order_by()


@compiled()
def _institutes():
    return Institute.objects.filter(releases=RELEASE).select_related("director")


@compiled()
def _schools():
    return School.objects.filter(releases=RELEASE)


@compiled()
def _awards():
    return LabelAward.objects.filter(institute__among=KEYS).order_by()


@compiled()
def _memberships():
    return Membership.objects.filter(institute__among=KEYS).select_related("school")


@compiled()
def _phone_numbers():
    return PhoneNumber.objects.filter(contact__among=KEYS)


@compiled()
def _renamings():
    return FormerName.objects.filter(organisation__among=KEYS, kind=FormerName.Kind.RENAMED).order_by()


# No texts: what each event changed, and what each edition said, may be long.
WITHOUT_TEXTS = Edition.objects.select_related("address").defer("search_text", "body", "document")


@compiled()
def _editions():
    return WITHOUT_TEXTS.filter(release=RELEASE)


@compiled()
def _events():
    return Event.objects.filter(release=RELEASE).select_related("actor").defer("changes")


class Fetched(QuerySet):
    """Rows of a relation that are there already: asking for others of them is a mistake."""

    def __init__(self, rows: list):
        super().__init__(type(rows[0]) if rows else None)
        self._result_cache, self._prefetch_done = rows, True

    def _chain(self):
        raise TypeError("These rows were read already.")


Relations = Mapping[str, Callable[[], CompiledQuery]]
LINES: Relations = {
    "contact_lines": _contact_lines,
    "boilerplate_lines": _boilerplate_lines,
    "attachments": _attachments,
}
SOURCES: Relations = {**LINES, "topics": _topics, "institutes": _institutes, "schools": _schools}
HISTORY: Relations = {"editions": _editions, "events": _events}


def with_prefetched_lines(release: Release) -> Release:
    return release if _is_complete(release) else _copy_with(release, LINES)


def with_lines_and_choices(release: Release) -> Release:
    """As they stand in the database now, whatever the release came with."""
    bare = copy(release)
    vars(bare)["_prefetched_objects_cache"] = {}
    return _copy_with(bare, SOURCES)


def with_history(release: Release, events: list[Event] | None = None) -> Release:
    """With its editions and events: all of them, newest first, where they are at hand already."""
    return _copy_with(release, HISTORY, {"events": events} if events is not None else {})


def with_edition_sources(release: Release) -> Release:
    """With all that an approval copies."""
    if _is_complete(release):
        return release
    known = _copy_with(release, SOURCES)
    institutes = list(known.institutes.all())
    contacts = [line.contact for line in known.contact_lines.all()]
    _give(institutes, "awards", _awards, "institute_id")
    _give(institutes, "memberships", _memberships, "institute_id")
    _give(contacts, "phone_numbers", _phone_numbers, "contact_id")
    _give_renamings(list(_named_organisations(known, contacts)))
    known.is_complete = True
    return known


def at_hand(instance: Model, relation: str) -> Iterable[Any] | None:
    """The rows that a copy came with; None where they have to be asked for."""
    return getattr(instance, "_prefetched_objects_cache", {}).get(relation)


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
    own = known._prefetched_objects_cache = {**getattr(release, "_prefetched_objects_cache", {}), **rows}
    own |= {
        relation: Fetched(query().rows(release=release.pk))
        for relation, query in relations.items()
        if relation not in own
    }
    return known


def _give(instances, relation, query, column):
    """The rows of a relation, to those that have not got theirs."""
    lacking = [instance for instance in instances if at_hand(instance, relation) is None]
    found = _rows_by(column, query, lacking)
    for instance in lacking:
        vars(instance).setdefault("_prefetched_objects_cache", {})[relation] = Fetched(found[instance.pk])


def _give_renamings(organisations):
    lacking = [organisation for organisation in organisations if "renamings" not in vars(organisation)]
    found = _rows_by("organisation_id", _renamings, lacking)
    for organisation in lacking:
        organisation.renamings = found[organisation.pk]


def _rows_by(column, query, instances) -> dict[int, list]:
    keys = sorted({instance.pk for instance in instances})
    found: dict[int, list] = {key: [] for key in keys}
    for row in query().rows(keys=keys) if keys else ():
        found[getattr(row, column)].append(row)
    return found


def _named_organisations(release, contacts) -> Iterator[Organisation]:
    yield from release.schools.all()
    for institute in release.institutes.all():
        yield institute
        yield from (line.school for line in institute.memberships.all())
    yield from (contact.organisation for contact in contacts if contact.organisation)
