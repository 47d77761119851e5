"""What is written about the files of a release: each text is a choice of its own, “attachments:12:alt_fr”."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from common import languages
from common.fields import field_of

from ..models import Attachment, Release
from .snapshots import FILE_TEXTS

COLUMNS = (*(column for field in FILE_TEXTS for column in languages.columns(field)), "credit", "licence")
NAME = re.compile(rf"attachments:([1-9][0-9]{{0,17}}):({'|'.join(COLUMNS)})")


def is_name(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def name_of(key: int, column: str) -> str:
    return f"attachments:{key}:{column}"


def key_of(name: str) -> int:
    return int(name.split(":")[1])


def column_of(name: str) -> str:
    return name.rpartition(":")[2]


def in_language(release: Release, language: str) -> dict[str, str]:
    """{“attachments:12:caption”: what readers see of it}"""
    return {
        name_of(file.pk, field): getattr(file, languages.column_in(language, field)) or ""
        for file in release.attachments.all()
        for field in FILE_TEXTS
        if file.kind == Attachment.Kind.PICTURE or field != "alt"
    }


def standing(files: Iterable[Attachment]) -> dict[str, str]:
    return {name_of(file.pk, column): getattr(file, column) or "" for file in files for column in COLUMNS}


def is_gone(release: Release, name: str) -> bool:
    """Somebody has taken the file out."""
    return is_name(name) and _file(release, name) is None


def value_of(release: Release, name: str) -> str:
    return getattr(_file(release, name), column_of(name)) or ""


def cleaned(name: str, typed: str) -> str:
    """As it is saved. Raises ValidationError for what is too long."""
    field = field_of(Attachment, column_of(name))
    return str(field.get_prep_value(field.clean(typed.strip(), None)) or "")


def put(release: Release, name: str, value: Any) -> None:
    file, column = _file(release, name), column_of(name)
    setattr(file, column, value)
    file.save(update_fields=[column])


def name_in_timeline(name: str) -> str:
    """A text of one language changes no other."""
    column = column_of(name)
    return column if languages.language_of(column) else str(Attachment._meta.model_name)


def _file(release, name):
    # Read once, however many texts are saved together.
    prefetch_related_objects([release], "attachments")
    return next((file for file in release.attachments.all() if file.pk == key_of(name)), None)
