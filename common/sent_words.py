"""The words that a form of the desk sent, whatever form it was, and all of it as it would be sent again."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import initial_digests
from .request_size import is_at_desk

# Characters of all texts together.
MAX_SHOWN = 500_000
MAX_ROWS, ROW_LENGTH = 12, 90
# What a form says about itself, and not in anybody's words.
TECHNICAL = re.compile(
    rf"csrfmiddlewaretoken|_.*|(.*-)?initial-.*|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*-__prefix__-.*|.*-kept|.*-leave-out"
    rf"|(.*-)?(id|DELETE|{initial_digests.NAME})|opened_revision|revision|saved_form|submission_token",
    re.DOTALL,
)
# Buttons, and what the form of a row that is gone showed of it.
OF_SAVED_ROW = re.compile(rf"_.*|(.*-)?{initial_digests.NAME}", re.DOTALL)
LINE = re.compile(r"([a-z_]+)-([0-9]{1,6})-(\w+)", re.ASCII)
# Of a field that no model has, a value such as “names_over_time” or “12” is a choice.
CHOICE = re.compile(r"[a-z0-9_.:-]+")


class Text(NamedTuple):
    label: str
    text: str
    html: str = ""  # cleaned, of a rich text

    @property
    def rows(self) -> int:
        return min(MAX_ROWS, sum(1 + len(line) // ROW_LENGTH for line in self.text.splitlines()) or 1)


class Line(NamedTuple):
    relation: Any
    number: int
    name: str


def texts_of(request: HttpRequest) -> list[Text]:
    if not _may_be_shown(request):
        return []
    texts, left = [], MAX_SHOWN
    for text in _texts(request):
        if left <= 0:
            break
        short = text if len(text.text) <= left else Text(text.label, text.text[:left])
        texts.append(short)
        left -= len(text.text)
    return texts


def _may_be_shown(request):
    if request.method != "POST" or not is_at_desk(request):
        return False
    try:
        names = list(request.POST)
    except UnreadablePostError:
        return False
    match = request.resolver_match
    is_list = match is None or (match.url_name or "").endswith("_changelist")
    return not is_list and not any("password" in name for name in names)


def is_too_long(request) -> bool:
    return sum(len(value) for _name, values in request.POST.lists() for value in values) > MAX_SHOWN


def _texts(request) -> Iterator[Text]:
    model = _model_of(request)
    for name, values in request.POST.lists():
        if TECHNICAL.fullmatch(name):
            continue
        label, field = _field(model, name)
        for value in filter(str.strip, values):
            if _holds_words(field, value):
                yield Text(label, value, _cleaned(field, value))


def _holds_words(field, value):
    if field is None:
        return not CHOICE.fullmatch(value)
    is_choice = field.is_relation or field.choices or isinstance(field, models.BooleanField)
    return not is_choice and value != str(field.get_default())


def _cleaned(field, value):
    if not getattr(field, "holds_markup", False):
        return ""
    try:
        return mark_safe(field.get_prep_value(value))  # noqa: S308 - it is the field that cleans
    except ValidationError:
        return ""


def _model_of(request) -> Any:
    name = request.resolver_match.url_name or ""
    for model in admin.site._registry:
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None


def _field(model: Any, name: str) -> tuple[str, Any]:
    """(what it is called, the field of a model or None)"""
    if not (line := _line(model, name)):
        field = _named(model, name)
        return (capfirst(field.verbose_name), field) if field and field.concrete else (_("Text"), None)
    kind = line.relation.related_model
    label = f"{capfirst(kind._meta.verbose_name)} {line.number + 1}"
    field = _named(kind, line.name)
    return (f"{label} – {capfirst(field.verbose_name)}", field) if field and field.concrete else (label, None)


def _line(model: Any, name: str) -> Line | None:
    found = LINE.fullmatch(name)
    relation = found and _named(model, found[1])
    return Line(relation, int(found[2]), found[3]) if found and relation and relation.one_to_many else None


def _named(model, name):
    """A field or a relation; a moment has two inputs."""
    for each in (name, re.sub("_[01]$", "", name)):
        try:
            return model._meta.get_field(each) if model else None
        except FieldDoesNotExist:
            continue
    return None


def files_of(request: HttpRequest) -> list[tuple[str, str]]:
    """[(name of the field, name of the file)]"""
    return [(name, str(file.name)) for name, files in request.FILES.lists() for file in files]


def hidden_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """[(name, value)] of what was sent; nothing where it is too much to be sent twice."""
    if is_too_long(request):
        return []
    return pairs(request.POST.lists())


def fields_of_new_row(request: HttpRequest) -> dict[str, list[str]]:
    """The same for the form to add: lines that were saved are new ones."""
    if is_too_long(request):
        return {}
    model = _model_of(request)
    sent = {name: values for name, values in request.POST.lists() if not OF_SAVED_ROW.fullmatch(name)}
    return {name: _of_new_line(model, name, values) for name, values in sent.items()} | {"_continue": ["1"]}


def _of_new_line(model, name, values):
    if name.endswith("-INITIAL_FORMS"):
        return ["0"]
    line = _line(model, name)
    return [""] if line and line.name in ("id", line.relation.field.name) else values


def pairs(lists):
    return [(name, value) for name, values in lists for value in values if name != "csrfmiddlewaretoken"]
