from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR

from ..limits import CountedFields
from ..mixins import OfAdmin
from ..slugs import ProposedSlugs
from .base import BaseAdmin
from .keys import KeyChoices
from .opened import LocksRow, OpenedForm, ShowsOpened
from .opened_lines import BoundedInline, TellsOfLines, UniqueLines


class Inline(BoundedInline, ShowsOpened, CountedFields, KeyChoices, admin.StackedInline):
    form = OpenedForm
    formset = UniqueLines
    extra = 0


class ListButtons(OfAdmin):
    """Buttons above a list, for a ModelAdmin in front of its base class."""

    change_list_template = "admin/list_with_buttons.html"

    def list_buttons(self, request) -> list[tuple[str, str]]:
        """(label, address) of each button; a mixin adds its own to those of super()."""
        return []

    def changelist_view(self, request, extra_context=None):
        buttons = [] if IS_POPUP_VAR in request.GET else self.list_buttons(request)
        return super().changelist_view(request, {"list_buttons": buttons, **(extra_context or {})})


class DeskModelAdmin(
    ShowsOpened, LocksRow, TellsOfLines, CountedFields, ProposedSlugs, ListButtons, BaseAdmin
):
    """Plain Django admin in the desk's style, languages side by side."""

    form = OpenedForm

    class Media:
        js = ["js/desk.js", "js/slugs.js"]


if TYPE_CHECKING:
    OfDeskModelAdmin = DeskModelAdmin
else:
    # What a mixin for these is mixed into, see common.mixins.
    OfDeskModelAdmin = object


def fieldset(title, *lines):
    return title, {"fields": lines}
