from django.contrib import admin

from .. import languages
from ..models import Boilerplate, Topic
from .base import DeskAdmin


def side_by_side(*fields: str) -> list[tuple[str, ...]]:
    """One line per field, its languages beside one another."""
    return [tuple(languages.column(field, code) for code in languages.codes()) for field in fields]


def every_language(*fields: str) -> list[str]:
    return [name for line in side_by_side(*fields) for name in line]


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    list_display = every_language("name")
    search_fields = ["search_text"]
    fieldsets = [(None, {"fields": side_by_side("name", "slug")})]
    proposed_slugs = {
        languages.column("slug", code): languages.column("name", code) for code in languages.codes()
    }


@admin.register(Boilerplate)
class BoilerplateAdmin(DeskAdmin):
    list_display = [*every_language("title"), "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["search_text", "organisation__search_text"]
    autocomplete_fields = ["organisation"]
    fieldsets = [(None, {"fields": [*side_by_side("title"), "organisation", *side_by_side("body")]})]
