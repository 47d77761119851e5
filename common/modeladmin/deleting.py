"""What a page says of rows that somebody may see, and of those that this person may not see."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects, model_ngettext, quote
from django.db import router
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import ngettext


class Naming:
    """Names rows for one person, with a link where they have a form; counts those to be kept from them."""

    def __init__(self, request, site):
        self.request, self.site = request, site
        self.unseen: Counter[type[Model]] = Counter()

    def all_of(self, rows: Iterable[Model]) -> list[str]:
        named = self.tree(list(rows))
        return [*named, *self.counted()]

    def tree(self, branch: list[Any]) -> list[Any]:
        """A list of rows, each followed by the list of those that hang on it, as names in their place."""
        named: list[Any] = []
        hangs_on_seen = False
        for item in branch:
            if not isinstance(item, list):
                hangs_on_seen = self.site.may_see(self.request, item)
                named += [self._named(item)] if hangs_on_seen else self._kept(item)
            elif hangs_on_seen:
                named += [below] if (below := self.tree(item)) else []
            else:
                named += self.tree(item)
        return named

    def counted(self) -> list[str]:
        """“3 press releases that you may not see”."""
        return [
            ngettext(
                "%(count)d %(things)s that you may not see",
                "%(count)d %(things)s that you may not see",
                count,
            )
            % {"count": count, "things": model_ngettext(model, count)}
            for model, count in self.unseen.items()
        ]

    def _kept(self, row):
        kind = type(row)
        # A line of a form or of a relation: what it belongs to is meant.
        belongs_to = [] if self.site.is_registered(kind) else self.site.unseen_ends(self.request, kind)
        self.unseen.update(belongs_to or [kind])
        return []

    def _named(self, row):
        kind, opts = capfirst(row._meta.verbose_name), row._meta
        try:
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(row.pk)])
        except NoReverseMatch:
            return f"{kind}: {row}"
        return format_html('{}: <a href="{}">{}</a>', kind, address, row)


def deleted_objects(rows, request, site):
    """As django.contrib.admin.utils.get_deleted_objects, without names of what may not be seen."""
    rows = list(rows)
    if not rows:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    naming = Naming(request, site)
    listed = naming.tree(collector.nested())
    listed += naming.counted()
    found = [row for kind in collector.model_objs.values() for row in kind]
    lacking = {
        row._meta.verbose_name
        for row in (*found, *collector.protected)
        if site.is_registered(type(row))
        and not site.get_model_admin(type(row)).has_delete_permission(request, row)
    }
    counts = {model._meta.verbose_name_plural: len(kind) for model, kind in collector.model_objs.items()}
    return listed, counts, lacking, Naming(request, site).all_of(collector.protected)
