"""Entries of SQLite's index, read one by one: of a model with days, the newest first."""

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from django.db import connection
from django.db.models import Model

from .index import KEY_BITS, table_of
from .typed import FTS5, Search

# Read at once: first, later.
FEW, MANY = 60, 500
# The number of julianday() on the day before 1 January of the year 1.
FIRST_DAY = 1721424


def in_batches(model: type[Model], search: Search, level: int) -> Iterator[dict[int, datetime.date]]:
    """Keys of rows and their days, of whole days: what is of one day is in no order yet."""
    index = table_of(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {index} WHERE {index} MATCH %s ORDER BY rowid DESC",  # noqa: S608
            [search.expression(FTS5, level)],
        )
        yield from _batches(_numbers(cursor))


def _numbers(cursor):
    while rows := cursor.fetchmany(FEW):
        yield from (row[0] for row in rows)


def _batches(numbers):
    batch: dict[int, datetime.date] = {}
    size = FEW
    for day, of_one_day in groupby(numbers, lambda number: number >> KEY_BITS):
        batch |= {number & (1 << KEY_BITS) - 1: _date(day) for number in of_one_day}
        if len(batch) >= size:
            yield batch
            batch, size = {}, MANY
    if batch:
        yield batch


@lru_cache(10_000)
def _date(day):
    return datetime.date.fromordinal(day - FIRST_DAY)
