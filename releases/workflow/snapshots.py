"""All that a release says and shows, as plain data: what a version keeps and what a restoration brings back.

Not the state of the workflow, which has a timeline of its own. People are known by their number in the
directory alone, so that no name of theirs is kept where nobody would look for it.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from common import languages

from ..models import Attachment, Release
from ..models.release import TEXTS
from .prefetching import with_lines_and_choices

FACTS = ("kind", "source_language", "issued_on", "embargo_until")
# {what a snapshot calls it: the text that names a row of it}
CHOICES = {"institutes": "name", "schools": "name", "topics": "name"}
LINES = ("contacts", "boilerplates", "attachments")
# Texts of an attachment in each language, and what all languages share.
FILE_TEXTS = ("alt", "caption")
FILE_FACTS = ("kind", "size", "mime_type", "credit", "licence", "is_lead_picture", "order")
TEXT_COLUMNS = tuple(languages.column_in(code, field) for code in languages.LANGUAGES for field in TEXTS)

Digests = Mapping[str, str]


def texts_of(release: Release) -> dict[str, Any]:
    texts = {column: getattr(release, column) or "" for column in TEXT_COLUMNS}
    return {**texts, "translated_from": release.translated_from}


def lines_of(release: Release, digests: Digests) -> dict[str, Any]:
    """`digests` of the files that are known already; the others are read."""
    known = with_lines_and_choices(release)
    return {
        **{name: _written(getattr(release, name)) for name in FACTS},
        **{
            name: [_named(row, field) for row in sorted(getattr(known, name).all(), key=lambda row: row.pk)]
            for name, field in CHOICES.items()
        },
        "contacts": [{"id": line.contact_id, "order": line.order} for line in known.contact_lines.all()],
        "boilerplates": [
            {**_named(line.boilerplate, "title"), "order": line.order}
            for line in known.boilerplate_lines.all()
        ],
        "attachments": [_file(attachment, digests) for attachment in known.attachments.all()],
    }


def _written(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _named(row: Model, field: str) -> dict[str, Any]:
    return {"id": row.pk, "names": _in_each_language(row, field)}


def _in_each_language(row, field):
    columns = {code: languages.column_in(code, field) for code in languages.LANGUAGES}
    return {code: getattr(row, column) or "" for code, column in columns.items()}


def _file(attachment: Attachment, digests: Digests) -> dict[str, Any]:
    return {
        "path": attachment.path,
        "digest": digests.get(attachment.path) or _digest(attachment),
        **{field: _in_each_language(attachment, field) for field in FILE_TEXTS},
        **{field: getattr(attachment, field) for field in FILE_FACTS},
    }


def _digest(attachment):
    """'' where the file itself is lost."""
    try:
        with attachment.file.storage.open(attachment.file.name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def digests_in(lines: Mapping[str, Any]) -> Digests:
    return {file["path"]: file["digest"] for file in lines.get("attachments", ()) if file["digest"]}


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of what differs, in the order of the form."""
    return [name for name in after if before.get(name) != after[name]]
