"""A release as it would be with what stands in an open form, to look at: nothing is saved."""

from collections.abc import Mapping, Sequence
from typing import Any

from institutes.models import Contact, Institute, School

from ..models import Attachment, Boilerplate, Release, ReleaseBoilerplate, ReleaseContact, Topic
from . import choices, file_texts
from .prefetching import Fetched


def show_choices(release: Release, values: Mapping[str, Any]) -> None:
    """Values as choices.put() would save them."""
    for name, value in values.items():
        if name in _ROWS:
            _give(release, name, _ROWS[name](release, value))
        elif name in choices.NAMES:
            setattr(release, name, value)
    if texts := {name: value for name, value in values.items() if file_texts.is_name(name)}:
        _show_texts(release, texts)


def show_files(release: Release, keys: Sequence[str], lead: str) -> None:
    """Those files in that order, with that lead picture."""
    known = {str(file.pk): file for file in release.attachments.all()}
    files = [known[key] for key in dict.fromkeys(keys) if key in known]
    for file in files:
        file.is_lead_picture = str(file.pk) == lead
    _give(release, "attachments", files)


def _show_texts(release, texts):
    files: list[Attachment] = list(release.attachments.all())
    for file in files:
        for column in file_texts.COLUMNS:
            name = file_texts.name_of(file.pk, column)
            setattr(file, column, texts.get(name, getattr(file, column)))
    _give(release, "attachments", files)


def _give(release, relation, rows):
    vars(release).setdefault("_prefetched_objects_cache", {})[relation] = Fetched(rows)


def _contact_lines(release, keys):
    found = Contact.objects.select_related("organisation").in_bulk(keys)
    return [ReleaseContact(release=release, contact=found[key]) for key in keys if key in found]


def _boilerplate_lines(release, keys):
    found = Boilerplate.objects.in_bulk(keys)
    return [ReleaseBoilerplate(release=release, boilerplate=found[key]) for key in keys if key in found]


_ROWS = {
    "contact_lines": _contact_lines,
    "boilerplate_lines": _boilerplate_lines,
    "institutes": lambda _release, keys: list(
        Institute.objects.filter(pk__in=keys).select_related("director")
    ),
    "schools": lambda _release, keys: list(School.objects.filter(pk__in=keys)),
    "topics": lambda _release, keys: list(Topic.objects.filter(pk__in=keys)),
}
