from django.contrib import admin
from django.utils.translation import gettext_lazy

from common.modeladmin.desk import DeskModelAdmin
from common.modeladmin.yes_no import yes_no
from exchange.admin.exporting import ExportMixin
from exchange.admin.importing import ImportMixin

from ..models import Term
from ..resources import TermResource
from .catalogue import every_language, side_by_side


@admin.register(Term)
class TermAdmin(ImportMixin, ExportMixin, DeskModelAdmin):
    export_resource = TermResource
    list_display = [*every_language("form"), "kind", yes_no(Term, "is_active")]
    list_filter = ["kind", "is_active"]
    search_fields = name_columns = ["search_text"]
    new_title = gettext_lazy("New term")
    nothing_yet = gettext_lazy("Words of the house will stand here: texts are checked for them.")
    fieldsets = [
        (
            None,
            {"fields": [("kind", "is_active"), *side_by_side("form"), *side_by_side("other_forms"), "note"]},
        )
    ]
