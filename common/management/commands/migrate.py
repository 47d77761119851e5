from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader

BEFORE = (
    "This database was made before the first release, by migrations that no longer exist (%(gone)s). It was "
    "not touched. Start with an empty one: for the demonstration, rename its folder (mv var var.before) and "
    "run again. Contacts and organisations can come along as spreadsheets exported by the previous version."
)
OURS = {"common", "exchange", "institutes", "releases"}


class Command(migrate.Command):
    """Django's own, which takes a migration that is gone for one that was never made."""

    def handle(self, *args, **options):
        loader = MigrationLoader(connections[options["database"]], ignore_no_migrations=True)
        known = {app for app, _name in loader.disk_migrations}
        gone = sorted(
            f"{app}.{name}"
            for app, name in loader.applied_migrations
            if app in OURS & known and (app, name) not in loader.disk_migrations
        )
        if gone:
            raise CommandError(BEFORE % {"gone": ", ".join(gone[:3]) + (" …" if len(gone) > 3 else "")})
        super().handle(*args, **options)
