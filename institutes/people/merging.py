"""Two contacts become one, and two again.

merge() and undo() each lock the contacts, check, and write everything in one transaction, or raise
Refused with every reason in words.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.accounts import name_of
from common.exceptions import Refused
from common.fields import field_of
from common.languages import columns
from common.snapshots import insert, revive, snapshot, stored_fields

from ..models import Contact, ContactEvent, Merge, Organisation, PhoneNumber
from .events import log
from .references import move_references, restore_references

KEEP, DROP, BOTH = "keep", "drop", "both"
PHONES = "phone_numbers"
UNITED = ("languages", PHONES)
CHOOSABLE = (
    "first_name",
    "last_name",
    *columns("job_title"),
    "organisation",
    "email",
    *UNITED,
    "is_press_contact",
    "is_public",
    "legal_basis",
)
SOURCES = "; "
STALE = gettext_lazy("One of the two contacts has changed since you opened this page; look at them again.")

Snapshot = dict[str, Any]


@transaction.atomic
def merge(
    keep: Contact, drop: Contact, choices: Mapping[str, str], by: User, *, seen: str | None = None
) -> Merge:
    """`choices`: KEEP, DROP or, for UNITED fields, BOTH per field; the rest as default_choice() says.

    `seen` is the fingerprint() of the contacts that the choices were made from.
    """
    contacts = _lock(keep.pk, drop.pk)
    if reasons := _merge_obstacles(keep, drop, contacts, by, seen):
        raise Refused(*reasons)
    keep, drop = contacts[keep.pk], contacts[drop.pk]
    kept_before, removed = snapshot_with_phones(keep), snapshot_with_phones(drop)
    answers = {field: choices.get(field) or default_choice(keep, drop, field) for field in CHOOSABLE}
    values, note = _merged_values(keep, drop, answers)
    _unite_phones(keep, drop, answers[PHONES])
    references = move_references(keep, drop)
    # Gone before the other takes over its e-mail address.
    drop_name, drop_id = drop.full_name, drop.pk
    drop.delete()
    for name, value in values.items():
        setattr(keep, name, value)
    keep.save()
    keep = Contact.objects.get(pk=keep.pk)
    done = Merge.objects.create(
        actor=by,
        actor_name=name_of(by),
        kept=keep,
        kept_name=keep.full_name,
        kept_before=kept_before,
        kept_after=snapshot_with_phones(keep),
        removed=removed,
        references=references,
    )
    log(keep, ContactEvent.Kind.MERGED, by, f"{drop_name} (#{drop_id}){note}")
    return done


@transaction.atomic
def undo(merge: Merge, by: User) -> Contact:
    """The removed contact again, under its old id; what was changed since by other hands stays."""
    merge.refresh_from_db()
    contacts = _lock(*filter(None, [merge.kept_id]))
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    keep = contacts.get(merge.kept_id or 0)
    reasons = _undo_obstacles(merge, keep, by)
    if keep is None or reasons:
        raise Refused(*reasons)
    _restore(keep, merge)
    drop = _recreate(keep, merge)
    restore_references(merge.references, keep, drop)
    merge.undone_at, merge.undone_by = timezone.now(), name_of(by)
    merge.save(update_fields=["undone_at", "undone_by"])
    for contact, other in ((keep, drop), (drop, keep)):
        log(contact, ContactEvent.Kind.UNMERGED, by, f"{other.full_name} (#{other.pk})")
    return drop


def default_choice(keep: Contact, drop: Contact, field: str) -> str:
    if field in UNITED:
        return BOTH
    return DROP if _is_empty(_value(keep, field)) and not _is_empty(_value(drop, field)) else KEEP


def fingerprint(keep: Contact, drop: Contact) -> str:
    """Says later whether either contact has changed since."""
    snapshots = json.dumps([snapshot_with_phones(keep), snapshot_with_phones(drop)], sort_keys=True)
    return hashlib.sha256(snapshots.encode()).hexdigest()


def snapshot_with_phones(contact: Contact) -> Snapshot:
    phones = PhoneNumber.objects.filter(contact=contact).order_by("pk")
    return {**snapshot(contact), PHONES: [snapshot(phone) for phone in phones]}


def _lock(*ids: int) -> dict[int, Contact]:
    # In one order everywhere, so that two merges of the same contacts wait instead of blocking each other.
    return {c.pk: c for c in Contact.objects.select_for_update().filter(pk__in=ids).order_by("pk")}


def _merge_obstacles(keep, drop, contacts, by, seen):
    if not by.has_perm("institutes.merge_contact"):
        return [_("You may not do this: your account lacks the permission.")]
    if keep.pk == drop.pk:
        return [_("A contact cannot be merged with itself.")]
    if len(contacts) < 2:
        return [_("One of the two contacts is gone; look at the list again.")]
    if seen is not None and seen != fingerprint(contacts[keep.pk], contacts[drop.pk]):
        return [str(STALE)]
    return []


def _column(field):
    return field_of(Contact, field).attname


def _value(contact, field):
    return getattr(contact, _column(field))


def _is_empty(value):
    return value in (None, "", [])


def _merged_values(keep, drop, answers):
    """What the kept contact is to hold, and what the timeline has to say about it."""
    taken = [field for field in CHOOSABLE if field not in UNITED and answers[field] == DROP]
    values = {_column(field): _value(drop, field) for field in taken}
    spoken = {
        KEEP: keep.languages,
        DROP: drop.languages,
        BOTH: list(dict.fromkeys([*keep.languages, *drop.languages])),
    }
    values["languages"] = spoken[answers["languages"]]
    verified = max((keep, drop), key=lambda contact: (contact.verified_on is not None, contact.verified_on))
    values |= {"verified_on": verified.verified_on, "verified_by": verified.verified_by}
    # Not for anybody to choose: an objection counts for the person, and so does what the law asks.
    for field in ("objected_on", "data_collected_on"):
        values[field] = min(filter(None, (getattr(keep, field), getattr(drop, field))), default=None)
    values["data_source"], note = _both_sources(keep.data_source, drop.data_source)
    return values, note


def _both_sources(*sources):
    """Joined in the column; where that has no room for both, the timeline has them in full."""
    different = list(dict.fromkeys(filter(None, sources)))
    joined = SOURCES.join(different)
    room = field_of(Contact, "data_source").max_length or 0
    if len(joined) <= room:
        return joined, ""
    half = (room - len(SOURCES)) // 2 - 1
    shortened = (text if len(text) <= half else f"{text[:half]}…" for text in different)
    return SOURCES.join(shortened), f"\n{joined}"


def _unite_phones(keep, drop, answer):
    kept, dropped = (list(contact.phone_numbers.order_by("order", "id")) for contact in (keep, drop))
    if answer == DROP:
        PhoneNumber.objects.filter(contact=keep).delete()
        kept = []
    known = {phone.dialled: phone for phone in kept}
    order = max((phone.order for phone in kept), default=-1)
    for phone in dropped if answer != KEEP else []:
        if same := known.get(phone.dialled):
            _take_labels(same, phone)
            continue
        order += 1
        phone.contact, phone.order = keep, order
        phone.save()
        known[phone.dialled] = phone
    PhoneNumber.objects.filter(contact=drop).delete()


def _take_labels(phone, other):
    for column in columns("label"):
        setattr(phone, column, getattr(phone, column) or getattr(other, column))
    phone.save()


def _undo_obstacles(merge, keep, by):
    if not by.has_perm("institutes.merge_contact"):
        return [_("You may not do this: your account lacks the permission.")]
    if merge.undone_at:
        return [_("This merge was already undone by %(who)s.") % {"who": merge.undone_by}]
    if keep is None:
        return [_("The contact that was kept is gone; nothing can be taken out of it.")]
    if keep.pk != merge.kept_before["id"]:
        return [_("The contact that was kept has been merged into another one since; undo that merge first.")]
    return [*_changed_since(merge, keep), *_taken(merge, keep), *_no_longer_there(merge)]


def _changed_since(merge, keep):
    now = snapshot_with_phones(keep)
    changed = [name for name in _written(merge) if now.get(name) != merge.kept_after[name]]
    if not changed:
        return []
    labels = dict.fromkeys(_label(name) for name in changed)
    return [
        _("Changed since the merge: %(fields)s. To keep the two apart, make the second contact by hand.")
        % {"fields": get_text_list(list(labels), _("and"))}
    ]


def _label(name):
    return str(field_of(Contact, name).verbose_name if name != PHONES else _("telephone numbers"))


def _written(merge):
    """What the merge changed on the contact that was kept; the time of saving tells nothing."""
    before, after = merge.kept_before, merge.kept_after
    names = [*(field.attname for field in stored_fields(Contact)), PHONES]
    recorded = [name for name in names if name in after and name != "updated_at"]
    return [name for name in recorded if before.get(name) != after[name]]


def _taken(merge, keep):
    own = merge.kept_before["email"] if "email" in _written(merge) else keep.email
    theirs = merge.removed["email"]
    others = Contact.objects.exclude(pk=keep.pk)
    taken = {email for email in (own, theirs) if email and others.filter(email__iexact=email).exists()}
    if theirs and theirs.lower() == own.lower():
        taken.add(theirs)
    return [
        _("Another contact now has the e-mail address %(email)s.") % {"email": email}
        for email in sorted(taken)
    ]


def _no_longer_there(merge):
    reasons = []
    if Contact.objects.filter(pk=merge.removed["id"]).exists():
        reasons.append(_("The number of the removed contact is in use again."))
    written = _written(merge)
    wanted = {merge.removed["organisation_id"]}
    if "organisation_id" in written:
        wanted.add(merge.kept_before["organisation_id"])
    if Organisation.objects.filter(pk__in=wanted - {None}).count() < len(wanted - {None}):
        reasons.append(_("The organisation on the removed contact is gone."))
    return reasons


def _restore(keep, merge):
    written = _written(merge)
    if PHONES in written:
        PhoneNumber.objects.filter(contact=keep).delete()
        for phone in merge.kept_before[PHONES]:
            insert(PhoneNumber, phone)
    if snapshot(keep)["updated_at"] == merge.kept_after["updated_at"]:
        written.append("updated_at")
    old = revive(Contact, {name: merge.kept_before[name] for name in written if name != PHONES})
    for name in written:
        if name != PHONES:
            setattr(keep, name, getattr(old, name))
    keep.save_base(raw=True)


def _recreate(keep, merge):
    columns = {name: value for name, value in merge.removed.items() if name != PHONES}
    # Which of the two objected since, nobody can tell: it holds for both.
    if keep.objected_on and not merge.kept_after["objected_on"]:
        columns["objected_on"] = columns["objected_on"] or keep.objected_on.isoformat()
    drop = insert(Contact, columns)
    for phone in merge.removed[PHONES]:
        insert(PhoneNumber, phone)
    return drop
