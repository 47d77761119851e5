"""Rows as JSON and back, exactly: no column rounded, none read through a fallback language."""

from typing import Any

from django.db.models import Field, Model

from .search import SearchText

Columns = dict[str, Any]


def stored_fields(model: type[Model]) -> list[Field]:
    """Every column but what follows from others: words to search, and the untranslated originals, which
    hold whichever language was saved last."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, SearchText)]
    originals = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    return [field for field in fields if field.name not in originals]


def snapshot(row: Model) -> Columns:
    return {field.attname: _plain(field, row) for field in stored_fields(type(row))}


def revive(model: type[Model], columns: Columns) -> Model:
    """The row as it was, unsaved; columns that the model has lost since are passed over."""
    fields = {field.attname: field for field in stored_fields(model)}
    return model(**{name: fields[name].to_python(value) for name, value in columns.items() if name in fields})


def insert(model: type[Model], columns: Columns) -> Model:
    """Raw: auto_now and defaults do not touch what was recorded."""
    row = revive(model, columns)
    row.save_base(raw=True, force_insert=True)
    return row


def _plain(field, row):
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | list | dict):
        return value
    return field.value_to_string(row)
