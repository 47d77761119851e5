"""What is kept in files is what rows name; everything else goes.

docs/decisions/0016-what-is-kept-in-files.md says how.
"""

import contextlib
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction

BATCH = 500
# Names that begin so are the storage's own, such as its mark.
HIDDEN = "."


class Overdue(NamedTuple):
    label: str
    end: Callable[[], None]


@dataclass(frozen=True)
class FileOwner:
    """What an app keeps in files, beyond the file fields of its models."""

    # Which of these names its rows name in other ways.
    referenced: Callable[[set[str]], set[str]] = lambda _names: set()
    # What it has kept for longer than it promised.
    overdue: Callable[[], Iterable[Overdue]] = lambda: ()
    # What was made of a file, and goes with it.
    made_of: Callable[[str], Iterable[str]] = lambda _name: ()
    # Folders within others that it writes into again and again: they stay when they are empty.
    folders: frozenset[str] = frozenset()


_owners: list[FileOwner] = []


def register(owner: FileOwner) -> None:
    _owners.append(owner)


def overdue() -> Iterator[Overdue]:
    for owner in _owners:
        yield from owner.overdue()


def unreferenced(names: Iterable[str]) -> set[str]:
    """Those that no row names, as the database stands now."""
    left = set(names)
    for field in _file_fields():
        # Not the default manager: it may leave rows out.
        rows = field.model._base_manager.filter(**{f"{field.attname}__in": left})
        left -= set(rows.values_list(field.attname, flat=True)) if left else set()
    for owner in _owners:
        left -= owner.referenced(left) if left else set()
    return left


def _file_fields():
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                yield field


def unreferenced_since(moment: datetime) -> Iterator[str]:
    """Files that no row names and that nobody has written to since."""
    old = (name for name in walk() if not _is_younger(name, moment))
    while names := list(islice(old, BATCH)):
        yield from sorted(unreferenced(names))


def walk(folder: str = "") -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files if not name.startswith(HIDDEN))
    for name in folders:
        yield from walk(prefix + name)


def _is_younger(name, moment):
    try:
        return default_storage.get_modified_time(name) > moment
    except FileNotFoundError:
        return True


def remove(names: Iterable[str]) -> None:
    for name in names:
        for owner in _owners:
            remove(owner.made_of(name))
        default_storage.delete(name)
        _remove_folder(name.rpartition("/")[0])


def _remove_folder(folder):
    """That of one upload, or one made by hand: of no use when it is empty."""
    if "/" in folder and not any(folder in owner.folders for owner in _owners):
        with contextlib.suppress(OSError):
            default_storage.delete(folder)
            _remove_folder(folder.rpartition("/")[0])


def rewrite(name: str, content: bytes) -> None:
    """Other content under the same name; whoever reads meanwhile reads the old or the new, never a part."""
    path = Path(default_storage.path(name))
    # Left behind by a crash, it is a file like any other that no row names.
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    shutil.copymode(path, fresh)
    fresh.replace(path)


def discard(*names: str | None) -> None:
    """Once the transaction is sure: those that nothing names any more."""
    named = set(filter(None, names))
    transaction.on_commit(partial(_remove_unreferenced, named))


def _remove_unreferenced(names):
    remove(unreferenced(names))


def kept_path(kept, filename: str) -> str:
    """The name that the person gave stays in the row."""
    return f"kept/{uuid.uuid4()}"


class StoredFileField(models.FileField):
    """Its file goes with its row, and when another takes its place."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs

    def contribute_to_class(self, cls, name, **kwargs):  # type: ignore[override]
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            # The one place that every deletion passes, those of whole lists and of parents included.
            models.signals.post_delete.connect(self._discard_deleted, sender=cls)

    def _discard_deleted(self, instance, **kwargs):
        discard(getattr(instance, self.attname).name)

    def pre_save(self, model_instance, add):
        rows = self.model._base_manager.filter(pk=model_instance.pk)
        before = None if add else rows.values_list(self.attname, flat=True).first()
        file = super().pre_save(model_instance, add)
        if before and before != file.name:
            discard(before)
        return file
