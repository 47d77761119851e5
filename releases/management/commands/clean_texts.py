from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...texts.richtext import ALLOW_LIST
from ..cleaning import clean_desk, clean_record

KNOWN = ("cleaned", "unchanged")


class Command(BaseCommand):
    help = (
        "Cleans the texts of the record and of the desk again, after the allow-list of rich text has changed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing."
        )

        parser.add_argument(
            "--all",
            action="store_true",
            dest="everything",
            help="Also what today's list has cleaned: something else wrote into the database.",
        )

    def handle(self, *args, dry_run, everything, **options):
        with transaction.atomic():
            done = [*clean_record(everything=everything), *clean_desk()]
            transaction.set_rollback(dry_run)
        for name, result in done:
            if result != "unchanged":
                self.stdout.write(f"{name}: {result}")
        counts = Counter(result if result in KNOWN else "left" for _name, result in done)
        self.stdout.write(
            f"Allow-list {ALLOW_LIST}: {counts['cleaned']} texts cleaned, {counts['unchanged']} unchanged, "
            f"{counts['left']} left as they are." + (" Nothing was saved (--dry-run)." if dry_run else "")
        )
        if counts["left"]:
            raise CommandError("Some texts could not be cleaned; the lines above say why.")
