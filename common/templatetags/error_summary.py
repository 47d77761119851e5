from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms, template
from django.utils.text import capfirst

register = template.Library()


class Entry(NamedTuple):
    label: str
    target: str  # the id of the field, '' where there is nothing to lead to
    messages: list[str]


@register.inclusion_tag("admin/_errors.html")
def error_summary(form: forms.BaseForm, inlines: Iterable[Any] = ()) -> dict[str, Any]:
    """Every error of a refused form, with a link to its field; `inlines` as in the admin's context."""
    entries = list(_entries(form))
    for inline in inlines or ():
        entries += _of_lines(inline.formset, inline.opts)
    return {"general": form.non_field_errors(), "entries": entries}


def _entries(form, line="", elsewhere="") -> Iterator[Entry]:
    """What is wrong with a field that nobody sees is shown elsewhere."""
    for name, errors in form.errors.items():
        if name not in form.fields:
            continue
        bound = form[name]
        label = " – ".join(filter(None, [line, str(bound.label)]))
        yield Entry(label, elsewhere if bound.is_hidden else _id_of(bound), list(errors))


def _id_of(bound) -> str:
    """Of its first input, where there are several."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _of_lines(formset, options) -> Iterator[Entry]:
    if errors := list(formset.non_form_errors()):
        yield Entry(capfirst(options.verbose_name_plural), f"{formset.prefix}-group", errors)
    for number, form in enumerate(formset.forms, start=1):
        if not form.errors or (formset.can_delete and formset._should_delete_form(form)):
            continue
        line = f"{capfirst(options.verbose_name)} {number}"
        if errors := list(form.non_field_errors()):
            yield Entry(line, f"{formset.prefix}-group", errors)
        yield from _entries(form, line, f"{formset.prefix}-group")
