from django.contrib import admin
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from common.modeladmin.read_only import ReadOnlyAdmin

from ..exporting import FileFormat
from ..models import Export
from ..registry import RESOURCES


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    list_display = [
        "at",
        "actor_name",
        "selection",
        "written_as",
        "purpose",
        "people_count",
        "withheld_count",
    ]
    search_fields = ["actor_name", "purpose", "selection"]
    nothing_yet = _("Exports will stand here: who took out what, and what for.")
    date_hierarchy = "at"
    fields = [
        "at",
        "actor_name",
        "what",
        "written_as",
        "selection",
        "purpose",
        "column_headers",
        "row_count",
        "people_count",
        "withheld_count",
    ]

    def render_change_form(self, request, context, *args, **kwargs):
        if line := kwargs.get("obj"):
            day = date_format(localtime(line.at), "DATE_FORMAT")
            context["heading"] = context["subtitle"] = f"{self.what(line)} · {self.written_as(line)} · {day}"
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("what"), ordering="resource")
    def what(self, line):
        resource = RESOURCES.get(line.resource)
        return capfirst(str(resource._meta.model._meta.verbose_name_plural)) if resource else line.resource

    @admin.display(description=_("format"), ordering="file_format")
    def written_as(self, line):
        return dict(FileFormat.choices).get(line.file_format, line.file_format)

    @admin.display(description=_("columns"))
    def column_headers(self, line):
        resource = RESOURCES.get(line.resource)
        known = resource.columns if resource else {}
        return ", ".join(known[key].name() if key in known else key for key in line.columns)
