from django import forms
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models, router
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from phonenumber_field.widgets import RegionalPhoneNumberWidget

from .languages import SPOKEN, columns
from .models import Contact, FormerName, Institute, LabelAward, Membership, Organisation, PhoneNumber, School


class Inline(admin.StackedInline):
    extra = 0


class FormerNameInline(Inline):
    model = FormerName
    fields = [columns("name"), ("kind", "until")]


class MembershipInline(Inline):
    model = Membership

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("institute", "school")


class InstituteOfSchoolInline(MembershipInline):
    autocomplete_fields = ["institute"]
    fields = [("institute", "role", "order")]


class SchoolOfInstituteInline(MembershipInline):
    autocomplete_fields = ["school"]
    fields = [("school", "role", "order")]


class LabelAwardInline(Inline):
    model = LabelAward
    fields = [("year", "announced_on"), columns("awarding_body")]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("institute")


class PhoneNumberInput(RegionalPhoneNumberWidget):
    def format_value(self, value):
        # What somebody typed comes back as it was typed, above all when it was refused.
        return value if isinstance(value, str) else super().format_value(value)


class PhoneNumberInline(Inline):
    model = PhoneNumber
    fields = [("number", "order"), columns("label")]
    formfield_overrides = {
        # The admin's own text field would show +33141113789 where people read 01 41 11 37 89,
        # and leave no room for the spaces and brackets that people type.
        PhoneNumberField: {
            "widget": PhoneNumberInput(attrs={"class": "vTextField"}),
            "max_length": None,
        }
    }
    extra = 1


class CardAdmin(admin.ModelAdmin):
    """Plain Django admin in the desk's style, languages side by side."""

    class Media:
        js = ["js/desk.js"]


def block(title, *lines):
    return title, {"fields": lines}


class DirectoryAdmin(CardAdmin):
    """What organisations of every kind share."""

    identity = (columns("name"), columns("short_name"), "slug", "website", "logo")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    prepopulated_fields = {"slug": columns("name")[:1]}
    search_fields = [
        *columns("name"),
        *columns("short_name"),
        *(f"former_names__{column}" for column in columns("name")),
    ]

    def get_deleted_objects(self, objs, request):
        listed, counts, permissions, protected = super().get_deleted_objects(objs, request)
        return listed, counts, permissions, [*protected, *_named_in(objs)]


def _named_in(organisations):
    """What is tied to them by a plain many-to-many relation, whose rows the database would drop unasked."""
    collector = NestedObjects(using=router.db_for_write(Organisation))
    collector.collect(organisations)
    for model, ties in collector.data.items():
        if model._meta.auto_created:
            yield from _other_ends(model, ties)


def _other_ends(through, ties):
    for end in through._meta.fields:
        if end.many_to_one and not issubclass(end.related_model, Organisation):
            named = end.related_model._default_manager.in_bulk({getattr(tie, end.attname) for tie in ties})
            yield from (f"{end.related_model._meta.verbose_name}: {thing}" for thing in named.values())


@admin.register(Organisation)
class OrganisationAdmin(DirectoryAdmin):
    """All organisations; schools and institutes open in forms of their own."""

    fieldsets = [block(None, "kind", *DirectoryAdmin.identity)]
    inlines = [FormerNameInline]
    list_display = ["name", "short_name", "kind", "website"]
    list_filter = ["kind"]
    view_on_site = False
    own_forms = {model.own_kind: model for model in (School, Institute)}

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "kind":
            kwargs["choices"] = [pair for pair in Organisation.Kind.choices if pair[0] not in self.own_forms]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._own_form(request, object_id, "change") or super().change_view(
            request, object_id, form_url, extra_context
        )

    def delete_view(self, request, object_id, extra_context=None):
        return self._own_form(request, object_id, "delete") or super().delete_view(
            request, object_id, extra_context
        )

    def _own_form(self, request, object_id, page):
        organisation = self.get_object(request, unquote(object_id))
        model = self.own_forms.get(organisation.kind) if organisation else None
        if model is None:
            return None
        address = reverse(f"admin:institutes_{model._meta.model_name}_{page}", args=[organisation.pk])
        return HttpResponseRedirect(f"{address}?{request.GET.urlencode()}".removesuffix("?"))


@admin.register(School)
class SchoolAdmin(DirectoryAdmin):
    fieldsets = [
        block(None, *DirectoryAdmin.identity),
        block(_("Place in the network"), ("relation", "cities")),
    ]
    inlines = [FormerNameInline, InstituteOfSchoolInline]
    list_display = ["name", "short_name", "relation", "cities"]
    list_filter = ["relation", ("institutes", admin.RelatedOnlyFieldListFilter)]


@admin.register(Institute)
class InstituteAdmin(DirectoryAdmin):
    fieldsets = [
        block(None, *DirectoryAdmin.identity, "director"),
        (_("Presentation"), {"classes": ["texts"], "fields": [columns("presentation")]}),
    ]
    autocomplete_fields = ["director"]
    inlines = [SchoolOfInstituteInline, LabelAwardInline, FormerNameInline]
    list_display = ["name", "short_name", "director", "labelled_since"]
    list_filter = ["awards__year", ("schools", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["director"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("awards")

    @admin.display(description=_("labelled since"))
    def labelled_since(self, institute):
        return institute.labelled_since


class ContactForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), choices=SPOKEN.items, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        help_texts = {column: _("As printed, every office included.") for column in columns("job_title")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A spreadsheet may have brought a language that is not offered here: saving does not drop it.
        others = [code for code in self.initial.get("languages") or [] if code not in SPOKEN]
        if others:
            self.fields["languages"].choices = [*SPOKEN.items(), *((code, code) for code in others)]


@admin.register(Contact)
class ContactAdmin(CardAdmin):
    form = ContactForm
    fieldsets = [
        block(None, ("first_name", "last_name"), "organisation", columns("job_title")),
        block(_("How to reach this person"), "email", "languages"),
        block(_("Where this person is shown"), "is_press_contact", "is_public"),
        block(_("Data protection"), ("data_source", "data_collected_on"), "objected_on"),
    ]
    autocomplete_fields = ["organisation"]
    inlines = [PhoneNumberInline]
    list_display = [
        "name",
        "job_title",
        "organisation",
        "phones",
        "email",
        "is_press_contact",
        "is_public",
        "objected_on",
    ]
    list_filter = [
        "is_press_contact",
        "is_public",
        ("objected_on", admin.EmptyFieldListFilter),
        ("organisation", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["organisation"]
    search_fields = [
        "first_name",
        "last_name",
        "email",
        *columns("job_title"),
        *(f"organisation__{column}" for column in (*columns("name"), *columns("short_name"))),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("phone_numbers")

    @admin.display(description=_("name"), ordering="last_name")
    def name(self, contact):
        return contact.full_name

    @admin.display(description=_("telephone"))
    def phones(self, contact):
        return ", ".join(phone.display(get_language()) for phone in contact.phone_numbers.all())
