"""The sections of the desk, by what people do: settings.DESK_SECTIONS names their models."""

from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst


class Page(NamedTuple):
    title: str
    address: str
    is_current: bool


class Section(NamedTuple):
    title: str
    address: str
    is_current: bool
    # Its lists, where it has several that this person may see.
    pages: list[Page]


def sections_of(site, request) -> list[Section]:
    """Those that this person may see something of."""
    found = (_section(site, request, *section) for section in settings.DESK_SECTIONS)
    return [section for section in found if section.pages]


def listed_models(site, request) -> list[tuple[str, type[Model]]]:
    """(title of the section, model) of each list that this person may see."""
    return [
        (str(title), model)
        for title, listed, *_within in settings.DESK_SECTIONS
        for model in map(apps.get_model, listed)
        if site.may_see_kind(request, model)
    ]


def _section(site, request, title, listed, within=()):
    """`within`: what is reached from the rows of its lists."""
    current = _current_model(request)
    models = [apps.get_model(label) for label in listed]
    seen = [model for model in models if site.may_see_kind(request, model)]
    pages = [page for model in seen for page in _pages(site, request, model, current)]
    address = pages[0].address if pages else ""
    return Section(str(title), address, current in (*listed, *within), pages)


def _pages(site, request, model, current):
    """The list of a model, and those beside it."""
    options = model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    others = [
        Page(title, at, request.path == at)
        for title, at in site.get_model_admin(model).section_pages(request)
    ]
    is_current = options.label_lower == current and not any(page.is_current for page in others)
    return [Page(capfirst(str(options.verbose_name_plural)), address, is_current), *others]


def _current_model(request):
    """In small letters, of the page that is shown; "" where it is of none."""
    match = request.resolver_match
    parts = match.url_name.split("_", 2) if match and match.url_name else []
    return ".".join(parts[:2]) if len(parts) > 2 else ""
