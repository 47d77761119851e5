from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects, quote
from django.db import router
from django.db.models import Model, prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class VisibleNames:
    """Names rows for one person, with a link where they have a form.

    Of the others only that there are some: how many, and of which kind, tells what is being written.
    """

    def __init__(self, request, site):
        self.request, self.site = request, site
        self.hides_some = False

    def names_of(self, rows: Iterable[Model]) -> list[str]:
        return self.with_others(self.tree(list(rows)))

    def with_others(self, named: list[Any]) -> list[Any]:
        return [*named, _("others that you may not see")] if self.hides_some else named

    def tree(self, branch: list[Any]) -> list[Any]:
        """A list of rows, each followed by the list of those that hang on it, as names in their place."""
        named: list[Any] = []
        hangs_on_seen = False
        for item in branch:
            if not isinstance(item, list):
                hangs_on_seen = self.site.may_see(self.request, item)
                self.hides_some |= not hangs_on_seen
                named += [self._named(item)] if hangs_on_seen else []
            elif hangs_on_seen:
                named += [below] if (below := self.tree(item)) else []
            else:
                named += self.tree(item)
        return named

    def _named(self, row):
        kind, opts = capfirst(row._meta.verbose_name), row._meta
        try:
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(row.pk)])
        except NoReverseMatch:
            return f"{kind}: {row}"
        return format_html('{}: <a href="{}">{}</a>', kind, address, row)


def deleted_objects(rows, request, site, staying=()):
    """As django.contrib.admin.utils.get_deleted_objects, without names of what may not be seen.

    Nothing is said of rows of the models that stay, nor of those that only link two others.
    """
    rows = list(rows)
    if not rows:
        return [], {}, set(), []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    links = [model for model in collector.model_objs if model._meta.auto_created]  # type: ignore[attr-defined]
    staying = (*staying, *links)
    for model in staying:
        collector.model_objs.pop(model, None)
    for below in collector.edges.values():
        below[:] = [row for row in below if not isinstance(row, staying)]
    names = VisibleNames(request, site)
    listed = names.with_others(names.tree(collector.nested()))
    found = [row for kind in collector.model_objs.values() for row in kind]
    lacking = {
        row._meta.verbose_name
        for row in (*found, *collector.protected)
        if site.is_registered(type(row))
        and not site.get_model_admin(type(row)).has_delete_permission(request, row)
    }
    counts = Counter(row._meta.verbose_name_plural for row in found if site.may_see(request, row))
    referencing = dict.fromkeys(_referencing_rows(list(collector.protected), found, site))
    return listed, counts, lacking, VisibleNames(request, site).names_of(referencing)


def _referencing_rows(rows, found, site):
    """What a form shows as a line is named by what it links: a release that uses a boilerplate."""
    lines = {type(row) for row in rows if not site.is_registered(type(row))}
    relations = {model: _relations(model, site) for model in lines}
    for model, names in relations.items():
        prefetch_related_objects([row for row in rows if type(row) is model], *names)
    for row in rows:
        ends = [getattr(row, name) for name in relations.get(type(row), ())]
        yield from [end for end in ends if end and end not in found] or [row]


def _relations(model, site):
    return [f.name for f in model._meta.fields if f.many_to_one and site.is_registered(f.related_model)]
