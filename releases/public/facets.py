"""What a list can be narrowed by from where a reader stands, and how many releases each choice leaves."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import languages
from institutes.models import Organisation

from ..models import Edition, Release, Topic
from .selection import Selection, address_in

TITLES = {
    "year": _("Year"),
    "month": _("Month"),
    "organisation": _("Organisation"),
    "kind": _("Kind"),
    "topic": _("Topic"),
}


class Choice(NamedTuple):
    label: str
    number: int
    query: str
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    title: str
    choices: list[Choice]


def facets(selection: Selection, among: Sequence[int] | None = None) -> list[Facet]:
    """Without those that leave no choice; among these editions alone, where a search has found them."""
    wanted = [name for name in TITLES if name != "month" or selection.year]
    found = [Facet(name, str(TITLES[name]), list(_choices(selection, name, among))) for name in wanted]
    return [facet for facet in found if len(facet.choices) > 1]


def _choices(selection, name, among=None) -> Iterator[Choice]:
    others = selection.without(name)
    editions = others.editions().order_by()
    for value, number in _COUNTS[name](editions if among is None else editions.filter(pk__in=among)):
        choice = others.having(**{name: value})
        yield Choice(choice.label(name), number, choice.query, value == getattr(selection, name))


def _numbers(editions: QuerySet[Edition], column: str) -> dict:
    return dict(editions.values_list(column).annotate(number=Count("pk")).order_by())


def _years(editions):
    return sorted(((int(part), number) for part, number in _parts(editions, 1, 4)), reverse=True)


def _months(editions):
    return sorted((int(part), number) for part, number in _parts(editions, 6, 2))


def _parts(editions, start, length):
    """Of the date as it is written: a function of Python for each row would take SQLite a second."""
    written = Cast("issued_on", CharField())
    return _numbers(editions.annotate(part=Substr(written, start, length)), "part").items()


def _kinds(editions):
    numbers = _numbers(editions, "kind")
    return [(kind, numbers[kind]) for kind in Release.Kind.values if kind in numbers]


def _rows(model, column):
    def counted(editions):
        numbers = _numbers(editions.filter(**{f"{column}__isnull": False}), column)
        rows = model.objects.in_bulk(numbers)
        return sorted(
            ((rows[key], numbers[key]) for key in numbers), key=lambda pair: pair[0].name.casefold()
        )

    return counted


_COUNTS = {
    "year": _years,
    "month": _months,
    "organisation": _rows(Organisation, "organisations"),
    "kind": _kinds,
    "topic": _rows(Topic, "topics"),
}


def render(selection: Selection, among: Sequence[int] | None = None) -> str:
    found = facets(selection, among)
    return render_to_string("releases/_facets.html", {"facets": found, "path": reverse("release_list")})


def narrowing(selection: Selection) -> dict[str, Any]:
    """What pages show of a choice: its parts, each with the list that is left without it."""
    return {
        "query": selection.query,
        "feed_query": selection.query,
        "chips": [(selection.label(name), selection.without(name).query) for name in selection.chosen],
        "alternates": [
            (code, languages.own_name(code), address_in(code, selection)) for code in languages.LANGUAGES
        ],
    }
