import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import CharField, Expression, F, Lookup, QuerySet
from django.db.models.functions import Cast


def without_translation_rewrite(queryset: QuerySet) -> QuerySet:
    """For values_list() of columns that name their language: the search for another one takes longest."""
    return queryset.rewrite(False) if hasattr(queryset, "rewrite") else queryset


class InArray(Lookup):
    """IN, with all ids in one parameter: decision 19."""

    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", [*params, list(self.rhs)]

    def as_sqlite(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        listed = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - the column is compiled
        return listed, [*params, json.dumps(self.rhs)]


def filter_by_ids(queryset: QuerySet, column: str, ids: Iterable[int]) -> QuerySet:
    return without_translation_rewrite(queryset).filter(InArray(F(column), tuple(ids)))


class Value:
    """What the row's own query fetches, as it is."""

    def __init__(self, lookup: str | Expression):
        self.lookup = lookup

    def read(self, values: Sequence) -> Sequence:
        return values


class Related(Value):
    """The rows that a column of ids points at: one query for all rows."""

    def __init__(self, lookup: str, queryset: Callable[[], QuerySet]):
        super().__init__(lookup)
        self.queryset = queryset

    def read(self, values):
        found = {row.pk: row for row in filter_by_ids(self.queryset(), "pk", set(values) - {None})}
        return [found.get(value) for value in values]


class ManyRelated(Value):
    """What a row has several of; `pairs` gives (the row's id, one of them) for many ids at once."""

    def __init__(self, pairs: Callable[[Sequence[int]], Iterable[tuple[int, Any]]]):
        super().__init__("pk")
        self.pairs = pairs

    def read(self, values):
        found = defaultdict(list)
        for owner, item in self.pairs(values):
            found[owner].append(item)
        return [found.get(value, []) for value in values]


def as_text(field: str) -> Value:
    """What the database holds, where the field would make a value of its own of it, row by row."""
    return Value(Cast(field, CharField()))
