"""Which database the tests use: TEST_DB=sqlite (a file) or TEST_DB=postgres (a real server)."""

import fnmatch
import os
import sqlite3
from pathlib import Path

import psycopg

from tests import postgres

# What no database changes: pages and forms, permissions, parsing, texts, files. Every address is asked on
# both by tests/test_hostile.py. In other files, a test marked `one_database` runs on the first alone.
ON_THE_FIRST_ALONE = (
    "tests/carnot_site/*",
    "tests/common/test_error_summary.py",
    "tests/common/test_headers.py",
    "tests/common/test_kept_files.py",
    "tests/common/test_limits.py",
    "tests/common/test_permissions.py",
    "tests/common/test_session_status.py",
    "tests/common/test_request_size.py",
    "tests/common/test_secret_links.py",
    "tests/common/test_serving.py",
    "tests/common/test_sessions.py",
    "tests/common/test_slugs.py",
    "tests/common/test_stored_files.py",
    "tests/exchange/test_export_*.py",
    "tests/exchange/test_import_admin*.py",
    "tests/exchange/test_importing_lost_cells.py",
    "tests/exchange/test_importing_spelling.py",
    "tests/institutes/test_admin*.py",
    "tests/institutes/columns/test_organisations.py",
    "tests/institutes/test_renaming_pages.py",
    "tests/institutes/test_views.py",
    "tests/institutes/people/test_merge_admin.py",
    "tests/institutes/people/test_own_details.py",
    "tests/institutes/people/test_verification.py",
    "tests/institutes/row_handlers/test_other_program_rows*.py",
    "tests/institutes/row_handlers/test_vcards.py",
    "tests/releases/test_admin_conflicts.py",
    "tests/releases/test_admin_deleting.py",
    "tests/releases/test_admin_in*.py",
    "tests/releases/test_admin_lines.py",
    "tests/releases/test_admin_t*.py",
    "tests/releases/test_addresses_in_texts.py",
    "tests/releases/test_approval.py",
    "tests/releases/test_cleaning.py",
    "tests/releases/test_dates_on_pages.py",
    "tests/releases/test_export.py",
    "tests/releases/test_files.py",
    "tests/releases/test_four_eyes.py",
    "tests/releases/checks/test_on_pages.py",
    "tests/releases/documents/test_word*.py",
    "tests/releases/test_preview.py",
    "tests/releases/test_richtext.py",
    "tests/releases/test_unlikely_years.py",
    "tests/releases/test_views.py",
    "tests/releases/test_workflow.py",
)


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


def needs_both(path: str) -> bool:
    """Whether a file of tests may find a difference between databases; its path begins with tests/."""
    return not any(fnmatch.fnmatch(path, pattern) for pattern in ON_THE_FIRST_ALONE)


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
