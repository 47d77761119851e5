"""The index of a model's `search_text`, kept by the database itself, whoever writes the row.

Neither SQLite's (fts5.py) nor PostgreSQL's (tsvector.py) knows the order of words: a phrase is looked for in
`search_text`. Rows that have a day are read from the newest on, those of one language alone, and only as many
as are shown (entries.py).

Like the triggers of the clock, they are made anew after every `migrate`: Django rebuilds a changed table of
SQLite.
"""

from django.db import connections, transaction
from django.db.models import Model

from . import fts5, tsvector
from .rows import searched_models

DATABASES = {"sqlite": fts5, "postgresql": tsvector}


def install(using: str, **_signal) -> None:
    """Receives post_migrate, once for each app; tables that are not there yet come later."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in searched_models():
            for statement in DATABASES[connection.vendor].statements(model, there):
                cursor.execute(statement)


def rebuild(model: type[Model], using: str = "default") -> None:
    """From `search_text`; nothing that was deleted is left of it."""
    # Whoever searches meanwhile finds what was there before.
    with transaction.atomic(using):
        _execute(DATABASES[connections[using].vendor].anew(model), using)


def purge(model: type[Model], using: str = "default") -> None:
    """After an erasure: what is left of the words."""
    _execute(DATABASES[connections[using].vendor].purge(model), using)


def _execute(statements, using):
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
