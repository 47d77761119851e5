"""Which database the tests use: TEST_DB=sqlite (a file) or TEST_DB=postgres (a real server)."""

import os
import sqlite3
from pathlib import Path

import psycopg

from tests import postgres


def url(folder: Path) -> str:
    chosen = os.environ.get("TEST_DB", "sqlite")
    if chosen == "sqlite":
        return f"sqlite:///{folder / 'db.sqlite3'}"
    if chosen == "postgres":
        return _postgres()
    raise ValueError(f"TEST_DB is sqlite or postgres, not {chosen}")


def is_second() -> bool:
    """Whether the tests run again, on the other database."""
    return os.environ.get("TEST_DB") == "postgres"


def _postgres() -> str:
    # The processes of pytest-xdist inherit the variable, and so share the server.
    if "TEST_DATABASE_URL" not in os.environ:
        os.environ["TEST_DATABASE_URL"] = postgres.start()
    return os.environ["TEST_DATABASE_URL"]


def version(address: str) -> str:
    if address.startswith("sqlite"):
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(address) as connection:
        return f"PostgreSQL {connection.info.parameter_status('server_version')}"
