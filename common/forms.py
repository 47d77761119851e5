"""Form fields that clean what was typed or pasted before they judge it."""

from django import forms

from .characters import clean, tidy
from .mail_addresses import validate_address


class Cleaned:
    cleaned = staticmethod(clean)

    def to_python(self, value):
        return super().to_python(self.cleaned(value) if isinstance(value, str) else value)


class CharField(Cleaned, forms.CharField):
    pass


class NameField(CharField):
    cleaned = staticmethod(tidy)


class EmailField(Cleaned, forms.EmailField):
    cleaned = staticmethod(tidy)
    default_validators = [validate_address]


class URLField(Cleaned, forms.URLField):
    cleaned = staticmethod(tidy)
