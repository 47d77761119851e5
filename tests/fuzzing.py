"""Every address of the site, from the URLconf, and what hostile requests put into it."""

import random
import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from urllib.parse import quote, quote_plus, urljoin

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import URLPattern, get_resolver
from lxml import html

from releases.models import Edition

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Django's catch-all and the starts of its applications are regular expressions.
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
OF_A_MODEL = re.compile(r"^/admin/(\w+)/(\w+)/.*<")

URLENCODED = "application/x-www-form-urlencoded"
HUGE = "9" * 20
HOSTILE = {
    "huge": HUGE,
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

    def with_rows(self, others: dict[str, object], **own: object) -> str:
        """With a number that a row has, where the address is one of a row."""
        return self.with_values(others | self._row() | own)

    def _row(self):
        found = OF_A_MODEL.match(self.template)
        if not found:
            return {}
        key = apps.get_model(*found.groups()).objects.order_by("pk").values_list("pk", flat=True).first()
        return {"object_id": key, "pk": key, "id": key}


def _quoted(value):
    return quote(str(value).encode("utf-8", "surrogatepass"), safe="/")


def _encoded(data):
    """Like a browser, but for letters that no browser has."""
    pairs = ((name, value) for name, v in data.items() for value in (v if isinstance(v, list) else [v]))
    return "&".join("=".join(quote_plus(t.encode("utf-8", "surrogatepass")) for t in pair) for pair in pairs)


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
        "name": "zip",
        "number": edition.number,
        "object_id": Group.objects.first().pk,
        "path": "folder/file.pdf",
        "picture_format": "avif",
        "pk": 1,
        "reference": edition.reference,
        "remark": 1,
        "fingerprint": "0" * 24,
        "secret": "a" * 43,
        "section": 0,
        "slug": edition.address.slug,
        "step": 720,
        "transition": "approve",
        "url": "nowhere",
        "version": "now",
        "width": 800,
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


LISTS = ("q", "o", "p", "all", "e", "_popup", "_to_field", "_facets", "_changelist_filters", "a__b__regex")
OTHERS = (
    "page",
    "term",
    "app_label",
    "model_name",
    "field_name",
    "language",
    "next",
    "kind",
    "what",
    "columns",
)
QUERIES = LISTS + OTHERS
ACTS = [
    {"action": "delete_selected", "_selected_action": HOSTILE},
    {"action": "export_ticked", "_selected_action": HOSTILE, "select_across": "1"},
    {"action": HOSTILE, "_selected_action": "1", "index": HOSTILE},
    {"do": HOSTILE, "ids": HOSTILE, "column_set": HOSTILE, "columns": HOSTILE},
    {"answer_1": HOSTILE, "page": HOSTILE, "kind": HOSTILE, "edition": HOSTILE, "seen": HOSTILE},
]


class Attacker:
    """Sends requests and undoes what they did; `failures` are those that the site could not answer."""

    def __init__(self, client, seed=20):
        self.client, self.chance = client, random.Random(seed)
        self.failures: list[str] = []
        self.requests = self.found = 0
        client.raise_request_exception = False

    def ask(self, method: str, url: str, data=None):
        cookies, self.requests = self.client.cookies.copy(), self.requests + 1
        sent = _encoded(data or {})
        if method == "get" and sent:
            url, sent = f"{url}?{sent}", ""
        with transaction.atomic():
            options = {"content_type": URLENCODED} if method == "post" else {}
            response = getattr(self.client, method)(url, sent or None, **options)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        if response.status_code >= 500:
            reason = repr(response.exc_info[1])[:120] if getattr(response, "exc_info", None) else ""
            self.failures.append(f"{response.status_code} {method} {url[:150]} {str(data)[:300]} {reason}")
        return response

    def some(self, values, number: int) -> list:
        values = list(values)
        return self.chance.sample(values, min(number, len(values)))

    def addresses(self, values, number=1):
        """Each parameter of each address in turn, by GET and by POST."""
        for route in routes():
            for name in route.parameters:
                for hostile in self.some(HOSTILE.values(), number):
                    url = route.with_rows(values, **{name: hostile})
                    self.ask("get", url)
                    self.ask("post", url)

    def queries(self, values, number=1):
        for route in routes():
            url = route.with_rows(values)
            for name, hostile in self.some(product(QUERIES, HOSTILE.values()), number):
                self.ask("get", url, {name: hostile})
            for act in self.some(ACTS, 1):
                self.ask(
                    "post", url, {name: self._hostile() if v is HOSTILE else v for name, v in act.items()}
                )

    def forms(self, values, rounds=1):
        """Every form as it is shown, some of its fields changed to what it would never send."""
        known = set()
        for route in routes():
            url = route.with_rows(values)
            response = self.ask("get", url)
            self.found += response.status_code == 200
            if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
                continue
            for form in html.document_fromstring(response.content).forms:
                target = urljoin(url, form.action or "")
                if form.method.lower() == "post" and target not in known:
                    known.add(target)
                    for _round in range(rounds):
                        self.ask("post", target, self._changed(form))

    def _changed(self, form):
        sent: dict[str, list[str] | str] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        names = list(filter(None, form.fields))
        hostile = self.some(names, 1 + len(names) // self.chance.choice([1, 2, 5, 20]))
        return sent | {name: self._hostile() for name in hostile}

    def _hostile(self):
        return self.chance.choice(list(HOSTILE.values()))
