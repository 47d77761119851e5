from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modeltranslation.utils import build_localized_fieldname

from ..analysis import text_of
from ..languages import LANGUAGES, language_of
from .document import Level, Text, document

# Rows that are read and written at once.
BATCH = 500


class SearchText(models.TextField):
    """The words of `search_texts()` of the row; NULL only until the first save."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"null": True, "editable": False})

    def pre_save(self, instance, add):
        words = document(instance.search_texts())
        setattr(instance, self.attname, words)
        return words


class SearchedQuerySet(models.QuerySet):
    model: Any

    """Writes that pass by `save()` keep the words, too."""

    def update(self, **values):
        if "search_text" in values or not self.model.search_columns() & values.keys():
            return super().update(**values)
        changed = list(self.values_list("pk", flat=True))
        count = super().update(**values)
        keep_words(self.model, pk__in=changed)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs, fields = tuple(objs), list(fields)
        if self.model.search_columns() & set(fields):
            # By hand: no field is asked before a bulk_update().
            for row in objs:
                row.search_text = document(row.search_texts())
            fields.append("search_text")
        return super().bulk_update(objs, fields, *args, **kwargs)

    bulk_update.alters_data = True  # type: ignore[attr-defined]


class Searched(models.Model):
    # Fields, and how good a place each is; a translated one is searched in every language.
    SEARCHED: dict[str, Level] = {}

    search_text = SearchText()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        named = kwargs.get("update_fields")
        if named is not None and self.search_columns() & set(named):
            kwargs["update_fields"] = {*named, "search_text"}
        super().save(*args, **kwargs)

    def save_base(self, raw=False, **kwargs):  # type: ignore[override]
        # As a row comes back from a snapshot; no field is asked then.
        if raw:
            self.search_text = document(self.search_texts())
        super().save_base(raw=raw, **kwargs)

    @classmethod
    def search_columns(cls) -> frozenset[str]:
        return _columns(cls)

    def search_texts(self) -> list[Text]:
        return [
            Text(level, self.search_language(column), _plain_text(self, column))
            for field, level in self.SEARCHED.items()
            for column in _columns_of(type(self), field)
        ]

    def search_language(self, column: str) -> str | None:
        return language_of(column)


@cache
def _columns(model):
    return frozenset(column for field in model.SEARCHED for column in _columns_of(model, field))


def _columns_of(model, field):
    translated = [build_localized_fieldname(field, code) for code in LANGUAGES]
    try:
        model._meta.get_field(translated[0])
    except FieldDoesNotExist:
        return [field]
    return translated


def _plain_text(row, column):
    text = getattr(row, column) or ""
    return text_of(text) if getattr(row._meta.get_field(column), "holds_markup", False) else str(text)


def keep_words(model: type[Searched], *conditions: models.Q, **filters: Any) -> int:
    """Writes the words of the rows chosen (of all) anew; returns how many had others.

    For what the fields cannot see: rows of fixtures, another analysis.
    """
    # Without the model's own manager, whose update() may refuse, or come back here.
    table: models.QuerySet = models.QuerySet(model=model)
    count = 0
    behind: list[Searched] = []
    for row in table.filter(*conditions, **filters).order_by("pk").iterator(chunk_size=BATCH):
        words = document(row.search_texts())
        if words != row.search_text:
            row.search_text = words
            behind.append(row)
        if len(behind) == BATCH:
            count += table.bulk_update(behind, ["search_text"])
            behind = []
    count += table.bulk_update(behind, ["search_text"])
    return count


def keep_words_of_fixtures(sender: type[models.Model], instance: Any, raw: bool = False, **_signal) -> None:
    """Receives post_save: fixtures pass by `save_base()`, with words of another day or without any."""
    if raw and issubclass(sender, Searched) and _has_own_words(sender):
        keep_words(sender, pk=instance.pk)


def searched_models() -> list[type[Searched]]:
    """One for each column: a school's words stand in the row of its organisation."""
    return [model for model in apps.get_models() if issubclass(model, Searched) and _has_own_words(model)]


def _has_own_words(model):
    return any(field.name == "search_text" for field in model._meta.local_fields)
