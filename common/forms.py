from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .characters import (
    MAX_MARKS,
    broken_word,
    clean,
    clean_line,
    has_too_many_marks,
    one_line,
    tidy,
    without_breaks,
)
from .mail_addresses import validate_address
from .typing_bases import FormFieldMixinBase
from .web_addresses import validate_website


def with_limit(attributes: dict) -> dict:
    """A browser cuts what is pasted at `maxlength` and says nothing; with `data-limit`, static/js/counters.js
    counts, and the field refuses what is too long with every letter kept."""
    limits = {"data-limit": attributes["maxlength"]} if "maxlength" in attributes else {}
    return {name: value for name, value in attributes.items() if name != "maxlength"} | limits


def refuse_what_would_be_lost(text: str) -> None:
    """Cleaning takes away what nobody sees; of what was meant to be seen, nothing without a word."""
    if has_too_many_marks(text):
        sentence = _("The text has a letter with more than %(limit)s accents on it: type this letter again.")
        raise ValidationError(sentence % {"limit": MAX_MARKS}, code="marks")
    if word := broken_word(text):
        sentence = _("“%(word)s” has a character that cannot be kept, shown here as “�”: type it again.")
        raise ValidationError(sentence % {"word": word}, code="broken")


class Cleaned(FormFieldMixinBase):
    cleaned = staticmethod(clean)

    def to_python(self, value):
        if isinstance(value, str):
            refuse_what_would_be_lost(value)
            value = self.cleaned(value)
        return super().to_python(value)

    def widget_attrs(self, widget):
        return with_limit(super().widget_attrs(widget))


class CharField(Cleaned, forms.CharField):
    """Of one line."""

    cleaned = staticmethod(clean_line)

    def prepare_value(self, value):
        # What a browser drops here, and sends back without, would run words together.
        return without_breaks(value) if isinstance(value, str) else value


class TextField(Cleaned, forms.CharField):
    widget = forms.Textarea


class NameField(CharField):
    cleaned = staticmethod(one_line)


class EmailField(Cleaned, forms.EmailField):
    cleaned = staticmethod(tidy)
    default_validators = [validate_address]


class URLField(Cleaned, forms.URLField):
    cleaned = staticmethod(tidy)
    default_validators = [validate_website]


class MomentField(forms.SplitDateTimeField):
    """A day and an hour of the zone of the press room; says in words which hours of a year are none."""

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(CLOCKS_CHANGE, code=error.code) from None


CLOCKS_CHANGE = gettext_lazy(
    "The clocks change that night, and this hour comes twice or not at all. Choose an earlier or a later one."
)
