"""Live editions as lists show them: what was rendered at their approval, and nothing else of them."""

import datetime
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common import moments
from common.public_pages import under_clock
from institutes.models import Organisation

from ..models import Edition, EditionOrganisation
from . import rendering

PAGE_SIZE = 20
# The first and the last.
Days = tuple[datetime.date, datetime.date]


class Shown(NamedTuple):
    pk: int
    issued_on: datetime.date
    html: SafeString


def listed() -> QuerySet[Edition]:
    """Live editions of the page's language."""
    return Edition.objects.live(language=get_language())


def about(
    organisation: Organisation, language: str | None = None, days: Days | None = None
) -> QuerySet[Edition]:
    """Those that an organisation is named in, of these days, in the order of its own index."""
    order = (f"-organisation_places__{name}" for name in ("issued_on", "live_from", "edition_id"))
    place = _place(organisation, language) | ({"issued_on__range": days} if days else {})
    in_place = {f"organisation_places__{name}": value for name, value in place.items()}
    return Edition.objects.live(language=language or get_language()).filter(**in_place).order_by(*order)


def number_about(organisation: Organisation, language: str | None = None) -> int:
    """How many these are. All places but those of what is not live: few, and no row of an edition is read."""
    now = moments.moment()
    ended, coming = Edition.objects.filter(live_until__lte=now), Edition.objects.filter(live_from__gt=now)
    places = EditionOrganisation.objects.filter(**_place(organisation, language))
    return places.exclude(edition__in=ended.values("pk")).exclude(edition__in=coming.values("pk")).count()


def _place(organisation, language):
    return {"organisation": organisation.pk, "language": language or get_language()}


def shown(editions: QuerySet[Edition], part: str, first: Iterable[tuple[str, int]] = ()) -> list[Shown]:
    """A slice of them, by a part; the first so many by parts of their own. It is cut out of the index, before
    rows are read."""
    ranks = [*first, (part, None)]
    columns = {name: f"html__{name}" for name, _number in ranks}
    chosen = Edition.objects.filter(pk__in=editions.values("pk"))
    rows = chosen.values("pk", "issued_on", "html__version", *columns.values())
    found, rest = [], iter(rows)
    for name, number in ranks:
        rank = list(islice(rest, number))
        parts = rendering.parts(name, [(row["pk"], row["html__version"], row[columns[name]]) for row in rank])
        found += [Shown(row["pk"], row["issued_on"], html) for row, html in zip(rank, parts, strict=True)]
    return found


class Pages(Paginator):
    """`name` tells one list from another; each is counted once until something public changes."""

    def __init__(self, editions: QuerySet[Edition], name: str, number: Callable[[], int]):
        super().__init__(editions, PAGE_SIZE)
        self.editions, self.number = editions, number
        self.name = f"number of editions in {get_language()}: {name}"

    @cached_property
    def count(self) -> int:
        return under_clock(self.name, self.number)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        slice_of_page = self._slice(start, min(start + self.per_page, self.count))
        return Page(shown(slice_of_page, "line"), number, self)

    def _slice(self, start, end):
        """From the nearer end: a database walks over what it skips."""
        if start <= self.count // 2:
            return self.editions[start:end]
        return self.editions.reverse()[self.count - end : self.count - start]
