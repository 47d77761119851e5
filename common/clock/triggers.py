"""Every write to a table that readers see raises the clock, whoever writes and by whatever way.

The triggers are made anew after every `migrate`: Django rebuilds a changed table of SQLite, and with it goes
every trigger that it does not know.

SQLite has one writer at a time, so each row may raise the clock at once. On PostgreSQL that would make all
writers wait for a long import: there a statement notes its transaction, and a deferred trigger raises the
clock as the very last act of it, in two steps, so that no check of a foreign key, deferred as well, waits for
another transaction while this one holds the clock.
"""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Model

from ..models import Clock

PREFIX = "clock_raised_by_"
_watched: set[type[Model]] = set()

# Microseconds since 1970, or one more than before: no version comes twice, not after a restore either.
_SQLITE_RAISE = """
    INSERT INTO common_clock (id, version)
    VALUES (1, CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER))
    ON CONFLICT (id) DO UPDATE SET version = max(version + 1, excluded.version)
"""
_POSTGRESQL_FUNCTIONS = """
    CREATE OR REPLACE FUNCTION common_clock_advance() RETURNS void LANGUAGE sql AS $$
        INSERT INTO common_clock (id, version)
        VALUES (1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
        ON CONFLICT (id) DO UPDATE SET version = greatest(common_clock.version + 1, excluded.version)
    $$;
    CREATE UNLOGGED TABLE IF NOT EXISTS common_clock_pending (
        transaction_id bigint, step int, PRIMARY KEY (transaction_id, step)
    );
    CREATE OR REPLACE FUNCTION common_clock_note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO common_clock_pending VALUES (pg_current_xact_id()::text::bigint, 1)
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$;
    CREATE OR REPLACE FUNCTION common_clock_raise() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.step = 1 THEN
            INSERT INTO common_clock_pending VALUES (NEW.transaction_id, 2);
        ELSE
            PERFORM common_clock_advance();
            DELETE FROM common_clock_pending WHERE transaction_id = NEW.transaction_id;
        END IF;
        RETURN NULL;
    END $$;
    DROP TRIGGER IF EXISTS common_clock_raise ON common_clock_pending;
    CREATE CONSTRAINT TRIGGER common_clock_raise AFTER INSERT ON common_clock_pending
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION common_clock_raise();
"""


def watch(*models: type[Model]) -> None:
    """Models that public pages read; a model of several tables is named with its parents."""
    _watched.update(models)


def watched() -> set[type[Model]]:
    return set(_watched)


def install(using: str, **_signal) -> None:
    """Receives post_migrate, once for each app; tables that are not there yet come later."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if Clock._meta.db_table not in there:
            return
        for statement in _statements(connection, sorted(there & {m._meta.db_table for m in _watched})):
            cursor.execute(statement)


def _statements(connection, tables) -> Iterable[str]:
    if connection.vendor == "postgresql":
        yield _POSTGRESQL_FUNCTIONS
        for table in tables:
            yield from _on_postgresql(connection, table)
        yield "SELECT common_clock_advance()"
    else:
        for table in tables:
            yield from _on_sqlite(connection, table)
        yield _SQLITE_RAISE


def _on_postgresql(connection, table):
    trigger, name = connection.ops.quote_name(PREFIX + table), connection.ops.quote_name(table)
    yield f"""
        CREATE OR REPLACE TRIGGER {trigger} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {name}
        FOR EACH STATEMENT EXECUTE FUNCTION common_clock_note()
    """


def _on_sqlite(connection, table):
    for act in ("insert", "update", "delete"):
        trigger = connection.ops.quote_name(f"{PREFIX}{table}_{act}")
        yield f"DROP TRIGGER IF EXISTS {trigger}"
        yield f"""
            CREATE TRIGGER {trigger} AFTER {act} ON {connection.ops.quote_name(table)}
            BEGIN {_SQLITE_RAISE}; END
        """
