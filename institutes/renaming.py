"""Organisations over time: a new name, or one school merged into another, from a given day on; and back.

Each locks what it changes, checks, and writes everything in one transaction, or raises
ValidationError with the reasons.
"""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from common.languages import columns
from common.snapshots import insert, snapshot

from .models import Contact, FormerName, Institute, Membership, Organisation, School

NAMES = columns("name")
SHORT_NAMES = columns("short_name")
NO_MEMBERSHIPS: dict[str, list] = {"moved": [], "removed": []}


@transaction.atomic
def rename(organisation: Organisation, names: Mapping[str, str], day: datetime.date) -> FormerName:
    """`names`: name_fr, short_name_fr, … as they are from that day on; columns left out stay."""
    type(organisation).objects.select_for_update().get(pk=organisation.pk)
    organisation.refresh_from_db()
    new = {column: names[column].strip() for column in (*NAMES, *SHORT_NAMES) if column in names}
    if problems := [*_day_problems(organisation, day), *_name_problems(organisation, new)]:
        raise ValidationError(problems)
    former = _remember(organisation, organisation, FormerName.Kind.RENAMED, day)
    old_shorts = {
        column: getattr(organisation, column)
        for column in SHORT_NAMES
        if new.get(column, getattr(organisation, column)) != getattr(organisation, column)
    }
    _remember_spelling(organisation, old_shorts, day)
    for column, name in new.items():
        setattr(organisation, column, name)
    organisation.save()
    return former


@transaction.atomic
def merge_into(
    school: School, successor: School, day: datetime.date, *, memberships: bool, people: bool
) -> FormerName:
    """The school ends on that day; its row stays for the releases that name it.

    memberships: the successor takes its place in the institutes; people: they work for the successor.
    """
    pair = School.objects.select_for_update().filter(pk__in=[school.pk, successor.pk]).order_by("pk")
    locked = {one.pk: one for one in pair}
    school, successor = locked[school.pk], locked[successor.pk]
    if problems := _merge_problems(school, successor, day):
        raise ValidationError(problems)
    former = _remember(school, successor, FormerName.Kind.MERGED, day)
    school.merger = {
        "successor": successor.pk,
        "former_name": former.pk,
        **(_hand_over_memberships(school, successor) if memberships else NO_MEMBERSHIPS),
        "people": _hand_over_people(school, successor) if people else [],
    }
    school.merged_into, school.merged_on = successor, day
    school.save()
    return former


@transaction.atomic
def undo_merger(school: School) -> School:
    """The school as it was; what has been moved on since, or taken from the successor, stays."""
    pair = School.objects.select_for_update().filter(pk__in=[school.pk, school.merged_into_id]).order_by("pk")
    locked = {one.pk: one for one in pair}
    school = locked[school.pk]
    successor = locked.get(school.merged_into_id or 0)
    problems = _undo_problems(school, successor)
    if successor is None or problems:
        raise ValidationError(problems)
    done = school.merger
    FormerName.objects.filter(pk=done["former_name"], organisation_id=successor.pk).delete()
    _restore_memberships(school, successor, done)
    people = Contact.objects.filter(pk__in=done["people"], organisation_id=successor.pk)
    people.update(organisation_id=school.pk, updated_at=timezone.now())
    school.merged_into = school.merged_on = None
    school.save()
    return school


def _day_problems(organisation, day):
    if day > timezone.localdate():
        return [
            _("This date is in the future. Record the change on that day, because pages show it immediately.")
        ]
    renamed = organisation.former_names.filter(kind=FormerName.Kind.RENAMED)
    last = renamed.order_by("-until").values_list("until", flat=True).first()
    if last and day <= last:
        return [
            _("The current name dates from %(day)s; choose a later date.")
            % {"day": formats.date_format(last)}
        ]
    return []


def _name_problems(organisation, new):
    after = {column: new.get(column, getattr(organisation, column) or "") for column in NAMES}
    if not any(after.values()):
        return [_("Give the name in at least one language.")]
    if all(after[column] == (getattr(organisation, column) or "") for column in NAMES):
        return [_("This is already the current name. Correct its spelling in the form itself.")]
    return []


def _merge_problems(school, successor, day):
    problems = []
    if school.pk == successor.pk:
        problems.append(_("A school cannot be merged into itself."))
    for one in (school, successor):
        if one.merged_into_id:
            problems.append(_("%(name)s has already been merged into another school.") % {"name": one})
    if day > timezone.localdate():
        problems.append(
            _("This date is in the future. Record the change on that day, because pages show it immediately.")
        )
    return list(dict.fromkeys(problems))


def _remember(source, target, kind, day):
    names = {column: getattr(source, column) for column in NAMES}
    return FormerName.objects.create(organisation_id=target.pk, kind=kind, until=day, **names)


def _remember_spelling(organisation, shorts, day):
    """Short names are no part of the record, but people go on typing them."""
    names = {f"name{column.removeprefix('short_name')}": value for column, value in shorts.items() if value}
    if names:
        FormerName.objects.create(
            organisation_id=organisation.pk, kind=FormerName.Kind.SPELLING, until=day, **names
        )


def _undo_problems(school, successor):
    if successor is None or not school.merger:
        return [_("There is no merger to undo, or it was entered by hand: correct it in the form.")]
    if successor.merged_into_id:
        return [
            _("%(name)s has been merged into another school since; undo that first.") % {"name": successor}
        ]
    return []


def _hand_over_memberships(school, successor):
    second = school.memberships.filter(institute__in=successor.memberships.values("institute"))
    removed = [snapshot(membership) for membership in second]
    second.delete()
    moved = list(school.memberships.values_list("pk", flat=True))
    school.memberships.update(school=successor)
    return {"moved": moved, "removed": removed}


def _restore_memberships(school, successor, done):
    moved = Membership.objects.filter(pk__in=done["moved"], school=successor)
    moved.exclude(institute__in=school.memberships.values("institute")).update(school=school)
    there = set(school.memberships.values_list("institute", flat=True))
    wanted = {row["institute_id"] for row in done["removed"]} - there
    institutes = Institute.objects.in_bulk(wanted)
    for row in done["removed"]:
        if row["institute_id"] in institutes:
            insert(Membership, row)


def _hand_over_people(school, successor):
    people = Contact.objects.filter(organisation=school)
    moved = list(people.values_list("pk", flat=True))
    people.update(organisation=successor, updated_at=timezone.now())
    return moved
