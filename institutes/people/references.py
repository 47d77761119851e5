"""Everything that points at a contact, whichever app it is in: moved to another contact, and back.

A record is {"act", "model", "field", "pk"}, with the row's columns where it was removed:
"moved" it points at the other contact; "removed" the other contact had such a row already; "added" it
says of the other contact what a removed row said of this one.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToOneRel, Q

from common.snapshots import insert, snapshot

from ..models import Contact, NotDuplicates, PhoneNumber

Record = dict[str, Any]

MOVED, REMOVED, ADDED = "moved", "removed", "added"


def move_references(keep: Contact, drop: Contact) -> list[Record]:
    records = _move_not_duplicates(keep, drop)
    for field in foreign_keys():
        records += _move(field, keep, drop)
    return records


def restore_references(records: list[Record], keep: Contact, drop: Contact) -> None:
    """Those that are still where the merge put them; others were moved or removed on purpose."""
    moved: dict[tuple[str, str], list[Any]] = {}
    for record in records:
        model = apps.get_model(record["model"])
        if record["act"] == ADDED:
            model._base_manager.filter(pk=record["pk"]).delete()
        elif record["act"] == REMOVED:
            _restore_row(model, record)
        else:
            moved.setdefault((record["model"], record["field"]), []).append(record["pk"])
    for (label, name), keys in moved.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{name: keep})
        rows.update(**{name: drop})


def foreign_keys() -> Iterator[ForeignKey]:
    """Hidden ones too (related_name="+"); telephone numbers are part of the contact itself."""
    for relation in Contact._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in (PhoneNumber, NotDuplicates):
            yield relation.field


def _move(field, keep, drop):
    model, records = field.model, []
    pointing = model._base_manager.filter(**{field.name: drop})
    for row in pointing.order_by("pk"):
        record = {"act": MOVED, "model": model._meta.label_lower, "field": field.name, "pk": row.pk}
        columns = snapshot(row)
        if _would_duplicate(row, field, keep):
            record |= {"act": REMOVED, "row": columns}
            model._base_manager.filter(pk=row.pk).delete()
        records.append(record)
    pointing.update(**{field.name: keep})
    return records


def _would_duplicate(row, field, keep):
    """Whether the kept contact stands where the row would put it: in the same release, say."""
    if not (field.unique or row._meta.unique_together or row._meta.constraints):
        return False
    setattr(row, field.attname, keep.pk)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return True
    return False


def _move_not_duplicates(keep, drop):
    """Who is somebody else than the removed contact is somebody else than the kept one."""
    records, label = [], NotDuplicates._meta.label_lower
    for row in NotDuplicates.objects.filter(Q(first=drop) | Q(second=drop)).order_by("pk"):
        records.append({"act": REMOVED, "model": label, "field": "", "pk": row.pk, "row": snapshot(row)})
        other = row.second_id if row.first_id == drop.pk else row.first_id
        row.delete()
        if other == keep.pk:
            continue
        first, second = sorted((other, keep.pk))
        same, added = NotDuplicates.objects.get_or_create(
            first_id=first, second_id=second, defaults={"decided_by": row.decided_by}
        )
        if added:
            records.append({"act": ADDED, "model": label, "field": "", "pk": same.pk})
    return records


def _restore_row(model, record):
    """Unless what it belonged to is gone: a release deleted since takes its lines with it."""
    targets = [field for field in model._meta.concrete_fields if field.is_relation]
    pointed_at = ((field, record["row"].get(field.attname)) for field in targets)
    whole = all(
        field.related_model._base_manager.filter(pk=key).exists()
        for field, key in pointed_at
        if key is not None
    )
    if whole and not model._base_manager.filter(pk=record["pk"]).exists():
        insert(model, record["row"])
