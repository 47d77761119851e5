"""The rows that a search finds, as conditions that ask the index and walk over no table."""

from functools import reduce
from operator import or_

from django.db.models import Lookup, Q

from .fts5 import key_of
from .naming import table_of
from .rows import SearchText
from .tsvector import find_of, wanted
from .typed import FTS5, LAST, TSQUERY, Search, Term


def matching(search: Search, level: int = LAST) -> Q:
    """Rows that have all that is wanted in this level or a better one; of models with `search_text`."""
    return Q(search_text__found=Expression(search, level)) & side_by_side(search, level)


def side_by_side(search: Search, level: int = LAST) -> Q:
    """What the index cannot say of them: that the words of a phrase are a phrase."""
    condition = Q()
    for term in search.wanted:
        condition &= _holds(term, level)
    for term in search.excluded:
        if term.lines():
            condition &= ~_holds(term, search.excluded_to)
    return condition


def matching_term(term: Term, column: str = "search_text", level: int = LAST) -> Q:
    return Q(**{f"{column}__found": Expression(term, level)}) & _holds(term, level, column)


def _holds(term, level=LAST, column="search_text"):
    return reduce(or_, (Q(**{f"{column}__contains": line}) for line in term.lines(level)), Q())


class Expression:
    """What a database is asked, in its own syntax."""

    def __init__(self, wanted: Search | Term, level: int = LAST):
        self.wanted, self.level = wanted, level

    def written(self, syntax) -> str:
        return self.wanted.expression(syntax, self.level)


@SearchText.register_lookup
class Found(Lookup):
    lookup_name = "found"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        model, quote = self.lhs.target.model, connection.ops.quote_name
        index = table_of(model)
        key = f"{quote(self.lhs.alias)}.{quote(model._meta.pk.column)}"
        entries = f"SELECT {key_of(model, 'rowid')} FROM {index} WHERE {index} MATCH %s"  # noqa: S608
        return f"{key} IN ({entries})", [self.rhs.written(FTS5)]

    def as_postgresql(self, compiler, connection):
        model, row = self.lhs.target.model, compiler.quote_name_unless_alias(self.lhs.alias)
        key = connection.ops.quote_name(model._meta.pk.column)
        found = f"SELECT key FROM {find_of(model)}(%s::tsquery)"  # noqa: S608
        return f"{row}.{key} IN ({found})", [wanted(model, self.rhs.written(TSQUERY))]
