"""What a list can be narrowed by from where a reader stands, and how many releases each choice leaves."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common import languages
from common.public_pages import FewUnderClock
from institutes.models import Organisation

from ..models import Edition, Release, Topic
from .facets_among import Among
from .listing import numbers_about
from .selection import Selection, address_in

TITLES = {
    "year": _("Year"),
    "month": _("Month"),
    "organisation": _("Organisation"),
    "kind": _("Kind"),
    "topic": _("Topic"),
}


GROUPED_FROM = 1_000


class Named(NamedTuple):
    label: str
    # As an address has it.
    written: str
    # In a list.
    place: str = ""


# {model and language: {key: its names}}
_known: FewUnderClock[dict[int, Named]] = FewUnderClock(10)


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
    numbers = _in_database if among is None else Among(among, selection.language).numbers
    wanted = [name for name in TITLES if name != "month" or selection.year]
    found = [Facet(name, str(TITLES[name]), list(_choices(selection, name, numbers))) for name in wanted]
    return [facet for facet in found if len(facet.choices) > 1]


def _choices(selection, name, numbers) -> Iterator[Choice]:
    others = selection.without(name)
    query_having = others.query_having(name)
    chosen = selection.written(name) if name in selection.chosen else None
    for value, number in _IN_ORDER[name](numbers(name, others)):
        named = value if isinstance(value, Named) else _named(name, value, selection.year, selection.language)
        yield Choice(named.label, number, query_having(named.written), named.written == chosen)


@lru_cache(1_000)
def _named(name, value, year, language):
    """A month is named with its year."""
    choice = Selection(language, year).having(**{name: value})
    return Named(choice.label(name), choice.written(name))


def _in_database(name, others):
    if name == "organisation" and not others.chosen:
        return numbers_about(others.language)
    return _NUMBERS[name](others.editions().order_by())


def _numbers(editions: QuerySet[Edition], column: str) -> dict:
    return dict(editions.values_list(column).annotate(number=Count("pk")).order_by())


def _parts(start, length):
    """Of the date as it is written: a function of Python for each row would take SQLite a second."""

    def counted(editions):
        part = Substr(Cast("issued_on", CharField()), start, length)
        return {int(key): number for key, number in _numbers(editions.annotate(part=part), "part").items()}

    return counted


def _rows(column):
    return lambda editions: _numbers(editions.filter(**{f"{column}__isnull": False}), column)


_NUMBERS: dict[str, Callable[[QuerySet[Edition]], dict]] = {
    "year": _parts(1, 4),
    "month": _parts(6, 2),
    "organisation": _rows("organisations"),
    "kind": lambda editions: _numbers(editions, "kind"),
    "topic": _rows("topics"),
}


def _by_name(model):
    def in_order(numbers):
        # What one search has asked for, another need not.
        known = _known.get(f"{model.__name__} in {get_language()}", dict)
        if missing := numbers.keys() - known.keys():
            rows = model.objects.in_bulk(missing)
            known |= {key: Named(row.name, row.slug, row.name.casefold()) for key, row in rows.items()}
        return sorted(((known[key], numbers[key]) for key in numbers), key=lambda pair: pair[0].place)

    return in_order


_IN_ORDER: dict[str, Callable[[dict], list[tuple[Any, int]]]] = {
    "year": lambda numbers: sorted(numbers.items(), reverse=True),
    "month": lambda numbers: sorted(numbers.items()),
    "organisation": _by_name(Organisation),
    "kind": lambda numbers: [(kind, numbers[kind]) for kind in Release.Kind.values if kind in numbers],
    "topic": _by_name(Topic),
}


def render(selection: Selection, among: Sequence[int] | None = None) -> str:
    path = reverse("release_list")
    found = [(facet, _items(path, facet.choices)) for facet in facets(selection, among)]
    return render_to_string("releases/_facets.html", {"facets": found})


def _items(path, choices):
    """A page of results has dozens: a template would take as long for them as for the rest of it."""
    return mark_safe("\n".join(_item(path, *choice) for choice in choices))  # noqa: S308 - escaped in _item()


def _item(path, label, number, query, is_chosen):
    current = ' aria-current="true"' if is_chosen else ""
    shown = number if number < GROUPED_FROM else number_format(number)
    return (
        f'<li><a href="{path}?{escape(query)}"{current} rel="nofollow">{escape(label)} '
        f'<span class="facet-number">{shown}</span></a></li>'
    )


def narrowing(selection: Selection) -> dict[str, Any]:
    """What pages show of a choice: its parts, each with the list that is left without it."""
    return {
        "query": selection.query,
        "name": selection.name,
        "chosen": [*selection.parameters.items()],
        "feed_query": selection.query,
        "feed_name": selection.name,
        "chips": [(selection.label(name), selection.without(name).query) for name in selection.chosen],
        "alternates": [
            (code, languages.own_name(code), address_in(code, selection)) for code in languages.LANGUAGES
        ],
    }
