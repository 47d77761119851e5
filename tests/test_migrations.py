import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
APPS = ["common", "exchange", "institutes", "releases"]
ROUND_TRIP = """
import json
import django
django.setup()
from django.contrib.auth.models import Group
from django.apps import apps
from django.core.management import call_command
from django.db import connection

def migrate(*target):
    call_command("migrate", *target, verbosity=0)
    tables = connection.introspection.table_names()
    ours = [name for name in tables if name.startswith(("exchange_", "institutes_", "releases_"))]
    seen.append([len(ours), sorted(Group.objects.values_list("name", flat=True))])

seen = []
migrate()
migrate("releases", "zero")
migrate("institutes", "zero")
migrate("exchange", "zero")
migrate()
print(json.dumps(seen))
"""


@pytest.fixture
def empty_database(tmp_path):
    """The address of a database of its own, of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server, name = os.environ["DATABASE_URL"], f"migrations_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=3)


@pytest.mark.parametrize("app", APPS)
def test_migrations_follow_one_another_in_one_line(app):
    loader = MigrationLoader(None)
    names = sorted(name for label, name in loader.disk_migrations if label == app)
    parents = {
        name: [parent for label, parent in loader.disk_migrations[app, name].dependencies if label == app]
        for name in names
    }
    assert parents == {
        name: names[number - 1 : number] if number else [] for number, name in enumerate(names)
    }
    assert all(re.match(rf"{number:04}_[a-z]", name) for number, name in enumerate(names, start=1))


def test_migrations_go_to_the_end_back_to_nothing_and_to_the_end_again(empty_database):
    variables = {"DJANGO_SETTINGS_MODULE": "carnot_site.settings", "DATABASE_URL": empty_database}
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    full, without_releases, exchange_alone, empty, again = json.loads(done.stdout)
    assert full[0] > without_releases[0] > exchange_alone[0] > empty[0] == 0
    assert full[1] == ["contact managers", "publishers", "translators", "writers"]
    assert without_releases[1] == empty[1] == []
    assert again == full


@pytest.mark.django_db
def test_the_database_itself_keeps_intervals_apart():
    """Django rebuilds a changed table of SQLite, and with it goes every trigger that it does not know."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT conname FROM pg_constraint WHERE contype = 'x'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [name for (name,) in cursor.fetchall()]
    whens = {"sqlite": ["_INSERT", "_UPDATE"], "postgresql": [""]}[connection.vendor]
    assert set(names) >= {f"edition_intervals_never_overlap{when}" for when in whens}
