from typing import NamedTuple

from django import forms
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from common.fields import field_of
from common.languages import SPOKEN

from ..models import Contact
from ..people import merging, verification

# What a merge decides by itself, and how.
RULES = {
    "objected_on": gettext_lazy("An objection on either contact applies to the person."),
    "data_source": gettext_lazy("Both are kept."),
    "data_collected_on": gettext_lazy("The earliest day is kept."),
    "verified_on": gettext_lazy("The latest day is kept."),
}


class Line(NamedTuple):
    label: str
    kept: str
    dropped: str
    note: str | Promise
    field: forms.BoundField | None = None


class MergeForm(forms.Form):
    """One choice per field that differs, and the state of the contacts that was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, keep: Contact, drop: Contact, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep, self.drop = keep, drop
        self.fields["seen"].initial = merging.fingerprint(keep, drop)
        self.sides = {name: (shown(keep, name), shown(drop, name)) for name in merging.CHOOSABLE}
        for name, sides in self.sides.items():
            if sides[0] != sides[1]:
                self.fields[name] = self._choice(name, *sides)

    def _choice(self, name, kept, dropped):
        choices = [(merging.KEEP, kept or _("nothing")), (merging.DROP, dropped or _("nothing"))]
        if name in merging.UNITED and kept and dropped:
            choices.insert(0, (merging.BOTH, _("Both")))
        default = merging.default_choice(self.keep, self.drop, name)
        if default == merging.BOTH and not (kept and dropped):
            default = merging.KEEP if kept else merging.DROP
        return forms.ChoiceField(
            label=label_of(name), choices=choices, initial=default, widget=forms.RadioSelect
        )

    def is_stale(self) -> bool:
        """Other fields may differ now: choices made from what the contacts were would be misread."""
        return self.data.get("seen") != self.fields["seen"].initial

    def choices(self) -> dict[str, str]:
        return {name: answer for name, answer in self.cleaned_data.items() if name != "seen"}

    def different(self) -> list[Line]:
        return [
            Line(label_of(name), *sides, _note(*sides), self[name])
            for name, sides in self.sides.items()
            if name in self.fields
        ]

    def equal(self) -> list[Line]:
        return [
            Line(label_of(name), *sides, "")
            for name, sides in self.sides.items()
            if name not in self.fields and sides[0]
        ]

    def ruled(self) -> list[Line]:
        lines = [
            Line(label_of(name), shown(self.keep, name), shown(self.drop, name), rule)
            for name, rule in RULES.items()
        ]
        return [line for line in lines if line.kept or line.dropped]


def label_of(name: str) -> str:
    if name in (merging.PHONES, verification.PHONES):
        return _("telephone numbers")
    return str(field_of(Contact, name).verbose_name)


def shown(contact: Contact, name: str) -> str:
    """A field as a person reads it; '' for an empty one."""
    if name == merging.PHONES:
        return ", ".join(_phone(phone) for phone in contact.phone_numbers.all())
    value = getattr(contact, name)
    if name == "languages":
        return ", ".join(str(SPOKEN.get(code, code)) for code in value)
    if name == "organisation":
        return value.name or str(value) if value else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "legal_basis":
        return contact.get_legal_basis_display()
    return formats.localize(value) if value else ""


def _phone(phone):
    number = phone.display(get_language())
    return f"{number} ({phone.label})" if phone.label else number


def _note(kept, dropped):
    if kept and dropped:
        return _("different")
    return _("only on the contact that stays") if kept else _("only on the other contact")
