"""All that is held on a person, as the person may ask to read it (GDPR, article 15)."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from common.snapshots import snapshot

from ..models import Contact, ContactEvent
from . import copies, data_holders
from .copies import Person
from .events import MERGES, log


@transaction.atomic
def everything_on(contact: Contact, by: User) -> dict[str, Any]:
    """As JSON-able data (GDPR, article 15), and of nobody else; the act is logged."""
    log(contact, ContactEvent.Kind.EXPORTED, by)
    person = Person.of(contact)
    lines = copies.lines_of(person)
    return {
        "contact": snapshot(contact),
        "telephone_numbers": [snapshot(phone) for phone in contact.phone_numbers.all()],
        "timeline": [_event(event) for event in contact.events.all()],
        "links_by_mail": _columns(
            contact.verification_links, "created_at", "created_by", "expires_at", "used_at"
        ),
        "answers": [snapshot(reply) for reply in contact.verification_replies.all()],
        "directs": [str(institute) for institute in contact.directed_institutes.all()],
        "merges": [_merge(merge, person) for merge in copies.merges_of(person)],
        "imports": [_line(line) for line in lines],
        "files_waiting_for_import": [
            {"file": job.file_name, "sent": job.created_at.isoformat(), "by": job.actor_name}
            for job, _is_searched in copies.files_of(person, lines)
        ],
        "exports_that_may_hold_the_contact": _columns(
            copies.exports_since(contact), "at", "actor_name", "file_format", "purpose"
        ),
        "log_of_the_desk": _columns(
            copies.log_entries_of(person), "action_time", "user__username", "change_message"
        ),
        **{holder.name: holder.personal_data(contact) for holder in data_holders.registered()},
    }


def _columns(rows, *names):
    return [
        {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
        for row in rows.values(*names)
    ]


def _event(event):
    """Without the name on a contact that was one with this for a while, and is another person's."""
    columns = snapshot(event)
    return {**columns, "note": ""} if event.kind in MERGES else columns


def _merge(merge, person):
    act = {"at": merge.at.isoformat(), "by": merge.actor_name, "undone": merge.undone_at is not None}
    return act | {"contacts": copies.own_contacts(merge, person.ids)}


def _line(line):
    """Not the candidates and the reasons, which name others."""
    said = {name: getattr(line, name) for name in ("kind", "values", "changes", "before", "after")}
    return {"file": line.job.file_name, "by": line.job.actor_name, "row": line.number, **said}
