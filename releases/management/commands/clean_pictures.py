from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from common import pictures, stored_files
from exchange.file_names import IMPORTS

from ...models import Attachment
from ...models.edition import ROOT


class Command(BaseCommand):
    help = (
        "Takes position, serial numbers and the like off the pictures that came in before this was done at "
        "the door. Names and addresses stay; so do author, credit, copyright and colours."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say which would change, and change none.")

    def handle(self, *args, dry_run, **options):
        changed = 0
        for name in stored_files.walk():
            if not name.startswith(f"{IMPORTS}/") and self._clean(name, dry_run):
                changed += 1
                self.stdout.write(name)
        self.stdout.write(f"{changed} {'would change' if dry_run else 'changed'}.")

    def _clean(self, name, dry_run):
        try:
            with default_storage.open(name) as file:
                cleaned = pictures.clean(file)
        except pictures.Damaged:
            self.stderr.write(f"{name} is damaged and was left as it is.")
            return False
        if cleaned is not None and not dry_run:
            stored_files.rewrite(name, cleaned)
            if name.startswith(ROOT):
                Attachment.objects.filter(file=name).update(size=len(cleaned))
        return cleaned is not None
