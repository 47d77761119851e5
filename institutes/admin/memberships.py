from django.contrib import admin

from common.languages import columns
from common.modeladmin.desk import DeskModelAdmin
from exchange.admin.exporting import ExportMixin
from exchange.admin.importing import ImportMixin

from ..models import LabelAward, Membership
from ..resources import LabelAwardResource, MembershipResource

BY_INSTITUTE = ("institute", admin.RelatedOnlyFieldListFilter)


def names_of(relation):
    return [f"{relation}__{column}" for column in (*columns("name"), *columns("short_name"))]


@admin.register(Membership)
class MembershipAdmin(ImportMixin, ExportMixin, DeskModelAdmin):
    export_resource = MembershipResource
    fields = ["institute", "school", "role", "order"]
    autocomplete_fields = ["institute", "school"]
    list_display = ["institute", "school", "role", "order"]
    list_display_links = ["institute", "school"]
    list_filter = ["role", BY_INSTITUTE]
    list_select_related = ["institute", "school"]
    search_fields = ["institute__search_text", "school__search_text"]


@admin.register(LabelAward)
class LabelAwardAdmin(ImportMixin, ExportMixin, DeskModelAdmin):
    export_resource = LabelAwardResource
    fields = ["institute", ("year", "announced_on"), columns("awarding_body")]
    autocomplete_fields = ["institute"]
    list_display = ["institute", "year", "announced_on", "awarding_body"]
    list_filter = ["year", BY_INSTITUTE]
    list_select_related = ["institute"]
    search_fields = ["search_text", "institute__search_text"]
