"""Where texts of the desk name a person who is erased: an erasure leaves them to those who wrote them."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath
from time import thread_time
from typing import Any, NamedTuple

from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname
from phonenumber_field.modelfields import PhoneNumberField

from common.analysis import text_of
from common.languages import LANGUAGES
from common.modeladmin.desk import DeskModelAdmin

from ..models import Contact
from ..people.copies import Person

MAX_MENTIONS = 50
# Of processor time: somebody waits for the page.
SECONDS_FOR_MENTIONS = 4


class Mention(NamedTuple):
    label: str
    url: str
    # Their names.
    columns: str


class Mentions(NamedTuple):
    found: list[Mention]
    is_complete: bool

    def links(self) -> list[str]:
        return [
            format_html('<a href="{}">{}</a> – {}', url, label, columns) for label, url, columns in self.found
        ]


class CutShort(Exception):
    """The time is over, or enough is found."""


def mentions_of(person: Person, request: Any, site: Any) -> Mentions:
    """Of what this user may see; the directory first."""
    search = _Search(person, request)
    try:
        for page in _pages(request, site):
            search.look_into(page)
    except CutShort:
        return Mentions(search.found, is_complete=False)
    return Mentions(search.found, is_complete=True)


def _pages(request, site):
    pages = [page for page in site._registry.values() if isinstance(page, DeskModelAdmin)]
    # A school has a page of its own, though it is an organisation.
    pages.sort(key=lambda page: (page.opts.app_label != Contact._meta.app_label, -len(_parents(page.model))))
    return [page for page in pages if page.has_view_permission(request)]


class _Search:
    def __init__(self, person: Person, request: Any):
        self.person, self.request = person, request
        self.until = thread_time() + SECONDS_FOR_MENTIONS
        self.found: list[Mention] = []
        self.known = {(Contact, identity) for identity in person.ids}

    def look_into(self, page: DeskModelAdmin) -> None:
        """The rows of its model, with the lines that belong to each."""
        named: dict[Any, list[str]] = defaultdict(list)
        root = next(iter(_parents(page.model)[-1:]), page.model)
        try:
            for key, column in self._named_by(page):
                if (root, key) in self.known:
                    continue
                if key not in named and len(named) + len(self.found) == MAX_MENTIONS:
                    raise CutShort
                named[key].append(column)
        finally:
            self._keep(page, named)
            self.known |= {(root, key) for key in named}

    def _keep(self, page, named):
        rows = page.get_queryset(self.request).in_bulk(list(named))
        for key, columns in named.items():
            if key in rows and page.has_view_permission(self.request, rows[key]):
                url = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_change", args=[key])
                parts = {"label": capfirst(page.opts.verbose_name), "value": rows[key]}
                label = _("%(label)s: %(value)s") % parts
                self.found.append(Mention(label, url, ", ".join(dict.fromkeys(columns))))

    def _named_by(self, page) -> Iterator[tuple[Any, str]]:
        rows = page.get_queryset(self.request).order_by("pk")
        yield from self._named_in(rows, "pk")
        for inline in page.get_inline_instances(self.request):
            key = _key_of_parent(inline, page.model)
            lines = inline.model._default_manager.filter(**{f"{key}__in": rows.order_by().values("pk")})
            yield from self._named_in(lines.order_by("pk"), key)

    def _named_in(self, rows, key) -> Iterator[tuple[Any, str]]:
        """(key of the row with a page, name of a column) for each text that names the person."""
        fields = _texts(rows.model)
        for identity, *texts in rows.values_list(key, *(field.name for field in fields)).iterator(100):
            if thread_time() > self.until:
                raise CutShort
            for field, text in zip(fields, texts, strict=True):
                if text and self._is_named(field, text):
                    yield identity, str(field.verbose_name)

    def _is_named(self, field, text):
        if isinstance(field, models.FileField):
            return self.person.is_in_file_name(PurePath(text).name)
        return self.person.is_spelt_out_in(text_of(text) if getattr(field, "holds_markup", False) else text)


def _parents(model):
    return model._meta.get_parent_list()


def _texts(model) -> list[models.Field]:
    """What people write; of a translated text, each language."""
    names = {field.name for field in model._meta.concrete_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.FileField)
        and field.editable
        and not isinstance(field, PhoneNumberField)
        and not field.choices
        and build_localized_fieldname(field.name, LANGUAGES[0]) not in names
    ]


def _key_of_parent(inline, parent) -> str:
    if inline.fk_name:
        return inline.fk_name
    keys = (field for field in inline.model._meta.concrete_fields if field.is_relation)
    return next(field.name for field in keys if issubclass(parent, field.related_model))
