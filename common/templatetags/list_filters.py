"""The line above a list: what narrows it, what is chosen and can be taken off, how many rows are left."""

from typing import NamedTuple

from django import template

from ..modeladmin.list_filters import Place

register = template.Library()


class Filter(NamedTuple):
    title: str
    choices: list[dict]

    @property
    def without(self) -> str:
        """The address of the list without this filter: its first choice is “all”."""
        return self.choices[0]["query_string"]

    @property
    def chosen(self) -> list[dict]:
        return [choice for choice in self.choices[1:] if choice["selected"]]


@register.inclusion_tag("admin/_list_filters.html")
def list_filters(cl):
    by_place: dict[Place, list[Filter]] = {place: [] for place in Place}
    for spec in cl.filter_specs:
        place = getattr(spec, "place", Place.MENU)
        by_place[place].append(Filter(spec.title, list(spec.choices(cl))))
    return {
        "cl": cl,
        "chips": by_place[Place.CHIP],
        "menus": by_place[Place.MENU],
        "more": by_place[Place.MORE],
    }
