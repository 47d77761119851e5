import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.languages import LANGUAGES

from ..resources import SheetResource
from ..widgets import Reference
from . import cells
from .cells import Cleaner
from .matches import Confirmation, MappedRow, Match


class RowHandler(ABC):
    resource_class: type[SheetResource]
    # The columns that the search for the target uses.
    match_keys: tuple[str, ...]
    # Those of them that identify the target alone, the most reliable first.
    unique_keys: tuple[str, ...] = ("id",)
    # The columns of its names.
    name_columns: tuple[str, ...] = ()
    # Columns of unique values that a new row can be added without.
    optional_unique: tuple[str, ...] = ()
    # How the answers are worded where `question` asks for a yes or a no.
    confirmation: Confirmation | None = None
    # Whether what cells refer to may be created from the trial.
    may_create_references: bool = False
    # On whose behalf rows are written.
    actor: User | None = None

    def __init__(self):
        self.resource = self.resource_class()
        self.model: type[models.Model] = self.resource._meta.model
        self.columns = self.resource.importable_columns()
        known = self.resource.columns.items()
        self._attnames: dict[str, str] = {}
        self._settable = [key for key, column in known if column.importable and key != "id"]
        self.references = self.resource.references()
        self.cleaner = Cleaner(self.resource, self.references)
        self.load_index()

    # Finding

    @abstractmethod
    def load_index(self) -> None: ...

    @abstractmethod
    def find(self, cleaned: dict[str, Any]) -> Match: ...

    def find_or_ask(self, cleaned: dict[str, Any], given: dict[str, Any], texts: list[str]) -> Match:
        """What `find` says, or a question; `given` are the row's cells by column, `texts` all of them."""
        return self.find(cleaned)

    def question(self, text: str) -> str:
        """About a cell for which the resource asks."""
        return ""

    def confirm(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The cells of a row if the answer to the question is yes."""
        return raw

    def identities(self, cleaned: dict[str, Any], target: int | None) -> Iterable[tuple]:
        """Keys that no other row of the file may have."""
        if target:
            yield "id", target

    def name_key(self, cleaned: dict[str, Any]) -> str:
        """The name of a row, normalised for comparison; empty where it has none."""
        return ""

    def is_same_name(self, instance: models.Model, key: str, value: Any) -> bool:
        """Whether this value is only another spelling of the name."""
        return False

    def shortens(self, key: str, short: str, long: str) -> bool:
        """Whether this value only says less of a name: an initial, a part of it."""
        return False

    def conflicts(self, cleaned: dict[str, Any], target: int | None) -> dict[str, str]:
        """{column: sentence} for values that break a unique constraint."""
        return {}

    @abstractmethod
    def label(self, identity: int) -> str: ...

    @classmethod
    @abstractmethod
    def caption(cls, cleaned: dict[str, str]) -> str:
        """The name of a row on the page."""

    def lookalikes(self, cleaned: dict[str, Any]) -> list[int]:
        """Targets that a name with lost letters could belong to."""
        return []

    def unknown_number(self) -> Match:
        return Match(
            refused={"id": _("This number no longer exists; empty this cell to add the row as new.")}
        )

    # Reading

    def map_columns(self, found: list[tuple[str, Any]]) -> MappedRow:
        """The cells of a row by the columns that they set; `found` are (key, cell) in the file's order."""
        return MappedRow(dict(found), [])

    def columns_to_compare(self, raw: dict[str, Any], instance: models.Model) -> Iterable[str]:
        """The columns that may change the target."""
        return raw

    def combine(self, old: Any, new: list) -> list:
        """The new value of a column whose list may add to the old one."""
        return new

    def load(self, ids: Iterable[int], *, lock: bool = False) -> dict[int, models.Model]:
        """In as many queries for one as for a thousand."""
        found = self.queryset().filter(pk__in=list(ids))
        if lock:
            found = found.select_for_update(of=("self",))
        return {instance.pk: instance for instance in found}

    def queryset(self) -> models.QuerySet:
        return self.model._default_manager.all()

    def keys(self, instance: models.Model) -> list[str]:
        """The columns that this row of the database has and a file may set."""
        return self._settable

    def current(self, instance: models.Model) -> dict[str, Any]:
        return {key: self.get(instance, key) for key in self.keys(instance)}

    def get(self, instance, key):
        if key not in self._attnames:
            self._attnames[key] = instance._meta.get_field(key).attname
        value = getattr(instance, self._attnames[key])
        return value.isoformat() if isinstance(value, datetime.date) else value

    def rendered_texts(self, instance: models.Model, key: str) -> set[str]:
        """What exports wrote of it, in each language."""
        texts = set()
        widget = self.resource.importable_columns()[key].widget
        for language in LANGUAGES:
            with override(language):
                texts.add(cells.tidy(cells.text(widget.render(self.displayed_value(instance, key)))))
        return texts

    def displayed_value(self, instance, key):
        """The value as a widget renders it."""
        value = self.get(instance, key)
        return self.references.rows.get(value) if instance._meta.get_field(key).is_relation else value

    def inapplicable(self, instance: models.Model, key: str) -> str:
        return _("This column does not apply to this row; empty the cell.")

    def why_protected(self, instance: models.Model) -> str:
        """Why a file may not change this row at all, or nothing."""
        return ""

    def refers_to_deleted(self, cleaned: dict[str, Any]) -> bool:
        """Whether a cell refers to a row that was deleted since the check."""
        named = (key for key in cleaned if isinstance(self.columns[key].widget, Reference))
        return any(cleaned[key] and cleaned[key] not in self.references.rows for key in named)

    # Writing

    def new_instance(self, cleaned: dict[str, Any]) -> models.Model:
        return self.model()

    def set_values(self, instance: models.Model, cleaned: dict[str, Any]) -> None:
        for key, value in cleaned.items():
            model_field: Any = instance._meta.get_field(key)
            empty = value in ("", None)
            value = None if empty and model_field.null else model_field.to_python(value)
            setattr(instance, model_field.attname, value)

    def validate(self, instance: models.Model, keys: Iterable[str]) -> dict[str, str]:
        """What the model says of these columns, without a query: {column: sentence}."""
        problems = {}
        for key in keys:
            try:
                self._validate_one(instance, key)
            except ValidationError as refusal:
                problems[key] = " ".join(refusal.messages)
        if not problems:
            try:
                instance.clean()
            except ValidationError as refusal:
                problems = {key: " ".join(found) for key, found in refusal.message_dict.items()}
        return problems

    def _validate_one(self, instance, key):
        model_field = instance._meta.get_field(key)
        value = getattr(instance, model_field.attname)
        if value in (None, "", []) and not model_field.blank:
            raise ValidationError(_("This cell may not be empty."))
        if model_field.is_relation or value is None:
            return
        model_field.clean(value, instance)

    def insert(self, instances: list[models.Model]) -> None:
        for instance in instances:
            instance.save(force_insert=True)

    def update(self, instances: list[models.Model], keys: set[str]) -> None:
        for instance in instances:
            instance.save(update_fields=[key for key in self.keys(instance) if key in keys])

    # Undoing

    def snapshot(self, instance: models.Model, keys: Iterable[str] | None = None) -> dict[str, Any]:
        return {key: self.get(instance, key) for key in (self.keys(instance) if keys is None else keys)}

    def referenced_by(self, ids: list[int]) -> dict[int, str]:
        """{id: what refers to it}, whatever app it is in; a query per kind of reference."""
        found: dict[int, str] = {}
        for relation in self._references():
            there = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
            for identity in there.values_list(relation.field.attname, flat=True):
                found.setdefault(identity, str(relation.related_model._meta.verbose_name))
        return found

    def _references(self) -> Iterator[Any]:
        """Every foreign key to it, many-to-many tables included, but not its children."""
        for model in self.tables():
            for relation in model._meta.get_fields(include_hidden=True):
                is_key = relation.one_to_many and relation.auto_created and relation.model is model
                if is_key and relation.related_model not in self.owned_models():
                    yield relation

    def tables(self) -> Iterable[type[models.Model]]:
        return [self.model]

    def owned_models(self) -> set[type[models.Model]]:
        """Models whose rows are created and deleted with this one."""
        return set()

    def delete(self, ids: list[int]) -> None:
        self.model._default_manager.filter(pk__in=ids).delete()
