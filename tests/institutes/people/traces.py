"""A person of whom the directory keeps a copy wherever it keeps any."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from institutes.models import ContactEvent, Merge
from institutes.people import events, merging, verification
from tests.builders import make_contact, make_institute, make_user
from tests.exchange.importing import NUMBER, applied

NAME = "Quillevéré"
HEADER = [NUMBER, "e-mail", "last name", "first name", "job title (fr)"]


def leave_traces(contact, manager):
    """Wherever the directory keeps a copy of a contact."""
    make_institute(director=contact)
    link = verification.open_link(verification.make_link(contact, manager))
    verification.answer(link, {"last_name": "Quillevere-Roux"})
    merge(contact, make_contact(NAME, first_name="Z.", email="z.old@example.org"))
    applied(HEADER, [str(contact.pk), "zoe@example.org", NAME, "Zoé", "Directrice"])
    contact.refresh_from_db()
    in_admin(contact, "changed")
    events.log(contact, ContactEvent.Kind.VERIFIED, manager, f"by {NAME} herself")


def merge(keep, drop, by=None):
    keep.refresh_from_db()
    drop.refresh_from_db()
    by = by or make_user("admin", username=f"admin{Merge.objects.count()}")
    return merging.merge(keep, drop, {}, by, seen=merging.fingerprint(keep, drop))


def in_admin(instance, message):
    return LogEntry.objects.create(
        user=make_user("admin", username=f"log{LogEntry.objects.count()}"),
        content_type=ContentType.objects.get_for_model(type(instance)),
        object_id=str(instance.pk),
        object_repr=str(instance),
        action_flag=2,
        change_message=message,
    )
