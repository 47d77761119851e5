from django.contrib import admin
from django.utils.translation import gettext_lazy

from ..models import ReleaseTemplate
from .base import RichTextModelAdmin
from .catalogue import side_by_side


@admin.register(ReleaseTemplate)
class ReleaseTemplateAdmin(RichTextModelAdmin):
    list_display = ["__str__", "kind", "order"]
    new_title = gettext_lazy("New template")
    nothing_yet = gettext_lazy("Templates will stand here: a new release begins from one of them.")
    fieldsets = [
        (None, {"fields": [*side_by_side("name"), ("kind", "order"), *side_by_side("standfirst", "body")]})
    ]
