from django.contrib import admin
from django.db import models
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


class ContactInline(WriterOnly, KeyChoices, admin.TabularInline):
    model = ReleaseContact
    max_num = 50
    formset = in_review.in_review_formset(ContactLines)
    fields = ["contact", "order"]
    autocomplete_fields = ["contact"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("contact__organisation")


class BoilerplateInline(WriterOnly, KeyChoices, admin.TabularInline):
    model = ReleaseBoilerplate
    max_num = 30
    formset = in_review.in_review_formset(BoilerplateLines)
    fields = ["boilerplate", "order"]
    autocomplete_fields = ["boilerplate"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("boilerplate")


class AttachmentInline(Lines, CharacterCountMixin, admin.StackedInline):
    """Files are the writers'; their texts belong to whoever may write the language."""

    model = Attachment
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
