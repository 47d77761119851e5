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


class OneFault(FormFieldMixinBase):
    """For a field of a form, in front of its base class: of several faults one is said."""

    def run_validators(self, value):
        try:
            super().run_validators(value)
        except ValidationError as refusal:
            raise refusal.error_list[0] from None


class Cleaned(OneFault):
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


NOT_A_DATE = gettext_lazy("This is not a date; write it for example like 2027-03-01.")
CLOCKS_CHANGE = gettext_lazy(
    "The clocks change that night, and this hour comes twice or not at all. Choose an earlier or a later one."
)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour of the zone of the press room; says in words which hours of a year are none."""

    default_error_messages = {
        "invalid_date": NOT_A_DATE,
        "invalid_time": gettext_lazy("This is not an hour; write it for example like 09:00."),
    }

    def clean(self, value):
        if not self.disabled and isinstance(value, list | tuple):
            value = [half.strip() if isinstance(half, str) else half for half in value]
            self._refuse_halves(*value)
        return super().clean(value)

    def _refuse_halves(self, day, hour):
        """One sentence of both together; what is alone wrong is said by its own half."""
        is_wrong = [not _is_valid(field, half) for field, half in zip(self.fields, (day, hour), strict=True)]
        if any(is_wrong) and (all(is_wrong) or not (day and hour)):
            raise ValidationError(
                _("Write the day and the hour for example like 2027-03-01 and 09:00."), code="invalid"
            )
        if day and not hour:
            raise ValidationError(_("Give the hour too, for example 09:00."), code="incomplete")
        if hour and not day:
            raise ValidationError(_("Give the day too, for example 2027-03-01."), code="incomplete")

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(CLOCKS_CHANGE, code=error.code) from None


def _is_valid(field, text):
    try:
        field.to_python(text)
    except ValidationError:
        return False
    return True
