from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from institutes.models import Institute

from ...demo import archive


class Command(BaseCommand):
    help = (
        "Adds plausible releases of the past in every language, already published, for measuring and for "
        "pictures: `make_archive 100000 --seed 1`. About the organisations and people that are there."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", type=int)
        parser.add_argument("--seed", type=int, default=1, help="The same number makes the same releases.")

    def handle(self, *args, number, seed, **options):
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This is never for a real site: set DEMO=1.")
        if not Institute.objects.exists():
            raise CommandError("There is nothing to write about: load the demonstration first (`demo`).")
        for made in archive.fill(number, seed):
            self.stdout.write(f"{made} of {number}", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.write(f"{number} releases are in the archive.")
