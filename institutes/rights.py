"""What people may ask for: all that is held on them, and to be forgotten.

Each is one transaction with its line in the person's timeline. What the apps above hold on a person is
reached through institutes.holdings.
"""

import json
import logging
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from common import stored_files
from common.models import KeptFile

from . import holdings, traces
from .importing import jobs
from .models import Contact, ContactEvent, Export, Import, ImportLine
from .models.exchange import KEPT_FOR_IMPORT
from .privacy import log
from .snapshots import snapshot
from .traces import Person

logger = logging.getLogger(__name__)

# Where the other card of a merge is named.
OF_TWO = [ContactEvent.Kind.MERGED, ContactEvent.Kind.UNMERGED]
NOTHING_SAID: dict[str, Any] = {
    "values": {"row": [], "given": {}},
    "changes": [],
    "problems": [],
    "candidates": [],
    "before": None,
    "after": None,
}


@transaction.atomic
def everything_on(contact: Contact, by: User) -> dict[str, Any]:
    """As JSON-able data (GDPR, article 15), and of nobody else; the act is logged."""
    log(contact, ContactEvent.Kind.EXPORTED, by)
    person = Person.of(contact)
    return {
        "card": snapshot(contact),
        "telephone_numbers": [snapshot(phone) for phone in contact.phone_numbers.all()],
        "timeline": [_event(event) for event in contact.events.all()],
        "links_by_mail": _columns(contact.card_links, "created_at", "created_by", "expires_at", "used_at"),
        "answers": [snapshot(reply) for reply in contact.card_replies.all()],
        "directs": [str(institute) for institute in contact.directed_institutes.all()],
        "merges": [_merge(merge, person) for merge in traces.merges_of(person)],
        "imports": [_line(line) for line in traces.lines_of(person)],
        "files_waiting_for_import": [
            {"file": job.file_name, "sent": job.created_at.isoformat(), "by": job.actor_name}
            for job in traces.files_of(person)
        ],
        "exports_that_may_hold_the_card": _columns(
            traces.exports_since(contact), "at", "actor_name", "file_format", "purpose"
        ),
        "log_of_the_desk": _columns(
            traces.log_entries_of(person), "action_time", "user__username", "change_message"
        ),
        **{holding.name: holding.data(contact) for holding in holdings.registered()},
    }


@transaction.atomic
def erase(contact: Contact, by: User, reason: str) -> int:
    """Out of the directory and of everything that copied the card (GDPR, article 17).

    What stays is that somebody was erased, when, by whom and why. Returns how many places outside
    the directory were changed.
    """
    # Who saves a release with this contact in it goes first, instead of each waiting for the other.
    contact = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    person, removed = Person.of(contact), _("contact removed")
    _stop_imports(person)
    places = sum(holding.erase(contact, by) for holding in holdings.registered())
    lines = [line.pk for line in traces.lines_of(person)]
    ImportLine.objects.filter(pk__in=lines).update(**NOTHING_SAID)
    traces.merges_of(person).update(
        kept_name=removed, kept_before={}, kept_after={}, removed={}, references=[]
    )
    _forget_readings(person, removed)
    _forget_events(person, removed)
    _forget_log_entries(person, removed)
    _forget_exports(person, removed)
    event = log(contact, ContactEvent.Kind.ERASED, by, reason)
    event.contact_name = f"{removed} (#{contact.pk})"
    event.save(update_fields=["contact_name"])
    # With it go its numbers, its links and what the person answered.
    number = contact.pk
    contact.delete()
    # Outside the database, so that it outlives a restore of an older one; a number names nobody.
    transaction.on_commit(lambda: logger.info("Contact %s was erased", number))
    return places


def _columns(rows, *names):
    return [
        {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
        for row in rows.values(*names)
    ]


def _event(event):
    """Without the name on a card that was one with this for a while, and is another person's."""
    columns = snapshot(event)
    return {**columns, "note": ""} if event.kind in OF_TWO else columns


def _merge(merge, person):
    act = {"at": merge.at.isoformat(), "by": merge.actor_name, "undone": merge.undone_at is not None}
    return act | {"cards": traces.own_cards(merge, person.ids)}


def _line(line):
    """Not the candidates and the reasons, which name others."""
    said = {name: getattr(line, name) for name in ("kind", "values", "changes", "before", "after")}
    return {"file": line.job.file_name, "by": line.job.actor_name, "row": line.number, **said}


def _stop_imports(person):
    """A file still to be applied would bring the person back."""
    # Looked for before the imports: a file that has its row only after this look is found there.
    transaction.on_commit(partial(stored_files.remove, traces.files_without_job()))
    KeptFile.objects.filter(purpose=KEPT_FOR_IMPORT).delete()
    for job in traces.files_of(person):
        if jobs.is_running(job) and not jobs.is_interrupted(job):
            jobs.cancel(job)
        else:
            jobs.give_up(
                job, _("Somebody in this file was erased meanwhile; send it again without that person.")
            )


def _forget_readings(person, removed):
    for job in traces.readings_of(person):
        unsaid = {"headers": [""] * len(job.reading.get("headers", [])), "notes": [], "samples": []}
        name = removed if person.is_searched_by(job.file_name) else job.file_name
        Import.objects.filter(pk=job.pk).update(reading=job.reading | unsaid, file_name=name)


def _forget_events(person, removed):
    events = ContactEvent.objects.filter(contact__in=person.ids)
    events.update(contact_name=removed, note="")
    # What the person did by the link in a mail bears the person's own name.
    events.filter(kind=ContactEvent.Kind.ANSWERED).update(actor_name=removed)
    for number in person.ids:
        elsewhere = ContactEvent.objects.filter(kind__in=OF_TWO, note__contains=f"(#{number})")
        elsewhere.update(note=f"{removed} (#{number})")


def _forget_log_entries(person, removed):
    traces.log_entries_of(person).update(object_repr=removed, change_message="")
    # Elsewhere the person was a line of a form: “Added press contact “Zoé Durand”.”
    for name in person.full_names:
        quoted = json.dumps(name)
        for entry in LogEntry.objects.filter(change_message__contains=quoted):
            entry.change_message = entry.change_message.replace(quoted, json.dumps(removed))
            entry.save(update_fields=["change_message"])


def _forget_exports(person, removed):
    """Who took what out, when and why stays; whom it was searched for does not."""
    for line in Export.objects.only("selection", "purpose").iterator():
        said = {
            "selection": person.is_searched_by(line.selection),
            "purpose": person.is_named_in(line.purpose),
        }
        if changed := [name for name, named in said.items() if named]:
            Export.objects.filter(pk=line.pk).update(**dict.fromkeys(changed, removed))
