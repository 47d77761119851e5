"""A file that replaces another has a new address: texts that showed or linked to the old one follow."""

import json

from common import languages

from ..models import Attachment, Boilerplate
from .shown_files import boilerplates_with

FILES = "/files/"


def follow(release, formsets) -> dict[str, dict[str, str]]:
    """Saves the release with the new addresses; {column: what it was and what it is}."""
    moved = [pair for formset in formsets for pair in _moved(formset)]
    changes = {}
    for language in languages.LANGUAGES:
        column = languages.column_in(language, "body")
        before = getattr(release, column) or ""
        if (after := _with_new(before, moved)) != before:
            setattr(release, column, after)
            changes[column] = {"from": before, "to": after}
    if changes:
        # A translation is no older than its source for that.
        release.translated_from = json.loads(_with_new(json.dumps(release.translated_from), moved))
        release.save()
    return changes


def boilerplates_to_follow(formsets) -> dict[Boilerplate, dict[str, str]]:
    """The boilerplates that still show or link to an old file; {column: its text with the new address}."""
    texts: dict[Boilerplate, dict[str, str]] = {}
    for old, new in (pair for formset in formsets for pair in _moved(formset)):
        for boilerplate, column in boilerplates_with(old.removeprefix(FILES)):
            text = texts.setdefault(boilerplate, {})
            text[column] = _with_new(text.get(column) or getattr(boilerplate, column), [(old, new)])
    return texts


def _moved(formset):
    if formset.model is not Attachment:
        return
    for form in formset.initial_forms:
        old = form.initial.get("file")
        if old and form.instance.file and "file" in form.changed_data and form not in formset.deleted_forms:
            yield old.url, form.instance.file.url


def _with_new(text, moved):
    for old, new in moved:
        text = text.replace(old, new)
    return text
