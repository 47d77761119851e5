"""Brings back what a version kept, part by part. Who may, and what follows from it, is for those who call."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.fields import field_of
from institutes.models import Contact

from ..models import Attachment, Boilerplate, Release, ReleaseBoilerplate, ReleaseContact, Version
from ..models.edition import ROOT
from .composition import numbers_of_today
from .snapshots import (
    CHOICES,
    FACTS,
    FILE_FACTS,
    FILE_TEXTS,
    LINES,
    TEXT_COLUMNS,
    difference,
    digests_in,
    lines_of,
    texts_of,
)
from .transitions import may_write

# In the order in which they are shown.
PARTS = (*TEXT_COLUMNS, *FACTS, *CHOICES, *LINES)
COLUMNS = (*TEXT_COLUMNS, *FACTS)

Snapshot = Mapping[str, Any]


def as_it_stands(release: Release, version: Version) -> dict[str, Any]:
    """The release as a version would keep it now; files that this version knows are not read."""
    return {**texts_of(release), **lines_of(release, digests_in(version.lines))}


def differing_parts(now: Snapshot, then: Snapshot) -> list[str]:
    differing = set(difference(now, then))
    return [part for part in PARTS if part in differing]


def may_restore(user: User, part: str) -> bool:
    if code := languages.language_of(part):
        return may_write(user, code)
    return user.has_perm("releases.change_release") and user.has_perm("releases.write_every_language")


@transaction.atomic
def restore(release: Release, version: Version, parts: Collection[str]) -> tuple[dict[str, dict], list[str]]:
    """What changed, as the timeline keeps it, and in sentences what is no more and could not be brought back.

    Raises ValidationError where the release would contradict itself or another one.
    """
    then = version.snapshot
    is_whole = set(differing_parts(as_it_stands(release, version), then)) <= set(parts)
    texts = [part for part in TEXT_COLUMNS if part in parts]
    changes = {column: {"from": release_text(release, column), "to": then[column]} for column in texts}
    others = [part for part in PARTS if part in parts and part not in changes]
    source = release.source_language
    put_columns(release, then, [part for part in COLUMNS if part in parts])
    if is_whole:
        release.translated_from = then["translated_from"]
    else:
        if release.source_language != source:
            release.change_source(source, changes)
        _mark_pairs(release, texts)
    release.check_consistency()
    release.save()
    return changes | {part: {} for part in others}, put_lines(release, then, others)


def release_text(release: Release, column: str) -> str:
    return getattr(release, column) or ""


def put_columns(release: Release, then: Snapshot, parts: Iterable[str]) -> None:
    """Saves nothing."""
    for part in parts:
        setattr(release, part, field_of(Release, part).to_python(then[part]))


def _mark_pairs(release, restored):
    """A source and its translation that come back together belong together, as if written at once."""
    codes = {languages.language_of(column) for column in restored if not column.startswith("slug_")}
    for code in languages.others(release.source_language):
        if {code, release.source_language} <= codes:
            release.mark_translated(code)


def put_lines(release: Release, then: Snapshot, parts: Collection[str]) -> list[str]:
    lost: list[str] = []
    for part in CHOICES:
        if part in parts:
            lost += _put_choices(release, part, then[part])
    for part, put in _PUT.items():
        if part in parts:
            lost += put(release, then[part])
    return lost


def _put_choices(release, part, rows):
    relation = getattr(release, part)
    found = relation.model.objects.in_bulk([row["id"] for row in rows])
    relation.set(found)
    return [_no_more(_name_of(row)) for row in rows if row["id"] not in found]


def _put_contacts(release, rows):
    release.contact_lines.all().delete()
    numbers = numbers_of_today({row["id"] for row in rows if "id" in row})
    orders: dict[int, int] = {}
    for row in rows:
        if "id" in row:
            # Two contacts that became one since are one line.
            orders.setdefault(numbers.get(row["id"], row["id"]), row["order"])
    found = Contact.objects.in_bulk(list(orders))
    ReleaseContact.objects.bulk_create(
        ReleaseContact(release=release, contact_id=key, order=order)
        for key, order in orders.items()
        if key in found
    )
    gone = sum("id" not in row or numbers.get(row["id"], row["id"]) not in found for row in rows)
    sentence = ngettext(
        "%(number)d press contact is no longer in the directory.",
        "%(number)d press contacts are no longer in the directory.",
        gone,
    )
    return [sentence % {"number": gone}] if gone else []


def _put_boilerplates(release, rows):
    release.boilerplate_lines.all().delete()
    found = Boilerplate.objects.in_bulk([row["id"] for row in rows])
    ReleaseBoilerplate.objects.bulk_create(
        ReleaseBoilerplate(release=release, boilerplate_id=row["id"], order=row["order"])
        for row in rows
        if row["id"] in found
    )
    return [_no_more(_name_of(row)) for row in rows if row["id"] not in found]


def _put_attachments(release, rows):
    """Anew, in their order. The files themselves stay: versions show them."""
    release.attachments.all().delete()
    kept = [row for row in rows if default_storage.exists(ROOT + row["path"])]
    Attachment.objects.bulk_create(_attachment(release, row) for row in kept)
    return [_no_more(row["path"].rpartition("/")[2]) for row in rows if row not in kept]


def _attachment(release, row):
    texts = {
        languages.column_in(code, field): row[field].get(code, "")
        for field in FILE_TEXTS
        for code in languages.LANGUAGES
    }
    facts = {field: row[field] for field in FILE_FACTS}
    return Attachment(release=release, file=ROOT + row["path"], **texts, **facts)


_PUT = {"contacts": _put_contacts, "boilerplates": _put_boilerplates, "attachments": _put_attachments}


def _name_of(row):
    return row["names"].get(languages.LANGUAGES[0]) or next(filter(None, row["names"].values()), "–")


def _no_more(name):
    return _("“%(name)s” is no more.") % {"name": name}
