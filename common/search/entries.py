"""Entries of the index of a model with days: all at once, or one by one, the newest first.

Either database would put together all that is found before it gives the first: SQLite's entries are read in
the order of their numbers, PostgreSQL is asked for one time after another (months.py).
"""

import datetime
from collections.abc import Iterable, Iterator
from functools import cache

from django.db import connection
from django.db.models import Model

from .fts5 import KEY_BITS, first_entry
from .months import spans
from .naming import day_of, table_of, terms_of
from .tsvector import find_of, in_language
from .typed import FTS5, TSQUERY, Search, Syntax

# Read at once: first, later.
FEW, MANY = 60, 500
# Words that a beginning may stand for. A database would put together all that begin so before it looks for
# anything else; it is asked for each instead, unless there are too many.
MOST_TERMS = 100
KEY = (1 << KEY_BITS) - 1
_MATCHES = "{index} MATCH %s AND rowid >= %s AND rowid < %s"
# What tells one day from another, and the key of a row.
Entry = tuple[int | datetime.date, int]


def all_keys(model: type[Model], search: Search, level: int, language: str) -> list[int]:
    """Of rows in no order, where there are few."""
    ask = _all_of_sqlite if connection.vendor == "sqlite" else _all_of_postgresql
    with connection.cursor() as cursor:
        cursor.execute(*ask(model, search, level, language))
        return [key for (key,) in cursor.fetchall()]


def _all_of_sqlite(model, search, level, language):
    found = f"FROM {table_of(model)} WHERE {_MATCHES}".format(index=table_of(model))
    return f"SELECT rowid & {KEY} {found}", _matches(search.expression(FTS5, level), language)


def _all_of_postgresql(model, search, level, language):
    wanted = in_language(search.expression(TSQUERY, level), language)
    return f"SELECT key FROM {find_of(model)}(%s::tsquery)", [wanted]  # noqa: S608


def in_batches(
    model: type[Model], search: Search, level: int, language: str, *, are_few: bool = False
) -> Iterator[list[int]]:
    """Keys of rows, of whole days: what is of one day is in no order yet.

    `are_few`: it is known that there are.
    """
    read = _of_sqlite if connection.vendor == "sqlite" else _of_postgresql
    with connection.cursor() as cursor:
        yield from _batches(read(cursor, model, search, level, language, are_few))


def _of_sqlite(cursor, model, search, level, language, _are_few) -> Iterator[list[Entry]]:
    found = f"FROM {table_of(model)} WHERE {_MATCHES}".format(index=table_of(model))
    wanted = search.expression(_syntax(cursor, model, FTS5), level)
    cursor.execute(f"SELECT rowid {found} ORDER BY rowid DESC", _matches(wanted, language))
    size = FEW
    while rows := cursor.fetchmany(size):
        yield [(number >> KEY_BITS, number & KEY) for (number,) in rows]
        size = MANY


def _matches(wanted, language):
    return [wanted, first_entry(language), first_entry(language, after=True)]


def _of_postgresql(cursor, model, search, level, language, are_few) -> Iterator[list[Entry]]:
    wanted = search.expression(_syntax(cursor, model, TSQUERY, language), level)
    size = FEW
    for span in [""] if are_few else _spans(cursor, model, language):
        cursor.execute(
            f"SELECT day, key FROM {find_of(model)}(%s::tsquery) ORDER BY day DESC",  # noqa: S608
            [" & ".join(filter(None, [f"({in_language(wanted, language)})", span]))],
        )
        while rows := cursor.fetchmany(size):
            yield rows
            size = MANY


def _spans(cursor, model, language):
    table, day = model._meta.db_table, day_of(model)
    cursor.execute(f"SELECT max({day}) FROM {table} WHERE language = %s", [language])  # noqa: S608
    [newest] = cursor.fetchone()
    return spans(language, newest) if newest else []


def _batches(parts: Iterable[list[Entry]]):
    waiting: list[Entry] = []
    for part in parts:
        waiting += part
        end = len(waiting)
        while end and waiting[end - 1][0] == waiting[-1][0]:
            end -= 1
        if end:
            yield [key for _day, key in waiting[:end]]
            waiting = waiting[end:]
    if waiting:
        yield [key for _day, key in waiting]


def _syntax(cursor, model, syntax: Syntax, before: str = "") -> Syntax:
    """`before`: what stands before all words of the index."""
    return syntax._replace(
        beginning=cache(lambda word: _all_that_begin(cursor, model, before, word) or syntax.beginning(word))
    )


def _all_that_begin(cursor, model, before, word):
    # "{" comes behind all letters that words are made of.
    within = [before + word, f"{before}{word}{{", MOST_TERMS + 1]
    cursor.execute(
        f"SELECT DISTINCT term FROM {terms_of(model)} WHERE term >= %s AND term < %s LIMIT %s",  # noqa: S608
        within,
    )
    terms = [term.removeprefix(before) for (term,) in cursor.fetchall()]
    return terms if len(terms) <= MOST_TERMS else []
