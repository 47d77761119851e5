import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from common import stored_files
from common.characters import normalise
from exchange.file_names import IMPORTS
from exchange.importing import jobs
from exchange.importing.source_file import texts_of
from exchange.models import Export, Import, ImportLine
from exchange.progress import Progress
from exchange.spreadsheets import UnreadableFile

from ..models import CardReply, Contact, Merge
from ..resources import ContactResource

# What a line of an import says; the number of its row and what became of it tell of nobody.
SAID = ("values", "changes", "problems", "candidates", "before", "after")


class Person(NamedTuple):
    """By what copies of a contact are recognised, those included that bear an earlier name."""

    ids: set[int]
    # (first name, last name): where one of the two lacks, it is too common a word to recognise anybody by.
    names: set[tuple[str, str]]
    emails: set[str]

    @classmethod
    def of(cls, contact: Contact) -> "Person":
        ids = contact.all_ids()
        known = list(_contacts(contact, ids))
        names = {(details.get("first_name") or "", details.get("last_name") or "") for details in known}
        emails = {(details.get("email") or "").casefold() for details in known}
        return cls(ids, {name for name in names if all(map(normalise, name))}, emails - {""})

    @property
    def full_names(self) -> set[str]:
        return {f"{first} {last}" for first, last in self.names}

    def is_named_in(self, text: str) -> bool:
        return self._has_address(text) or any(_words(name) <= _words(text) for name in self.full_names)

    def is_searched_by(self, text: str) -> bool:
        """For a search, people type the last name only."""
        return self._has_address(text) or any(_words(last) <= _words(text) for _first, last in self.names)

    def _has_address(self, text):
        return any(email in text.casefold() for email in self.emails)


def merges_of(person: Person) -> QuerySet[Merge]:
    return _merges(person.ids)


def own_contacts(merge: Merge, ids: set[int]) -> list[dict[str, Any]]:
    """What a merge keeps of this person: of one that was undone, not the other person's contact."""
    return [details for details in (merge.kept_before, merge.removed) if details.get("id") in ids]


def lines_of(person: Person) -> Iterator[ImportLine]:
    """Whatever became of the row; an institute's row names its director."""
    lines = ImportLine.objects.select_related("job").order_by("job", "number")
    return (line for line in lines.iterator() if _is_in_line(person, line))


def files_of(person: Person) -> Iterator[Import]:
    """Files that were sent in and wait for somebody to go on with them."""
    for job in Import.objects.filter(state__in=[*jobs.WAITING, *jobs.RUNNING]):
        if _is_in_file(person, job):
            yield job


def readings_of(person: Person) -> Iterator[Import]:
    """What stays of a file when it is gone: its name and its header, which was a person's row in some."""
    for job in Import.objects.iterator():
        if person.is_named_in(f"{job.file_name} {json.dumps(job.reading, ensure_ascii=False)}"):
            yield job


def files_without_job() -> set[str]:
    """Sent in for an import, and cut off before it had a row, or just arriving."""
    return {name for name in stored_files.unnamed(stored_files.stored(IMPORTS)) if not Progress.job_of(name)}


def log_entries_of(person: Person) -> QuerySet[LogEntry]:
    """Django's own log of what was done to the contact in the admin."""
    kind = ContentType.objects.get_for_model(Contact)
    return LogEntry.objects.filter(content_type=kind, object_id__in=map(str, person.ids))


def exports_since(contact: Contact) -> QuerySet[Export]:
    """Who may have taken the contact out: the log counts people, it does not list them."""
    exports = Export.objects.filter(people_count__gt=0)
    return exports.filter(at__date__gte=contact.data_collected_on) if contact.data_collected_on else exports


def _words(text):
    return set(normalise(text).split())


def _merges(ids):
    return Merge.objects.filter(Q(kept__in=ids) | Q(removed__id__in=ids))


def _contacts(contact, ids):
    """The contact of today, and as it was before merges and before the person's own corrections."""
    today = {"first_name": contact.first_name, "last_name": contact.last_name, "email": contact.email}
    yield today
    for merge in _merges(ids):
        yield from own_contacts(merge, ids)
    for reply in CardReply.objects.filter(contact=contact):
        for side in ("from", "to"):
            yield today | {name: change[side] for name, change in reply.changes.items()}


def _is_in_line(person, line):
    proposed = {candidate["id"] for candidate in line.candidates}
    if line.job.resource == ContactResource.name and person.ids & {line.target_id, *proposed}:
        return True
    return person.is_named_in(json.dumps([getattr(line, name) for name in SAID], ensure_ascii=False))


def _is_in_file(person, job):
    if any(_is_in_line(person, line) for line in job.lines.select_related("job").iterator()):
        return True
    try:
        # Another sheet than that of the lines may still be chosen.
        return bool(job.file) and any(map(person.is_named_in, texts_of(job)))
    except (UnreadableFile, OSError):
        # Nobody can say.
        return True
