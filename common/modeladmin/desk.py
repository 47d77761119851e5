from django.contrib import admin
from django.contrib.admin.views.main import IS_POPUP_VAR
from django.utils.text import capfirst

from ..limits import CountedFields
from ..slugs import ProposedSlugs
from .base import BaseAdmin
from .keys import KeyChoices


class Inline(CountedFields, KeyChoices, admin.StackedInline):
    extra = 0


class ListTools:
    """Buttons above a list, for a ModelAdmin in front of its base class."""

    change_list_template = "admin/list_with_tools.html"

    def list_tools(self, request) -> list[tuple[str, str]]:
        """(label, address) of each button; a mixin adds its own to those of super()."""
        return []

    def changelist_view(self, request, extra_context=None):
        tools = [] if IS_POPUP_VAR in request.GET else self.list_tools(request)
        context = {"list_tools": tools, "title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**context, **(extra_context or {})})


class CardAdmin(CountedFields, ProposedSlugs, ListTools, BaseAdmin):
    """Plain Django admin in the desk's style, languages side by side."""

    class Media:
        js = ["js/desk.js", "js/slugs.js"]


def block(title, *lines):
    return title, {"fields": lines}
