from django import forms
from django.contrib import admin
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from common import languages
from common.kept_files import KeptFileInput
from common.limits import CharacterCountMixin
from common.modeladmin.edit_conflicts import ConflictCheckedForm, ConflictFieldsMixin
from common.modeladmin.formset_conflicts import BoundedInline
from common.modeladmin.keys import KeyChoices

from ..models import Attachment, ReleaseBoilerplate, ReleaseContact
from ..workflow import may_write
from . import in_review
from .catalogue import side_by_side
from .lines import AttachmentLines, BoilerplateLines, ContactLines


class Lines(BoundedInline, ConflictFieldsMixin):
    """For an inline of releases, in front of its base class."""

    form = ConflictCheckedForm
    extra = 0


class WriterOnly(Lines):
    """Lines that belong to all languages at once: changed by those who write in all of them."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and _writes_everything(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _writes_everything(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _writes_everything(request)


class ChosenLines(WriterOnly, KeyChoices, admin.TabularInline):
    """Each line is a row that was chosen: another is found by its name and added at once."""

    template = "admin/releases/release/_lines.html"
    choice: str  # the name of the field that chooses
    search_label: Promise

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == self.choice:
            field.widget = forms.HiddenInput()
        return field


class ContactInline(ChosenLines):
    model = ReleaseContact
    max_num = 50
    formset = in_review.in_review_formset(ContactLines)
    choice = "contact"
    fields = ["contact", "order"]
    autocomplete_fields = ["contact"]
    search_label = gettext_lazy("Add a press contact")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("contact__organisation")


class BoilerplateInline(ChosenLines):
    model = ReleaseBoilerplate
    max_num = 30
    formset = in_review.in_review_formset(BoilerplateLines)
    choice = "boilerplate"
    fields = ["boilerplate", "order"]
    autocomplete_fields = ["boilerplate"]
    search_label = gettext_lazy("Add a boilerplate")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("boilerplate")


class AttachmentInline(Lines, CharacterCountMixin, admin.StackedInline):
    """Files are the writers'; their texts belong to whoever may write the language."""

    model = Attachment
    template = "admin/releases/release/_files.html"
    max_num = 100
    formset = in_review.in_review_formset(AttachmentLines)
    view_on_site = False
    formfield_overrides = {models.FileField: {"widget": KeptFileInput}}
    fields = [
        ("file", "address"),
        ("is_lead_picture", "order"),
        *side_by_side("alt", "caption"),
        ("credit", "licence"),
    ]

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and _writes_everything(request)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _writes_everything(request)

    @admin.display(description=gettext_lazy("address, for a figure or a link in the text"))
    def address(self, attachment):
        if attachment.pk and not attachment.file._committed:
            # The form was refused: what came with it has no address yet.
            attachment = Attachment.objects.filter(pk=attachment.pk).first() or Attachment()
        return attachment.get_absolute_url() if attachment.pk else "–"

    def get_readonly_fields(self, request, obj=None):
        if _writes_everything(request):
            return ["address"]
        shared = ["address", "file", "is_lead_picture", "order", "credit", "licence"]
        others = [code for code in languages.LANGUAGES if not may_write(request.user, code)]
        return shared + [languages.column_in(code, field) for field in ("alt", "caption") for code in others]


def _writes_everything(request):
    return request.user.has_perm("releases.write_every_language")


INLINES = [ContactInline, BoilerplateInline, AttachmentInline]
