"""Live editions as lists show them: what was rendered at their approval, and nothing else of them."""

import datetime
from functools import cached_property
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.public_pages import under_clock

from ..models import Edition
from . import rendering

PAGE_SIZE = 20


class Shown(NamedTuple):
    issued_on: datetime.date
    html: SafeString


def listed() -> QuerySet[Edition]:
    """Live editions of the page's language."""
    return Edition.objects.live(language=get_language())


def shown(editions: QuerySet[Edition], part: str, first: str = "") -> list[Shown]:
    """A slice of them, the first by a part of its own. It is cut out of the index, before rows are read."""
    names = [part, first] if first else [part]
    chosen = Edition.objects.filter(pk__in=editions.values("pk"))
    rows = list(chosen.values_list("pk", "issued_on", "html__version", *(f"html__{name}" for name in names)))
    own = 1 if first else 0
    parts = [
        *rendering.parts(first, [(row[0], row[2], row[4]) for row in rows[:own]]),
        *rendering.parts(part, [(row[0], row[2], row[3]) for row in rows[own:]]),
    ]
    return [Shown(row[1], html) for row, html in zip(rows, parts, strict=True)]


class Pages(Paginator):
    """`name` tells one list from another; each is counted once until something public changes."""

    def __init__(self, editions: QuerySet[Edition], name: str = ""):
        super().__init__(editions, PAGE_SIZE)
        self.editions, self.name = editions, f"editions in {get_language()} of {name}"

    @cached_property
    def count(self) -> int:
        return under_clock(self.name, self.editions.count)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return Page(shown(self.editions[start : start + self.per_page], "line"), number, self)
