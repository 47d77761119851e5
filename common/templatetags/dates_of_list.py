"""The years, months and days above a list, without reading the date of every row for it."""

from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import date_hierarchy
from django.db.models import Max, Min
from django.utils import timezone

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def dates_of_list(cl) -> dict[str, Any] | None:
    """As Django's own, but that years are those from the first to the last date, whatever lies between.

    Which years have a row is known only when all are read: half a second for 100,000 releases.
    """
    name = cl.date_hierarchy
    if any(key.startswith(f"{name}__") for key in cl.params):
        return date_hierarchy(cl)
    first, last = cl.queryset.order_by().aggregate(first=Min(name), last=Max(name)).values()
    if first is None:
        return {"show": False}
    years = range(_year(first), _year(last) + 1)
    links = [(str(year), cl.get_query_string({f"{name}__year": str(year)}, [f"{name}__"])) for year in years]
    return {"show": True, "back": None, "choices": [{"title": year, "link": link} for year, link in links]}


def _year(value):
    return timezone.localtime(value).year if hasattr(value, "hour") else value.year
