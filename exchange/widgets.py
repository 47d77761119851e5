import datetime
import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export import widgets

from common.characters import clean, normalise, one_line, tidy
from common.dates import OFFICE
from common.email_parsing import one_address
from common.languages import SPOKEN
from common.telephone_layout import international
from common.telephones import numbers_in
from common.web_addresses import validate_website

from . import dates
from .answers import NO, TICKS, YES
from .references import NoSuchRow
from .spoken_languages import parse_spoken_languages
from .spreadsheets import MAX_TEXT

# Without the spaces beside it: a pattern that takes them tries a long run of them anew from each space.
SEVERAL = re.compile(r"[;\n\r|]+|(?<=\s)/(?=\s)")

# In characters; longer than any name, address, date or list of languages.
SHORT = 1_000


class Text(widgets.Widget):
    # In characters.
    longest = MAX_TEXT
    cleaned = staticmethod(tidy)

    def clean(self, value, row=None, **kwargs):
        text = self.cleaned("" if value is None else str(value))
        if len(text) > self.longest:
            raise ValidationError(
                _("This cell contains %(length)s characters; at most %(limit)s can be read here: shorten it.")
                % {"length": len(text), "limit": self.longest}
            )
        return text

    def render(self, value, obj=None, **kwargs):
        return value or ""

    def render_many(self, values: Sequence) -> Sequence:
        """One column of many rows; equal values are rendered once."""
        words = {value: self.render(value) for value in set(values)}
        return [words[value] for value in values]


class Line(Text):
    """A text of one line: what a cell holds on several lines is parted by blanks."""

    cleaned = staticmethod(one_line)


class Prose(Text):
    """Sentences, in which no-break spaces are typography."""

    cleaned = staticmethod(clean)


class WholeNumber(Text):
    longest = 15

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value).removesuffix(".0")
        if text and not text.isdecimal():
            raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": text})
        return int(text) if text else None

    def render(self, value, obj=None, **kwargs):
        return value

    def render_many(self, values):
        return values


class YesNo(Text):
    longest = SHORT

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        word = normalise(text)
        if word in YES or text in TICKS:
            return True
        if word in NO or not text:
            return False
        raise ValidationError(_("“%(text)s”: write yes or no.") % {"text": value})

    def render(self, value, obj=None, **kwargs):
        return _("yes") if value else _("no")


class Day(Text):
    """A date cell, or a date as people write it: 12/02/2020, 2020-02-12, mercredi 12 févr. 2020."""

    longest = SHORT

    def __init__(self, languages, within=OFFICE, **kwargs):
        super().__init__(**kwargs)
        self.languages, self.within = languages, within

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        if isinstance(value, int | float) and dates.FIRST_SERIAL <= value <= dates.LAST_SERIAL:
            return dates.from_serial(value)
        text = super().clean(value)
        return dates.read(text, self.languages, self.within) if text else None

    def render(self, value, obj=None, **kwargs):
        return value


class Email(Text):
    """One address, also as links and address books write it: mailto:a@example.org, Zoé <a@example.org>."""

    longest = SHORT

    def clean(self, value, row=None, **kwargs):
        return one_address(super().clean(value))


class Website(Text):
    """A web address, with or without https://."""

    longest = SHORT

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        address = text if "://" in text or not text else f"https://{text}"
        if address:
            try:
                validate_website(address)
            except ValidationError as refusal:
                if refusal.code != "invalid":
                    raise
                raise ValidationError(
                    _("“%(text)s” is not a valid web address; write it like https://www.example.org/.")
                    % {"text": text}
                ) from None
        return address


class Language(Text):
    """A language by its name."""

    def render(self, value, obj=None, **kwargs):
        return str(SPOKEN.get(value, value or ""))


class Choice(Text):
    """One of a TextChoices, by its code or its label in any language of the site."""

    longest = SHORT

    def __init__(self, choices, languages, **kwargs):
        super().__init__(**kwargs)
        self.choices, self.languages = choices, languages

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return ""
        known = {normalise(code): code for code in self.choices.values}
        for language in self.languages:
            with override(language):
                known |= {normalise(str(label)): code for code, label in self.choices.choices}
        if (code := known.get(normalise(text))) is None:
            allowed = ", ".join(str(label) for label in self.choices.labels)
            raise ValidationError(
                _("“%(text)s” is not one of: %(allowed)s.") % {"text": text, "allowed": allowed}
            )
        return code

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class PhoneCells(NamedTuple):
    """A person's numbers from several columns: the cell with all of them, and (number, labels) to add."""

    all_of_them: str
    added: tuple[tuple[str, dict[str, str]], ...]


class PhoneNumbers(Text):
    """A list of E.164 numbers, each with its extension behind it; written the international way, so that no
    spreadsheet takes them for sums.

    PhoneNumbers to add come with their labels: {"number": "+33…", "label_fr": "Bureau"}.
    """

    longest = SHORT

    def clean(self, value, row=None, **kwargs):
        if not isinstance(value, PhoneCells):
            return numbers_in(super().clean(value))
        found: dict[str, str | dict] = {number: number for number in self.clean(value.all_of_them)}
        for text, labels in value.added:
            for number in self.clean(text):
                found.setdefault(number, {"number": number, **labels})
        return list(found.values())

    def render(self, value, obj=None, **kwargs):
        return " ; ".join(map(international, value))

    def render_many(self, values):
        """Of numbers as the database holds them."""
        return [" ; ".join(map(international, numbers)) for numbers in values]


class SpokenLanguages(Text):
    longest = SHORT

    def clean(self, value, row=None, **kwargs):
        return parse_spoken_languages(super().clean(value))

    def render(self, value, obj=None, **kwargs):
        return ", ".join(str(SPOKEN.get(code, code)) for code in value or [])

    def render_many(self, values):
        """Of lists as the database holds them: JSON as text, in which null is a word."""
        words = {written: self.render(json.loads(written)) for written in set(values)}
        return [words[written] for written in values]


class TextList(Text):
    """Several free texts in one cell, one per line or between semicolons."""

    def clean(self, value, row=None, **kwargs):
        return [part.strip() for part in SEVERAL.split(super().clean(value)) if part.strip()]

    def render(self, value, obj=None, **kwargs):
        return " ; ".join(value or [])

    def render_many(self, values):
        return [self.render(names) for names in values]


class Reference(Text):
    """A row of another model by any name it has or had; `names` finds it, and is made once per import.

    `may_be_empty`: whoever finds none may do without."""

    longest = SHORT

    def __init__(self, *, may_be_empty: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.may_be_empty = may_be_empty

    def clean(self, value, row=None, *, names=None, **kwargs):
        text = super().clean(value)
        if not text:
            return None
        try:
            return names.find(text)
        except NoSuchRow as refusal:
            if not self.may_be_empty:
                raise
            without = _("Or empty this cell, or leave its column out.")
            raise ValidationError(f"{refusal.message} {without}") from None

    def render(self, value, obj=None, **kwargs):
        return value.name if value else ""
