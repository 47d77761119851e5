from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField as PhoneNumberFormField
from phonenumber_field.modelfields import PhoneNumberField
from phonenumber_field.widgets import RegionalPhoneNumberWidget

from common.email_parsing import AddressField
from common.languages import SPOKEN, columns
from common.modeladmin.desk import DeskModelAdmin, Inline, fieldset
from common.modeladmin.edit_conflicts import ConflictCheckedForm
from common.modeladmin.yes_no import yes_no
from common.telephone_search import numbers_like
from common.telephones import parse_numbers
from exchange.admin.exporting import ExportMixin
from exchange.admin.importing import ImportMixin

from ..models import Contact, PhoneNumber
from ..resources import ContactResource
from .duplicates import DuplicatesPages
from .privacy import PrivacyPages


class PhoneNumberInput(RegionalPhoneNumberWidget):
    def format_value(self, value):
        # What somebody typed comes back as it was typed, above all when it was refused.
        return value if isinstance(value, str) else super().format_value(value)


class TelephoneField(PhoneNumberFormField):
    """Reads a number as an import does: overseas by its own code, with an extension behind it."""

    def to_python(self, value):
        try:
            found = parse_numbers(value or "")
        except ValidationError as refusal:
            if refusal.code == "invalid":
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
            raise
        if not found:
            return super().to_python(value)
        if len(found) > 1:
            raise ValidationError(_("Write one number here, and each of the others on a line of its own."))
        (number,) = found
        if number.is_fax:
            raise ValidationError(_("The number of a fax is not kept: write a telephone number."))
        if number.label:
            sentence = _("Write the number alone here, and “%(words)s” as its label.")
            raise ValidationError(sentence % {"words": number.label})
        return super().to_python(number.number)


class PhoneNumberForm(ConflictCheckedForm):
    def clean(self):
        """An extension that stands behind the number goes into its own field."""
        cleaned = super().clean() or {}
        typed = getattr(cleaned.get("number"), "extension", None)
        if typed and cleaned.get("extension") not in ("", typed):
            self.add_error(
                "extension", _("The number already ends with another extension; keep one of them.")
            )
        elif typed:
            cleaned["extension"] = typed
        return cleaned


class PhoneNumberInline(Inline):
    model = PhoneNumber
    form = PhoneNumberForm
    fields = [("number", "extension", "order"), columns("label")]
    formfield_overrides = {
        # The admin's own text field would show +33141113789 where people read 01 41 11 37 89,
        # and leave no room for the spaces and brackets that people type.
        PhoneNumberField: {
            "widget": PhoneNumberInput(attrs={"class": "vTextField"}),
            "form_class": TelephoneField,
            "max_length": None,
        }
    }
    extra = 1


class ContactForm(ConflictCheckedForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=SPOKEN.items, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        help_texts = {
            column: _("As it should appear in releases, with all positions held.")
            for column in columns("job_title")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A spreadsheet may have brought a language that is not offered here: saving does not drop it.
        others = [code for code in self.initial.get("languages") or [] if code not in SPOKEN]
        if others and "languages" in self.fields:
            cast(forms.MultipleChoiceField, self.fields["languages"]).choices = [
                *SPOKEN.items(),
                *((code, code) for code in others),
            ]


@admin.register(Contact)
class ContactAdmin(DuplicatesPages, PrivacyPages, ImportMixin, ExportMixin, DeskModelAdmin):
    export_resource = ContactResource
    form = ContactForm
    formfield_overrides = {models.EmailField: {"form_class": AddressField}}
    # Of two base classes, only the first one's would count.
    actions: Any = [*DuplicatesPages.actions, *ExportMixin.actions]
    fieldsets = [
        fieldset(None, ("first_name", "last_name"), "organisation", columns("job_title")),
        fieldset(_("How to reach this person"), "email", "languages"),
        fieldset(_("Where this person is shown"), "is_press_contact", "is_public"),
        fieldset(_("Data protection"), ("data_source", "data_collected_on"), ("legal_basis", "objected_on")),
        fieldset(_("Verification"), ("verified_on", "verified_by")),
    ]
    readonly_fields = ["verified_on", "verified_by", "spoken"]
    autocomplete_fields = ["organisation"]
    inlines = [PhoneNumberInline]
    list_display = [
        "name",
        "job_title",
        "organisation",
        "phones",
        "mail",
        yes_no(Contact, "is_press_contact"),
        yes_no(Contact, "is_public"),
        "objected_on",
    ]
    list_filter = [
        "is_press_contact",
        "is_public",
        ("objected_on", admin.EmptyFieldListFilter),
        ("organisation", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["organisation"]
    search_fields = ["search_text", "organisation__search_text"]
    name_columns = ["search_text"]
    new_title = _("New contact")
    nothing_yet = _("Contacts will stand here: whom journalists call.")

    def get_search_results(self, request, queryset, search_term):
        """By words, and by a telephone number in whatever form it is typed."""
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        like = numbers_like(search_term, "number")
        if like is None:
            return found, may_have_duplicates
        owners = PhoneNumber.objects.filter(like).order_by().values("contact")
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=owners)), False

    def named_rows(self, request):
        return super().named_rows(request).select_related("organisation")

    def name_of(self, row):
        return row.full_name, str(row.organisation or "")

    def get_fieldsets(self, request, obj=None):
        """Whoever may only look reads the names of languages where the form keeps their codes."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            fieldset(
                title,
                *("spoken" if line == "languages" else line for line in options["fields"]),
            )
            for title, options in fieldsets
        ]

    @admin.display(description=_("languages spoken"))
    def spoken(self, contact):
        return ContactResource.columns["languages"].widget.render(contact.languages)

    why_never_deleted = _(
        "To remove a person from the directory, use “Erase…”, which also removes all copies of the contact."
    )

    # Who was erased is not to come back by a button.
    is_made_anew = False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("phone_numbers")

    @admin.display(description=_("name"), ordering="last_name")
    def name(self, contact):
        return contact.full_name

    @admin.display(description=_("e-mail"), ordering="email")
    def mail(self, contact):
        # A narrow column breaks an address where it has a joint.
        account, _at, host = contact.email.partition("@")
        return format_html("{}@<wbr>{}", account, host) if host else None

    @admin.display(description=_("telephone"))
    def phones(self, contact):
        numbers = ((phone.display(get_language()),) for phone in contact.phone_numbers.all())
        return format_html_join(", ", '<span class="number">{}</span>', numbers)
