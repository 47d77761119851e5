"""The index of a model's `search_text`, kept by the database itself, whoever writes the row.

PostgreSQL: a GIN index of the words as a tsvector. SQLite: a table of FTS5 that holds no text, kept by
triggers. Neither knows the order of words: a phrase is looked for in `search_text`. On SQLite the number of
an entry begins with the day of its row, where it has one: the newest are read first, and nothing is sorted.

Like the triggers of the clock, they are made anew after every `migrate`: Django rebuilds a changed table of
SQLite.
"""

from django.db import connections, transaction
from django.db.models import Model

from .rows import searched_models

# Below the day: keys up to a million million.
KEY_BITS = 40
FUNCTION = "press_words"
_MERGE = "INSERT INTO {index} ({index}) VALUES ('optimize')"
_EMPTY = "INSERT INTO {index} ({index}) VALUES ('delete-all')"
ROWS = ("NEW", "OLD")
# Its cost has the planner walk over no table with it.
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}(words text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 2000 AS $$ BEGIN RETURN words::tsvector; END $$
"""


def table_of(model: type[Model]) -> str:
    return f"{model._meta.db_table}_words"


def key_of(model: type[Model], entry: str) -> str:
    """SQL for the row's key of an entry, on SQLite."""
    return f"({entry} & {(1 << KEY_BITS) - 1})" if _day(model) else entry


def install(using: str, **_signal) -> None:
    """Receives post_migrate, once for each app; tables that are not there yet come later."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in searched_models():
            for statement in _statements(connection.vendor, model, there):
                cursor.execute(statement)


def rebuild(model: type[Model], using: str = "default") -> None:
    """From `search_text`; nothing that was deleted is left of it."""
    connection = connections[using]
    # Whoever searches meanwhile finds what was there before.
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_EMPTY.format(index=table_of(model)))
            cursor.execute(_fill(model))
        else:
            cursor.execute(f"REINDEX INDEX {table_of(model)}")


def purge(model: type[Model], using: str = "default") -> None:
    """After an erasure: SQLite marks what is deleted, and keeps the words until it merges its parts."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute(_MERGE.format(index=table_of(model)))


def _statements(vendor, model, there):
    if model._meta.db_table not in there:
        # With its table went the triggers, and on PostgreSQL the index.
        if table_of(model) in there:
            yield f"DROP TABLE {table_of(model)}"
    elif vendor == "postgresql":
        yield _FUNCTION
        yield (
            f"CREATE INDEX IF NOT EXISTS {table_of(model)} ON {model._meta.db_table} "
            f"USING gin ({FUNCTION}(search_text))"
        )
    else:
        yield from _on_sqlite(model, there)


def _on_sqlite(model, there):
    if table_of(model) not in there:
        yield (
            f"CREATE VIRTUAL TABLE {table_of(model)} USING fts5("
            """words, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'")"""
        )
        yield _fill(model)
    yield from _triggers(model)


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
    changed = "WHEN OLD.search_text IS NOT NEW.search_text"
    for act, when, what in (
        ("INSERT", "", add),
        ("DELETE", "", remove),
        ("UPDATE OF search_text", changed, remove + add),
    ):
        name = f"{index}_{act.split()[0].lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"CREATE TRIGGER {name} AFTER {act} ON {model._meta.db_table} {when} BEGIN {what} END"


def _entry(model, row):
    """SQL for the number of a row's entry; what it is made of never changes."""
    key = f"{row}.{model._meta.pk.column}"
    if not (day := _day(model)):
        return key
    return f"((CAST(julianday({row}.{day}) AS INTEGER) << {KEY_BITS}) | {key})"


def _day(model):
    return getattr(model, "SEARCH_DAY", "")
