from collections.abc import Iterable

from django import template
from django.db.models import Model

register = template.Library()


@register.filter
def beside(counts: Iterable[tuple[str, int]], row: Model) -> list[tuple[str, int]]:
    """Of how many rows of each kind go: without the row itself, which may stand in more than one table."""
    own = [type(row), *row._meta.get_parent_list()]
    names = [str(model._meta.verbose_name_plural) for model in own]
    left = [(str(name), count - names.count(str(name))) for name, count in counts]
    return [(name, count) for name, count in left if count > 0]
