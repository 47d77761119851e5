from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..typing_bases import ModelAdminMixinBase


class NamedRows(ModelAdminMixinBase):
    """What the box “Go to…” (common/jump.py) finds of a model: its rows, and its pages beside the list."""

    # Paths to the `search_text` whose best level holds the names of a row; none: its rows are not found.
    name_columns: Sequence[str] = ()
    # Of the page that adds one: languages have genders.
    new_title: str | Promise = ""

    def named_rows(self, request) -> QuerySet:
        """All of them, first what is shown first."""
        return self.get_queryset(request).prefetch_related(None)

    def name_of(self, row) -> tuple[str, str]:
        """Its name, and what tells it from others of the same name."""
        return str(row), ""

    def own_pages(self, request) -> list[tuple[str, str]]:
        """(title, address) of those that this person may open; a mixin adds its own to those of super()."""
        return []

    def section_pages(self, request) -> list[tuple[str, str]]:
        """(title, address) of lists that stand beside its own in the section of the desk; as above."""
        return []

    def address_of_new(self) -> str:
        """Where links lead that add a row."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")

    def title_of_new(self) -> str:
        return str(self.new_title) or _("Add %(kind)s") % {"kind": self.opts.verbose_name}
