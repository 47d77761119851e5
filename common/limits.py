from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models

from .forms import with_limit
from .typing_bases import AdminOrInlineMixinBase


class NormalisedTextarea(AdminTextareaWidget):
    """A browser sends CR LF at the end of a line, which counts as one character."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class CharacterCountMixin(AdminOrInlineMixinBase):
    """For a ModelAdmin or an inline, in front of its base class: no field is cut off by the browser."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.TextField) and not db_field.choices:
            kwargs.setdefault("widget", NormalisedTextarea)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs = with_limit(field.widget.attrs)
        return field
