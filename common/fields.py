from typing import cast

from django.db import models

from . import forms
from .characters import clean, clean_line, one_line, tidy
from .mail_addresses import validate_address
from .typing_bases import FieldMixinBase
from .web_addresses import validate_website


def field_of(model: type[models.Model], name: str) -> models.Field:
    """A column of the model; what points at it from elsewhere is none."""
    return cast(models.Field, model._meta.get_field(name))


class Cleaned(FieldMixinBase):
    cleaned = staticmethod(clean)
    # For migrations, and for the form.
    plain: type[models.Field]
    form_class: type

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs

    def to_python(self, value):
        return self._clean(super().to_python(value))

    def pre_save(self, model_instance, add):
        value = self._clean(super().pre_save(model_instance, add))
        # Not setattr(): that of a translated column writes what a fallback showed into the active language.
        model_instance.__dict__[self.attname] = value
        return value

    def get_prep_value(self, value):
        return self._clean(super().get_prep_value(value))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": self.form_class, **kwargs})

    def _clean(self, value):
        return self.cleaned(value) if isinstance(value, str) else value


class CharField(Cleaned, models.CharField):
    """A line of text; its no-break spaces are typography."""

    cleaned = staticmethod(clean_line)
    plain, form_class = models.CharField, forms.CharField


class NameField(CharField):
    """A name or a label: a no-break space in it is a blank like any other."""

    cleaned = staticmethod(one_line)
    form_class = forms.NameField


class TextField(Cleaned, models.TextField):
    plain, form_class = models.TextField, forms.TextField


class EmailField(Cleaned, models.EmailField):
    cleaned = staticmethod(tidy)
    plain, form_class = models.EmailField, forms.EmailField
    default_validators = [validate_address]


class URLField(Cleaned, models.URLField):
    cleaned = staticmethod(tidy)
    default_validators = [validate_website]
    plain, form_class = models.URLField, forms.URLField
