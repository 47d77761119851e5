import re
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from common.characters import normalise
from exchange import dates
from exchange.answers import NO, TICKS
from exchange.widgets import SHORT, Day, Line, Text

from .answers import CONSENT_VALUES, OBJECTION_VALUES, REFUSAL_VALUES
from .objections import objection_in

_ADDRESS = re.compile(r"\w@\w[\w-]*\.\w")
_FROM_A_FIGURE = re.compile(r"\d.*", re.DOTALL)


class NotAPerson(NamedTuple):
    """The name on a vCard that says that it is not a person's."""

    name: str


def holds_address(text: str) -> bool:
    return "@" in text and bool(_ADDRESS.search(text))


class Name(Line):
    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if holds_address(text):
            sentence = _("“%(text)s” is an e-mail address, not a name: give it a column of its own.")
        elif text[:1].isdecimal() and not any(map(str.isalpha, text)):
            sentence = _("“%(text)s” is a number, not a name; leave the row out if it is a total.")
        else:
            return text
        raise ValidationError(sentence % {"text": text[:SHORT]})


class LastName(Name):
    def clean(self, value, row=None, **kwargs):
        if not isinstance(value, NotAPerson):
            return super().clean(value)
        sentence = _(
            "“%(name)s” is the vCard of an organisation or a group, not of a person: add it under "
            "Organisations, or give a person's name and take “company” off the vCard."
        )
        raise ValidationError(sentence % {"name": value.name[:SHORT]})


class ConsentCell(NamedTuple):
    """A cell of a column where “no” is the objection."""

    said: Any


class Objection(Day):
    """The day since when a person objects: as a date, or “yes” for today; a “no” says nothing."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, ConsentCell):
            return self._withheld(value.said)
        text = Text.clean(self, value)
        if normalise(text) in OBJECTION_VALUES or text in TICKS:
            return timezone.localdate()
        if objection_in(text) is not None:
            return self._day_in(text)
        if not text or normalise(text) in NO:
            return None
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(
                _("“%(text)s”: write yes where the person objects, or since when; no or nothing otherwise.")
                % {"text": text}
            ) from None

    def _day_in(self, text):
        """Of “Désinscrit le 12/02/2024”; today's where it names none."""
        figures = _FROM_A_FIGURE.search(text)
        try:
            return dates.read(figures[0], self.languages) if figures else timezone.localdate()
        except ValidationError:
            return timezone.localdate()

    def _withheld(self, value):
        """Consent given on some day is no objection."""
        text = Text.clean(self, value)
        if normalise(text) in REFUSAL_VALUES:
            return timezone.localdate()
        if objection_in(text) is not None:
            return self._day_in(text)
        if not text or normalise(text) in CONSENT_VALUES or text in TICKS:
            return None
        try:
            super().clean(value)
        except ValidationError:
            raise ValidationError(
                _("“%(text)s”: write no where the person does not agree to be contacted; yes otherwise.")
                % {"text": text}
            ) from None


class Person(Text):
    """Somebody's name in passing; a person who objects has none in any file."""

    def render(self, value, obj=None, **kwargs):
        return value.full_name if value and not value.objected_on else ""
