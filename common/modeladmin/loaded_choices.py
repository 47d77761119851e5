"""What a form has chosen in its autocomplete fields is shown without being looked up again, row by row."""

from copy import copy

from django.contrib.admin.widgets import AutocompleteMixin
from django.db.models import Model, QuerySet


class LoadedRows:
    """Stands in for the query of a widget's choices: answers for rows at hand, and asks for any other."""

    def __init__(self, rows: list[Model], queryset: QuerySet):
        self.rows, self.queryset = {str(row.pk): row for row in rows}, queryset

    def using(self, _alias):
        return self

    def filter(self, **lookup):
        [keys] = lookup.values()
        if any(str(key) not in self.rows for key in keys):
            return self.queryset.filter(**lookup)
        return [row for key, row in self.rows.items() if key in set(map(str, keys))]


def show_loaded(form) -> None:
    """Of a form whose instance came with the rows of its relations."""
    for name, field in form.fields.items():
        # The buttons to add and change stand around the widget.
        if isinstance(getattr(field.widget, "widget", field.widget), AutocompleteMixin):
            field.widget.choices = copy(field.widget.choices)
            field.widget.choices.queryset = LoadedRows(_loaded(form.instance, name), field.queryset)


def _loaded(instance, name):
    prefetched = getattr(instance, "_prefetched_objects_cache", {})
    if name in prefetched:
        return list(prefetched[name])
    row = instance._state.fields_cache.get(name)
    return [row] if row else []
