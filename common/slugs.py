import re

from anyascii import anyascii
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .characters import one_line, to_unicode_form
from .forms import OneFault
from .typing_bases import AdminOrInlineMixinBase

LENGTH = 120
_SLUG = re.compile("[-a-zA-Z0-9_]+")
# The marks that part two words; any other is dropped.
_PARTING = set("'’ʼ–—/⁄…|+×")


def propose_slug(title: str, length: int = LENGTH) -> str:
    """'' for a title without a letter or digit."""
    words = "".join(map(_plain, to_unicode_form("NFC", one_line(title))))
    return slugify(words)[:length].strip("-_")


def _plain(letter):
    if letter in _PARTING:
        return " "
    # ½ is 1⁄2, № is No, ₂ is 2, ﬃ is ffi.
    parts = [" " if part in _PARTING else part for part in to_unicode_form("NFKC", letter)]
    spelt = "".join(anyascii(part) if part.isalnum() else part for part in parts)
    return f" {spelt}" if " " in parts and spelt.strip() else spelt


def validate_address_name(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        sentence = _(
            "Only letters without accents, digits, hyphens and underscores can stand here, for example "
            "“meeting-2027”."
        )
        raise ValidationError(sentence, code="invalid")
    if not any(letter.isalnum() for letter in slug):
        raise ValidationError(
            _("Give at least one letter or digit, for example “meeting-2027”."), code="empty"
        )


def refuse_taken(slug: str, column: str, others: models.QuerySet) -> None:
    """Capitals make no other address: readers write it as they like."""
    if slug and (holder := others.filter(**{f"{column}__iexact": slug}).first()):
        sentence = _("“%(name)s” already has this address name; capital letters make no difference.")
        raise ValidationError({column: sentence % {"name": holder}})


class SlugFormField(OneFault, forms.SlugField):
    default_validators = [validate_address_name]


class SlugField(models.SlugField):
    default_validators = [validate_address_name]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.SlugField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": SlugFormField, **kwargs})


class ProposedSlugs(AdminOrInlineMixinBase):
    """For a ModelAdmin, in front of its base class: static/js/slugs.js proposes while a title is typed."""

    proposed_slugs: dict[str, str] = {}  # the column of a slug, and that of the title it is proposed from

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and (source := self.proposed_slugs.get(db_field.name)):
            field.widget.attrs["data-proposed-from"] = f"id_{source}"
        return field
