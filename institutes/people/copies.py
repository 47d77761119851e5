import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import thread_time
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from common import stored_files
from common.characters import fold, normalise
from exchange.file_names import IMPORTS
from exchange.importing import jobs
from exchange.importing.source_file import texts_of
from exchange.models import Export, Import, ImportLine
from exchange.progress import Progress
from exchange.spreadsheets import UnreadableFile

from ..models import Contact, Merge, VerificationReply
from ..resources import ContactResource

# Of a line of an import: the number of its row and what became of it tell of nobody.
PERSONAL_FIELDS = ("values", "changes", "problems", "candidates", "before", "after")
# Rows that are looked at together: hardly any names the person.
BATCH_SIZE, BATCH_CHARACTERS = 100, 200_000
# Of processor time, for all the files that wait: somebody waits for the answer, and holds the database.
SECONDS_FOR_FILES = 10


class TimeBudgetExceeded(Exception):
    """Of reading the files that wait."""


class WaitingFile(NamedTuple):
    job: Import
    # False where nobody can say whether it names the person.
    is_searched: bool


@dataclass(frozen=True)
class Person:
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

    @cached_property
    def _words_of_names(self) -> list[set[str]]:
        return [_words(name) for name in self.full_names]

    @cached_property
    def _spellings(self) -> set[str]:
        return {normalise(f"{a} {b}") for pair in self.names for a, b in (pair, pair[::-1])}

    def is_named_in(self, text: str) -> bool:
        words = _words(text)
        return self._has_address(text) or any(name <= words for name in self._words_of_names)

    def is_spelt_out_in(self, text: str) -> bool:
        """The whole name in one go, in either order, or the address: a long text may hold its words apart."""
        if self._has_address(text):
            return True
        letters = fold(text)
        # Much faster than what comes next, and hardly any text passes.
        if not any(all(map(letters.__contains__, words)) for words in self._words_of_names):
            return False
        words = f" {normalise(text)} "
        return any(f" {spelt} " in words for spelt in self._spellings)

    def named_in(self, texts: Sequence[str]) -> list[int]:
        """The places of the texts that name the person."""
        together = "\n".join(texts)
        folded = fold(together)
        if self._has_address(together) or any(all(map(folded.__contains__, n)) for n in self._words_of_names):
            return [place for place, text in enumerate(texts) if self.is_named_in(text)]
        return []

    def is_named_by_last_name(self, text: str) -> bool:
        """For a search, people type the last name only."""
        return self._has_address(text) or any(_words(last) <= _words(text) for _first, last in self.names)

    def is_in_file_name(self, name: str) -> bool:
        """First and last name in either order, often with nothing between them."""
        letters = _letters(name)
        written = {_letters(f"{one}{other}") for pair in self.names for one, other in (pair, pair[::-1])}
        return any(whole in letters for whole in written - {""})

    def _has_address(self, text):
        folded = text.casefold()
        return any(email in folded for email in self.emails)


def merges_of(person: Person) -> QuerySet[Merge]:
    return _merges(person.ids)


def own_contacts(merge: Merge, ids: set[int]) -> list[dict[str, Any]]:
    """What a merge keeps of this person: of one that was undone, not the other person's contact."""
    return [details for details in (merge.kept_before, merge.removed) if details.get("id") in ids]


def lines_of(person: Person) -> list[ImportLine]:
    """Whatever became of the row; an institute's row names its director."""
    fields = [Cast(name, TextField()) for name in PERSONAL_FIELDS]
    lines = ImportLine.objects.order_by("pk").values_list("pk", "job__resource", "target_id", *fields)
    found = [number for batch in _batches(lines.iterator(), _length) for number in _lines_in(person, batch)]
    return list(ImportLine.objects.filter(pk__in=found).select_related("job").order_by("job", "number"))


def files_of(person: Person, lines: Collection[ImportLine]) -> Iterator[WaitingFile]:
    """Files that were sent in and wait for somebody to go on with them; `lines` are those of the person.

    Those for which no time is left count as unsearched; the smallest are read first.
    """
    named, until = {line.job_id for line in lines}, thread_time() + SECONDS_FOR_FILES
    waiting = Import.objects.filter(state__in=[*jobs.WAITING, *jobs.RUNNING])
    for job in sorted(waiting, key=_size):
        if job.pk in named:
            yield WaitingFile(job, is_searched=True)
            continue
        try:
            if _is_in_file(person, job, until):
                yield WaitingFile(job, is_searched=True)
        except (UnreadableFile, OSError, TimeBudgetExceeded):
            yield WaitingFile(job, is_searched=False)


def readings_of(person: Person) -> Iterator[Import]:
    """What stays of a file when it is gone: its name and its header, which was a person's row in some."""
    for job in Import.objects.iterator():
        text = f"{job.file_name} {json.dumps(job.reading, ensure_ascii=False)}"
        if person.is_named_in(text) or person.is_in_file_name(job.file_name):
            yield job


def files_without_job() -> set[str]:
    """Sent in for an import, and cut off before it had a row, or just arriving."""
    return {
        name for name in stored_files.unreferenced(stored_files.walk(IMPORTS)) if not Progress.job_of(name)
    }


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


def _letters(text):
    return "".join(filter(str.isalnum, fold(text)))


def _merges(ids):
    return Merge.objects.filter(Q(kept__in=ids) | Q(removed__id__in=ids))


def _contacts(contact, ids):
    """The contact of today, and as it was before merges and before the person's own corrections."""
    today = {"first_name": contact.first_name, "last_name": contact.last_name, "email": contact.email}
    yield today
    for merge in _merges(ids):
        yield from own_contacts(merge, ids)
    for reply in VerificationReply.objects.filter(contact=contact):
        for side in ("from", "to"):
            yield today | {name: change[side] for name, change in reply.changes.items()}


def _batches(rows, length):
    batch, characters = [], 0
    for row in rows:
        batch.append(row)
        characters += length(row)
        if len(batch) == BATCH_SIZE or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _lines_in(person, batch):
    # What a database keeps as JSON is read at once: a row alone would cost ten times as much.
    values = json.loads(f"[{','.join(f'[{_joined(fields)}]' for _pk, _resource, _target, *fields in batch)}]")
    named = set(person.named_in([json.dumps(of_line, ensure_ascii=False) for of_line in values]))
    for place, (number, resource, target, *_fields) in enumerate(batch):
        meant = {
            target,
            *(candidate["id"] for candidate in values[place][PERSONAL_FIELDS.index("candidates")]),
        }
        if place in named or (resource == ContactResource.name and person.ids & meant):
            yield number


def _length(line):
    return sum(len(column or "") for column in line[-len(PERSONAL_FIELDS) :])


def _joined(columns):
    return ",".join(column or "null" for column in columns)


def _size(job):
    try:
        return job.file.size if job.file else 0
    except OSError:
        return 0


def _is_in_file(person, job, until):
    # Another sheet than that of the lines may still be chosen.
    for batch in _batches(texts_of(job), len) if job.file else ():
        if person.named_in(batch):
            return True
        if thread_time() > until:
            raise TimeBudgetExceeded
    return False
