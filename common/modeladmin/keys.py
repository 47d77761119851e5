"""Fields that choose rows: a key of the wrong type, such as “abc” for a number, is no row."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from ..typing_bases import AdminOrInlineMixinBase


def is_key(model, text) -> bool:
    try:
        model._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True


class KeyField(forms.ModelChoiceField):
    queryset: QuerySet

    def bound_data(self, data, initial):
        """Django's autocomplete looks up what it shows again, refused or not."""
        data = super().bound_data(data, initial)
        return data if not data or is_key(self.queryset.model, data) else None


class KeysField(forms.ModelMultipleChoiceField):
    queryset: QuerySet

    def bound_data(self, data, initial):
        data = super().bound_data(data, initial)
        return [key for key in data or [] if is_key(self.queryset.model, key)]


class KeyChoices(AdminOrInlineMixinBase):
    """For a ModelAdmin or an inline, in front of its base class."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **{"form_class": KeyField, **kwargs})

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **{"form_class": KeysField, **kwargs})
