"""The index on SQLite: a table of FTS5 that holds no text, kept by triggers.

Of rows that have a day, the number of an entry begins with language and day: they are read in this order, and
nothing is sorted.
"""

from collections.abc import Iterator

from django.db.models import Model

from .naming import day_of, table_of, terms_of, without_days

# Of the number of an entry: keys up to two thousand million, days up to the year 9999; above them the first
# two letters of the language.
KEY_BITS, DAY_BITS, LETTER_BITS = 31, 22, 5
# The number of julianday() on the day before 1 January of the year 1.
FIRST_DAY = 1721424
ROWS, ACTS = ("NEW", "OLD"), ("insert", "delete", "update")


def statements(model: type[Model], there: set[str]) -> Iterator[str]:
    """What makes it, or leaves what is there; of a model without a table, what takes it away."""
    index, has_days = table_of(model), bool(day_of(model))
    if model._meta.db_table not in there:
        yield from (f"DROP TABLE {name}" for name in (terms_of(model), index) if name in there)
        return
    if index not in there:
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            """words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'")"""
        )
        if has_days:
            yield f"CREATE VIRTUAL TABLE {terms_of(model)} USING fts5vocab({index}, row)"
        yield _fill(model)
    if has_days:
        yield from (f"DROP TRIGGER IF EXISTS {without_days(model)}_{act}" for act in ACTS)
        yield f"DROP TABLE IF EXISTS {without_days(model)}"
    yield from _triggers(model)


def anew(model: type[Model]) -> Iterator[str]:
    index = table_of(model)
    yield f"INSERT INTO {index} ({index}) VALUES ('delete-all')"  # noqa: S608
    yield _fill(model)


def purge(model: type[Model]) -> Iterator[str]:
    """FTS5 marks what is deleted, and keeps the words until it merges its parts."""
    index = table_of(model)
    yield f"INSERT INTO {index} ({index}) VALUES ('optimize')"  # noqa: S608


def key_of(model: type[Model], entry: str) -> str:
    """SQL for the row's key of an entry."""
    return f"({entry} & {(1 << KEY_BITS) - 1})" if day_of(model) else entry


def first_entry(language: str, *, after: bool = False) -> int:
    """No entry of the language has a lower number; `after`: nor this one or a higher one."""
    first, second = (ord(letter) & (1 << LETTER_BITS) - 1 for letter in language[:2])
    return ((first << LETTER_BITS | second) + after) << DAY_BITS + KEY_BITS


def _fill(model):
    table = model._meta.db_table
    rows = f"SELECT {_entry(model, table)}, search_text FROM {table} WHERE search_text IS NOT NULL"  # noqa: S608
    return f"INSERT INTO {table_of(model)} (rowid, words) {rows}"


def _triggers(model):
    index = table_of(model)
    new, old = (
        f"{_entry(model, row)}, {row}.search_text WHERE {row}.search_text IS NOT NULL" for row in ROWS
    )
    add = f"INSERT INTO {index} (rowid, words) SELECT {new};"
    remove = f"INSERT INTO {index} ({index}, rowid, words) SELECT 'delete', {old};"
    changed = "OF search_text", "WHEN OLD.search_text IS NOT NEW.search_text"
    for act, (columns, when), what in zip(
        ACTS, [("", ""), ("", ""), changed], [add, remove, remove + add], strict=True
    ):
        yield f"DROP TRIGGER IF EXISTS {index}_{act}"
        yield (
            f"CREATE TRIGGER {index}_{act} AFTER {act} {columns} ON {model._meta.db_table} "
            f"{when} BEGIN {what} END"
        )


def _entry(model, row):
    """SQL for the number of a row's entry; what it is made of never changes."""
    key = f"{row}.{model._meta.pk.column}"
    if not (day := day_of(model)):
        return key
    first, second = (
        f"(unicode(substr({row}.language, {place})) & {(1 << LETTER_BITS) - 1})" for place in (1, 2)
    )
    days = f"(CAST(julianday({row}.{day}) AS INTEGER) - {FIRST_DAY})"
    return f"((({first} << {LETTER_BITS} | {second}) << {DAY_BITS} | {days}) << {KEY_BITS} | {key})"
