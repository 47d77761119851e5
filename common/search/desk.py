from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from ..analysis import fold
from ..typing_bases import ModelAdminMixinBase
from .folding import FoldText
from .lookup import matching, matching_term
from .typed import LAST, MAX_WORDS, read

WORDS = "search_text"


class WordSearchMixin(ModelAdminMixinBase):
    """For an admin class: `search_fields` are paths to columns, best to the `search_text` of a row."""

    def get_search_results(self, request, queryset, search_term):
        return find(queryset, list(self.get_search_fields(request)), search_term), False


def find(queryset: QuerySet, paths: list[str], typed: str, level: int = LAST) -> QuerySet:
    """The rows in which each word, or what it begins, and each phrase stands in one of the columns.

    `level`: the last that counts, in columns that are called `search_text`.
    """
    if not paths or not typed.strip():
        return queryset
    if not all(path.endswith(WORDS) for path in paths):
        return _find_folded(queryset, paths, typed)
    search = read(typed, every_prefix=True)
    if not search and not search.excluded:
        return queryset.none()
    if search and paths == [WORDS]:
        return queryset.filter(matching(search, level))
    for term in search.wanted:
        queryset = queryset.filter(pk__in=_with(queryset.model, paths, term, level))
    for term in search.excluded:
        queryset = queryset.exclude(pk__in=_with(queryset.model, paths, term))
    return queryset


def _with(model, paths, term, level=LAST):
    """Keys of what has it in one of the columns: each by its own index."""
    found = [model._base_manager.filter(matching_term(term, path, level)) for path in paths]
    rows = [each.order_by().values("pk") for each in found]
    return rows[0].union(*rows[1:]) if rows[1:] else rows[0]


def _find_folded(queryset, paths, typed):
    wanted = fold(typed).split()
    if not wanted:
        return queryset.none()
    folded = {f"folded_{number}": FoldText(path) for number, path in enumerate(paths)}
    queryset = queryset.alias(**folded)
    for word in wanted[:MAX_WORDS]:
        queryset = queryset.filter(reduce(or_, (Q(**{f"{name}__contains": word}) for name in folded)))
    return queryset
