"""Every address of the site, from the URLconf, and what hostile requests put into it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver

from releases.models import Edition

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Django's catch-all and the starts of its applications are regular expressions.
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
OF_A_MODEL = re.compile(r"^/admin/(\w+)/(\w+)/.*<")

HOSTILE = {
    "huge": "9" * 20,
    "beyond 64 bits": str(2**63),
    "too long for a number": "9" * 5000,
    "negative": "-1",
    "zero": "0",
    "NUL": "\x00",
    "NUL in a word": "a\x00b",
    "digits of another script": "٣",
    "superscript": "²",
    "words": "nonsense",
    "quotes": "' OR 1=1 --\"",
    "path": "../../etc/passwd",
    "quoted as the admin quotes": "_5F_2F_00",
    "long": "x" * 2000,
    "not a character": "\ud800",
    "fraction": "1.5",
    "list": "1,2,3",
    "empty": "",
    "right to left": "\u202e",
}


class Route(NamedTuple):
    """An address with its parameters as <name> or <converter:name>."""

    template: str
    name: str

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.template)

    def with_values(self, values: dict[str, object]) -> str:
        return PARAMETER.sub(lambda match: _quoted(values[match[1]]), self.template)

    def with_rows(self, others: dict[str, object]) -> str:
        """With a number that a row has, where the address is one of a row."""
        return self.with_values(others | self._row())

    def _row(self):
        found = OF_A_MODEL.match(self.template)
        if not found:
            return {}
        key = apps.get_model(*found.groups()).objects.order_by("pk").values_list("pk", flat=True).first()
        return {"object_id": key, "pk": key, "id": key}


def _quoted(value):
    return quote(str(value).encode("utf-8", "surrogatepass"), safe="/")


def some_values() -> dict[str, object]:
    """What each parameter of an address may be, by its name; a new one without a line here is a KeyError."""
    edition = Edition.objects.select_related("address").first()
    return {
        "app_label": "institutes",
        "act": "cancel",
        "content_type_id": ContentType.objects.get_for_model(Edition).pk,
        "drop": 2,
        "extension": "csv",
        "id": User.objects.first().pk,
        "keep": 1,
        "language": "fr",
        "object_id": Group.objects.first().pk,
        "path": "folder/file.pdf",
        "pk": 1,
        "reference": edition.reference,
        "secret": "a" * 43,
        "slug": edition.address.slug,
        "transition": "approve",
        "url": "nowhere",
        "year": edition.address.year,
    }


def routes() -> list[Route]:
    return list(_routes(get_resolver().url_patterns, "/"))


def _routes(patterns, before) -> Iterator[Route]:
    for pattern in patterns:
        route = NAMED_GROUP.sub(r"<\1>", str(pattern.pattern)).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            yield Route(before + route, pattern.name or "")
        else:
            yield from _routes(pattern.url_patterns, before + route)
