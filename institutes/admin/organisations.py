from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models, router
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.kept_files import KeepsFiles, KeptFileInput
from common.languages import columns
from common.modeladmin.deleting import VisibleNames
from common.modeladmin.desk import DeskModelAdmin, Inline, fieldset
from exchange.admin.exporting import ExportMixin
from exchange.admin.importing import ImportMixin

from ..models import FormerName, Institute, LabelAward, Membership, Organisation, School
from ..resources import OrganisationResource
from .names import MergeSchool, NamesOverTime, Rename, UndoMerger


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


class DirectoryAdmin(KeepsFiles, NamesOverTime, ImportMixin, ExportMixin, DeskModelAdmin):
    """What organisations of every kind share."""

    export_resource = OrganisationResource

    identity = (columns("name"), columns("short_name"), "slug", "website", "logo")
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.FileField: {"widget": KeptFileInput},
    }
    proposed_slugs = {"slug": columns("name")[0]}
    search_fields = name_columns = ["search_text", "former_names__search_text"]

    def view_on_site(self, organisation):
        return organisation.get_absolute_url()

    def get_deleted_objects(self, objs, request):
        listed, counts, permissions, protected = super().get_deleted_objects(objs, request)
        named_in = VisibleNames(request, self.admin_site).names_of(_named_in(objs))
        # “Others” is said once.
        protected = [*protected, *(name for name in named_in if name not in protected)]
        # What is in use stays, whoever asks: not a matter of permissions.
        return listed, counts, set() if protected else permissions, protected


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
            keys = {getattr(tie, end.attname) for tie in ties}
            yield from end.related_model._default_manager.in_bulk(keys).values()


@admin.register(Organisation)
class OrganisationAdmin(DirectoryAdmin):
    """All organisations; schools and institutes open in forms of their own."""

    fieldsets = [fieldset(None, "kind", *DirectoryAdmin.identity)]
    inlines = [FormerNameInline]
    list_display = ["name", "short_name", "kind", "website"]
    list_filter = ["kind"]
    view_on_site = False  # type: ignore[assignment]
    new_title = _("New organisation")
    own_forms = {model.own_kind: model for model in (School, Institute)}

    def named_rows(self, request):
        """Schools and institutes are found as what they are."""
        return super().named_rows(request).exclude(kind__in=self.own_forms)

    def over_time(self):
        return super().over_time().exclude(kind__in=self.own_forms)

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
        fieldset(None, *DirectoryAdmin.identity),
        fieldset(_("Place in the network"), ("relation", "cities"), ("merged_into", "merged_on")),
        (_("Presentation"), {"classes": ["texts"], "fields": [columns("presentation")]}),
    ]
    autocomplete_fields = ["merged_into"]
    inlines = [FormerNameInline, InstituteOfSchoolInline]
    new_title = _("New school")
    name_pages = {"rename": Rename, "merge_into": MergeSchool, "undo_merger": UndoMerger}
    list_display = ["name", "short_name", "relation", "cities", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = ["relation", ("institutes", admin.RelatedOnlyFieldListFilter)]


@admin.register(Institute)
class InstituteAdmin(DirectoryAdmin):
    fieldsets = [
        fieldset(None, *DirectoryAdmin.identity, "director"),
        (_("Presentation"), {"classes": ["texts"], "fields": [columns("presentation")]}),
    ]
    autocomplete_fields = ["director"]
    inlines = [SchoolOfInstituteInline, LabelAwardInline, FormerNameInline]
    new_title = _("New institute")
    list_display = ["name", "short_name", "director", "labelled_since"]
    list_filter = ["awards__year", ("schools", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["director"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("awards")

    @admin.display(description=_("labelled since"))
    def labelled_since(self, institute):
        return institute.labelled_since
