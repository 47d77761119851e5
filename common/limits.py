from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models


class Lines(AdminTextareaWidget):
    """A browser sends CR LF at the end of a line, which counts as one character."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class CountedFields:
    """For a ModelAdmin or an inline, in front of its base class.

    A browser cuts what is pasted at `maxlength` and says nothing; with `data-limit`, static/js/counters.js
    counts, and the field refuses what is too long with every letter kept.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.TextField) and not db_field.choices:
            kwargs.setdefault("widget", Lines)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and (limit := field.widget.attrs.pop("maxlength", None)):
            field.widget.attrs["data-limit"] = limit
        return field
