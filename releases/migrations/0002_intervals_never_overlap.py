"""No two editions of one release and language are live at the same moment, whoever writes the row.

PostgreSQL: an exclusion constraint; equality is written as overlapping one-point ranges, because
equality in a GiST index needs an extension that not every server has. SQLite: two triggers.
"""

from django.db import migrations

POSTGRESQL = """
    ALTER TABLE releases_edition ADD CONSTRAINT edition_intervals_never_overlap EXCLUDE USING gist (
        int8range(release_id, release_id, '[]') WITH &&,
        int8range(hashtext(language)::bigint, hashtext(language)::bigint, '[]') WITH &&,
        tstzrange(live_from, live_until, '[)') WITH &&
    )
"""

SQLITE = """
    CREATE TRIGGER edition_intervals_never_overlap_{when} BEFORE {when} ON releases_edition
    WHEN NEW.live_until IS NULL OR NEW.live_until > NEW.live_from
    BEGIN
        SELECT RAISE(ABORT, 'edition_intervals_never_overlap') FROM releases_edition other
        WHERE other.release_id = NEW.release_id AND other.language = NEW.language AND other.id IS NOT NEW.id
            AND (other.live_until IS NULL OR other.live_until > other.live_from)
            AND (other.live_until IS NULL OR other.live_until > NEW.live_from)
            AND (NEW.live_until IS NULL OR NEW.live_until > other.live_from);
    END
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(SQLITE.format(when=when))


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE releases_edition DROP CONSTRAINT edition_intervals_never_overlap"
        )
    if schema_editor.connection.vendor == "sqlite":
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER edition_intervals_never_overlap_{when}")


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
