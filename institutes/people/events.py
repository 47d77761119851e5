import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from common.accounts import name_of

from ..models import Contact, ContactEvent

# CNIL, reference framework for customer management: three years after the last contact.
RETENTION = datetime.timedelta(days=3 * 365)
# Where the other contact of a merge is named.
MERGES = [ContactEvent.Kind.MERGED, ContactEvent.Kind.UNMERGED]


def log(contact: Contact, kind: ContactEvent.Kind, by: User | None, note: str = "") -> ContactEvent:
    event = _event(contact, kind, by, note)
    event.save()
    return event


def log_all(contacts: Iterable[Contact], kind: ContactEvent.Kind, by: User | None) -> None:
    ContactEvent.objects.bulk_create(_event(contact, kind, by) for contact in contacts)


def _event(contact, kind, by, note=""):
    return ContactEvent(
        contact=contact,
        contact_name=contact.full_name,
        kind=kind,
        actor=by,
        actor_name=name_of(by) if by else contact.full_name,
        note=note,
    )


def overdue(at: datetime.datetime | None = None) -> QuerySet[Contact]:
    """Contacts that nobody has changed or verified for as long as data may be kept untouched."""
    return Contact.objects.untouched_since((at or timezone.now()) - RETENTION)
