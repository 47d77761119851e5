"""What an open form sends of choices, read as the form itself would read it, and what it is told of them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from common import initial_digests
from common.modeladmin.formset_conflicts import ConflictCheckedFormSet
from common.modeladmin.keys import KeysField

from ..workflow import choices, file_texts
from .inlines import BoilerplateInline, ContactInline

INLINES = {"contact_lines": ContactInline, "boilerplate_lines": BoilerplateInline}


class Chosen(NamedTuple):
    """{name: value}, and {name: why it is none}."""

    values: dict[str, Any]
    refused: dict[str, str]


def read(fields: Mapping[str, forms.Field], sent: Mapping[str, Any]) -> Chosen:
    found = Chosen({}, {})
    for name, typed in sent.items():
        try:
            found.values[name] = _read(fields, name, typed)
        except ValidationError as problem:
            found.refused[name] = " ".join(problem.messages)
    return found


def _read(fields, name, typed):
    if file_texts.is_name(name):
        return file_texts.cleaned(name, _one(typed))
    return _keys(name, typed) if name in choices.LINES else _value(fields[name], typed)


def _value(field, typed):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [row.pk for row in field.clean(typed)]
    return field.clean(_parts(field, typed) if isinstance(field, forms.MultiValueField) else _one(typed))


def _parts(field, typed):
    """As many as the field has."""
    sent = typed if isinstance(typed, list) else [typed]
    return [*sent, *[""] * len(field.fields)][: len(field.fields)]


def _one(typed):
    if isinstance(typed, list):
        return typed[0] if typed else ""
    return typed


def _keys(name, typed):
    """In the order in which they were sent."""
    rows = choices.model_of(name)._meta.get_field(choices.LINES[name]).related_model.objects.all()
    found = {str(row.pk): row.pk for row in KeysField(rows, required=False).clean(typed)}
    if len(found) > (most := INLINES[name].max_num):
        sentence = ConflictCheckedFormSet.default_error_messages["too_many_forms"]
        raise ValidationError(sentence % {"num": most})
    return [found[key] for key in dict.fromkeys(map(str, typed))]


def shown(
    fields: Mapping[str, forms.Field], stands: Mapping[str, Any], names: Iterable[str]
) -> dict[str, Any]:
    """As the controls of the form hold it; rows and words of a list with their labels."""
    return {name: _shown(name, stands[name], fields) for name in names}


def _shown(name, stands, fields):
    if file_texts.is_name(name):
        return stands
    if name in choices.LINES:
        return [_line(line, choices.LINES[name]) for line in stands]
    if name in choices.CHOICES:
        return [{"value": str(row.pk), "label": str(row)} for row in stands]
    field = fields[name]
    if isinstance(field, forms.ChoiceField):
        return [{"value": stands, "label": str(dict(field.choices)[stands])}]  # type: ignore[arg-type]
    if isinstance(field, forms.MultiValueField):
        halves = zip(field.widget.widgets, field.widget.decompress(stands), strict=True)
        return [widget.format_value(half) or "" for widget, half in halves]
    return field.widget.format_value(stands) or ""


def _line(line, choice):
    """With what the form sends of each line beside what it shows."""
    key = getattr(line, f"{choice}_id")
    return {
        "value": str(key),
        "label": str(line),
        "key": line.pk,
        "order": line.order,
        "digests": initial_digests.pack({choice: key, "order": line.order}),
    }
