"""Live editions as lists show them: what was rendered at their approval, and nothing else of them."""

import datetime
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, DateTimeField, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common import moments
from common.compiled_queries import Parameter, compiled
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


# A part, and how many editions are shown by it; None is all that are left.
Rank = tuple[str, int | None]


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
    places = EditionOrganisation.objects.filter(**_place(organisation, language))
    return places.exclude(edition__in=_ended()).exclude(edition__in=_coming()).count()


def numbers_about(language: str) -> dict[int, int]:
    """The same of each organisation that there are any of."""
    places = EditionOrganisation.objects.filter(language=language)
    number = Counter(_by_organisation(places))
    number.subtract(_by_organisation(places.filter(edition__in=_ended().union(_coming()))))
    return dict(+number)


def _by_organisation(places):
    return dict(places.values_list("organisation").annotate(number=Count("pk")).order_by())


def _ended():
    return Edition.objects.filter(live_until__lte=moments.moment()).order_by().values("pk")


def _coming():
    return Edition.objects.filter(live_from__gt=moments.moment()).order_by().values("pk")


def _place(organisation, language):
    return {"organisation": organisation.pk, "language": language or get_language()}


def shown(editions: QuerySet[Edition], part: str) -> list[Shown]:
    """A slice of them, by a part. It is cut out of the index, before rows are read."""
    return _by_parts([(part, None)], _columns(editions, (part,)))


def newest(start: int, end: int, *ranks: Rank, backwards: bool = False) -> list[Shown]:
    """A slice of all live editions of the page's language; the first so many by a part of their own."""
    parts = tuple(part for part, _number in ranks)
    rows = _newest(parts, start, end, backwards).rows(at=moments.moment(), language=get_language())
    return _by_parts(ranks, rows)


@compiled(most=100)
def _newest(parts, start, end, backwards):
    editions = live().reverse() if backwards else live()
    return _columns(editions[start:end], parts)


def live() -> QuerySet[Edition]:
    """Of a language at a moment that are given when the query is run."""
    return Edition.objects.live(Parameter("at", DateTimeField()), Parameter("language", CharField()))


def _columns(editions, parts):
    chosen = Edition.objects.filter(pk__in=editions.values("pk"))
    return chosen.values_list("pk", "issued_on", "html__version", *(f"html__{part}" for part in parts))


def _by_parts(ranks, rows):
    found, rest = [], iter(rows)
    for place, (part, number) in enumerate(ranks):
        rank = list(islice(rest, number))
        parts = rendering.parts(part, [(pk, version, texts[place]) for pk, _day, version, *texts in rank])
        found += [Shown(row[0], row[1], html) for row, html in zip(rank, parts, strict=True)]
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
        return Page(self._shown(start, min(start + self.per_page, self.count)), number, self)

    def _shown(self, start, end):
        """From the nearer end: a database walks over what it skips."""
        if start <= self.count // 2:
            return self.slice(start, end)
        return self.slice(self.count - end, self.count - start, backwards=True)

    def slice(self, start: int, end: int, backwards: bool = False) -> list[Shown]:
        editions = self.editions.reverse() if backwards else self.editions
        return shown(editions[start:end], "line")


class AllPages(Pages):
    """Of all that is live in the page's language."""

    def __init__(self):
        super().__init__(listed(), "all", listed().count)

    def slice(self, start: int, end: int, backwards: bool = False) -> list[Shown]:
        return newest(start, end, ("line", None), backwards=backwards)
