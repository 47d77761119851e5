from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR

from ..limits import CharacterCountMixin
from ..slugs import ProposedSlugs
from ..typing_bases import ModelAdminMixinBase
from .base import BaseAdmin
from .edit_conflicts import ConflictCheckedForm, ConflictFieldsMixin, LocksRow
from .formset_conflicts import BoundedInline, FormSetConflictMixin, UniqueLines
from .keys import KeyChoices


class Inline(BoundedInline, ConflictFieldsMixin, CharacterCountMixin, KeyChoices, admin.StackedInline):
    form = ConflictCheckedForm
    formset = UniqueLines
    extra = 0


class ListButtons(ModelAdminMixinBase):
    """Links above a list, for a ModelAdmin in front of its base class."""

    def list_buttons(self, request) -> list[tuple[str, str]]:
        """(label, address) of each; a mixin adds its own to those of super()."""
        return []

    def changelist_view(self, request, extra_context=None):
        buttons = [] if IS_POPUP_VAR in request.GET else self.list_buttons(request)
        return super().changelist_view(request, {"list_buttons": buttons, **(extra_context or {})})


class DeskModelAdmin(
    ConflictFieldsMixin,
    LocksRow,
    FormSetConflictMixin,
    CharacterCountMixin,
    ProposedSlugs,
    ListButtons,
    BaseAdmin,
):
    """Plain Django admin in the desk's style, languages side by side."""

    form = ConflictCheckedForm

    class Media:
        js = ["js/desk.js", "js/focus.js", "js/slugs.js"]


if TYPE_CHECKING:
    DeskModelAdminMixinBase = DeskModelAdmin
else:
    # What a mixin for these is mixed into, see common.typing_bases.
    DeskModelAdminMixinBase = object


def fieldset(title, *lines):
    return title, {"fields": lines}
