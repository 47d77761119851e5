"""What the box “Go to…” finds: rows by their names, pages of the desk by their titles; a few of each kind."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .analysis import fold
from .navigation import listed_models
from .search import Level
from .search.desk import find as find_rows
from .search.typed import MAX_LENGTH, MAX_WORDS

OF_EACH_KIND = 5


class Found(NamedTuple):
    title: str
    address: str
    # Smaller, behind the title.
    note: str = ""


class Group(NamedTuple):
    title: str
    found: list[Found]


def page(site, request):
    """With a form, for whoever has no script; `format=json` for the script."""
    typed = request.GET.get("q", "")[:MAX_LENGTH]
    groups = find(site, request, typed)
    # The first pages answer no question.
    summary = _summary(sum(len(group.found) for group in groups)) if typed.strip() else ""
    if request.GET.get("format") == "json":
        return JsonResponse({"summary": summary, "groups": [_as_json(group) for group in groups]})
    context = {"title": _("Go to"), "typed": typed, "groups": groups, "summary": summary}
    return TemplateResponse(request, "admin/jump.html", site.each_context(request) | context)


def find(site, request, typed: str) -> list[Group]:
    """Of what this person may see; where nothing is typed, the first pages."""
    groups = [Group(_("Pages"), list(islice(_pages(site, request, typed), OF_EACH_KIND)))]
    if typed.strip():
        groups += [_rows(site, request, model, typed) for _title, model in listed_models(site, request)]
    return [group for group in groups if group.found]


def new_page(site, request) -> Found | None:
    """Of the first section in which this person may add something."""
    return next((page for model, page in _new_pages(site, request)), None)


def _rows(site, request, model, typed):
    model_admin = site.get_model_admin(model)
    title = capfirst(str(model._meta.verbose_name_plural))
    if not model_admin.name_columns:
        return Group(title, [])
    columns = list(model_admin.name_columns)
    rows = find_rows(model_admin.named_rows(request), columns, typed, Level.TITLE)[:OF_EACH_KIND]
    seen = [row for row in rows if model_admin.has_view_permission(request, row)]
    return Group(title, [_row(model_admin, row) for row in seen])


def _row(model_admin, row):
    name, note = model_admin.name_of(row)
    return Found(name, _address(model_admin.opts, "change", row.pk), note)


def _pages(site, request, typed) -> Iterator[Found]:
    words = fold(typed).split()[:MAX_WORDS]
    for each in _all_pages(site, request):
        said = fold(f"{each.title} {each.note}")
        if all(word in said for word in words):
            yield each


def _all_pages(site, request) -> Iterator[Found]:
    new = dict(_new_pages(site, request))
    for section, model in listed_models(site, request):
        model_admin = site.get_model_admin(model)
        title = capfirst(str(model._meta.verbose_name_plural))
        yield Found(title, _address(model_admin.opts, "changelist"), section if section != title else "")
        if model in new:
            yield new[model]
        yield from (Found(name, address, title) for name, address in model_admin.own_pages(request))
    yield Found(_("Home"), reverse("admin:index"))
    if request.user.has_usable_password():
        yield Found(_("Change password"), reverse("admin:password_change"))
    yield Found(_("Sign out everywhere"), reverse("sign_out_everywhere"))


def _new_pages(site, request):
    for _title, model in listed_models(site, request):
        model_admin = site.get_model_admin(model)
        if model_admin.has_add_permission(request):
            yield model, Found(model_admin.title_of_new(), model_admin.address_of_new())


def _address(options, page, *args):
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=args)


def _summary(number):
    if not number:
        return _("Nothing found")
    return ngettext("%(number)d found", "%(number)d found", number) % {"number": number}


def _as_json(group):
    return {"title": group.title, "found": [found._asdict() for found in group.found]}
