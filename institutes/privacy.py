"""What the GDPR asks of a directory of people: access, objection, erasure, retention.

Each act is one transaction with its line in the person's timeline. What the apps above hold on a
person is reached through institutes.holdings.
"""

import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from . import holdings
from .models import CardLink, CardReply, Contact, ContactEvent, ImportLine, Merge
from .snapshots import snapshot

# CNIL, reference framework for customer management: three years after the last contact.
RETENTION = datetime.timedelta(days=3 * 365)


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def log(contact: Contact, kind: ContactEvent.Kind, by: User | None, note: str = "") -> ContactEvent:
    return ContactEvent.objects.create(
        contact=contact,
        contact_name=contact.full_name,
        kind=kind,
        actor=by,
        actor_name=name_of(by) if by else contact.full_name,
        note=note,
    )


@transaction.atomic
def everything_on(contact: Contact, by: User) -> dict[str, Any]:
    """All that is held on one person, as JSON-able data (GDPR, article 15); the act is logged."""
    log(contact, ContactEvent.Kind.EXPORTED, by)
    return {
        "card": snapshot(contact),
        "telephone_numbers": [snapshot(phone) for phone in contact.phone_numbers.all()],
        "timeline": [snapshot(event) for event in contact.events.all()],
        "answers": [snapshot(reply) for reply in contact.card_replies.all()],
        "directs": [str(institute) for institute in contact.directed_institutes.all()],
        "merges": [snapshot(merge) for merge in _merges_of(contact)],
        "imports": [snapshot(line) for line in _import_lines_of(contact)],
        **{holding.name: holding.data(contact) for holding in holdings.registered()},
    }


@transaction.atomic
def erase(contact: Contact, by: User, reason: str) -> int:
    """Takes the person out of the directory and of everything that copied the card (GDPR, article 17).

    What stays is that somebody was erased, when, by whom and why. Returns how many places outside
    the directory were changed.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    identity, removed = contact.pk, _("contact removed")
    places = sum(holding.erase(contact, by) for holding in holdings.registered())
    _forget_copies(contact, removed)
    _forget_log_entries(contact, removed)
    event = log(contact, ContactEvent.Kind.ERASED, by, reason)
    contact.delete()
    ContactEvent.objects.filter(pk=event.pk).update(contact_name=f"{removed} (#{identity})")
    return places


def overdue(at: datetime.datetime | None = None) -> QuerySet[Contact]:
    """Cards that nobody has changed or verified for as long as data may be kept untouched."""
    return Contact.objects.untouched_since((at or timezone.now()) - RETENTION)


def _forget_copies(contact, removed):
    """Answers and links go with the card; timelines, merges and imports keep their rows without the data."""
    events = ContactEvent.objects.filter(contact=contact)
    events.update(contact_name=removed, note="")
    # What the person did by the link in a mail.
    events.filter(actor__isnull=True, actor_name=contact.full_name).update(actor_name=removed)
    _merges_of(contact).update(kept_name=removed, kept_before={}, kept_after={}, removed={}, references=[])
    _import_lines_of(contact).update(
        values={}, changes=[], problems=[], candidates=[], before=None, after=None
    )
    CardLink.objects.filter(contact=contact).delete()
    CardReply.objects.filter(contact=contact).delete()


def _forget_log_entries(contact, removed):
    kind = ContentType.objects.get_for_model(Contact)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(contact.pk))
    entries.update(object_repr=removed, change_message="")


def _merges_of(contact):
    return Merge.objects.filter(Q(kept=contact) | Q(removed__id=contact.pk))


def _import_lines_of(contact):
    return ImportLine.objects.filter(job__resource="contact", target_id=contact.pk)
