import json
import logging
from functools import partial
from pathlib import PurePath
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from common import stored_files
from common.models import KeptFile
from common.search.index import purge
from exchange.importing import jobs
from exchange.models import KEPT_FOR_IMPORT, Export, Import, ImportLine

from ..models import Contact, ContactEvent
from . import copies, data_holders
from .copies import Person
from .events import MERGES, log

logger = logging.getLogger(__name__)

ERASED_LINE: dict[str, Any] = {
    "values": {"row": [], "cleaned": {}},
    "changes": [],
    "problems": [],
    "candidates": [],
    "before": None,
    "after": None,
}


@transaction.atomic
def erase(contact: Contact, by: User, reason: str) -> int:
    """Out of the directory and of everything that copied the contact (GDPR, article 17).

    What stays is that somebody was erased, when, by whom and why. Returns how many places outside
    the directory were changed.
    """
    # Who saves a release with this contact in it goes first, instead of each waiting for the other.
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    person, removed = Person.of(contact), _("contact removed")
    lines = copies.lines_of(person)
    _stop_imports(person, lines)
    places = sum(holder.erase(contact, by) for holder in data_holders.registered())
    ImportLine.objects.filter(pk__in=[line.pk for line in lines]).update(**ERASED_LINE)
    copies.merges_of(person).update(
        kept_name=removed, kept_before={}, kept_after={}, removed={}, references=[]
    )
    _forget_readings(person, removed)
    _forget_events(person, removed)
    _forget_log_entries(person, removed)
    _forget_exports(person, removed)
    _forget_names_of_waiting_files(person, removed)
    event = log(contact, ContactEvent.Kind.ERASED, by, reason)
    event.contact_name = f"{removed} (#{contact.pk})"
    event.save(update_fields=["contact_name"])
    # With it go its numbers, its links and what the person answered.
    number = contact.pk
    contact.delete()
    purge(Contact)
    # Outside the database, so that it outlives a restore of an older one; a number names nobody.
    transaction.on_commit(lambda: logger.info("Contact %s was erased", number))
    return places


def _stop_imports(person, lines):
    """A file still to be applied would bring the person back."""
    # Looked for before the imports: a file that has its row only after this look is found there.
    transaction.on_commit(partial(stored_files.remove, copies.files_without_job()))
    KeptFile.objects.filter(purpose=KEPT_FOR_IMPORT).delete()
    for job, is_searched in copies.files_of(person, lines):
        if jobs.is_running(job) and not jobs.is_interrupted(job):
            jobs.cancel(job)
        else:
            jobs.give_up(job, _why_given_up(is_searched=is_searched))


def _why_given_up(*, is_searched):
    if is_searched:
        return _("Somebody in this file was erased meanwhile; send it again without that person.")
    return _(
        "Somebody was erased meanwhile, and this file could not be searched for that person; send it again "
        "without that person."
    )


def _forget_readings(person, removed):
    for job in copies.readings_of(person):
        unsaid = {"headers": [""] * len(job.reading.get("headers", [])), "notes": [], "samples": []}
        is_named = person.is_named_by_last_name(job.file_name) or person.is_in_file_name(job.file_name)
        name = removed if is_named else job.file_name
        Import.objects.filter(pk=job.pk).update(reading=job.reading | unsaid, file_name=name)


def _forget_events(person, removed):
    events = ContactEvent.objects.filter(contact__in=person.ids)
    events.update(contact_name=removed, note="")
    # What the person did by the link in a mail bears the person's own name.
    events.filter(kind=ContactEvent.Kind.ANSWERED).update(actor_name=removed)
    for number in person.ids:
        elsewhere = ContactEvent.objects.filter(kind__in=MERGES, note__contains=f"(#{number})")
        elsewhere.update(note=f"{removed} (#{number})")


def _forget_log_entries(person, removed):
    copies.log_entries_of(person).update(object_repr=removed, change_message="")
    # Elsewhere the person was a line of a form: “Added press contact “Zoé Durand”.”
    for name in person.full_names:
        quoted = json.dumps(name)
        for entry in LogEntry.objects.filter(change_message__contains=quoted):
            entry.change_message = entry.change_message.replace(quoted, json.dumps(removed))
            entry.save(update_fields=["change_message"])


def _forget_names_of_waiting_files(person, removed):
    """Of a form that was refused: whoever filled it in can still send it, with the file."""
    for kept in KeptFile.objects.only("name").iterator():
        if person.is_in_file_name(kept.name):
            name = f"{removed}{PurePath(kept.name).suffix}"
            KeptFile.objects.filter(pk=kept.pk).update(name=name)


def _forget_exports(person, removed):
    """Who took what out, when and why stays; whom it was searched for does not."""
    for line in Export.objects.only("selection", "purpose").iterator():
        said = {
            "selection": person.is_named_by_last_name(line.selection),
            "purpose": person.is_named_in(line.purpose),
        }
        if changed := [name for name, named in said.items() if named]:
            Export.objects.filter(pk=line.pk).update(**dict.fromkeys(changed, removed))
