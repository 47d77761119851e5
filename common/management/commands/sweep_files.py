from django.core.management.base import BaseCommand, CommandError

from ... import file_sweep


class Command(BaseCommand):
    help = "Removes files that no row names, and what was kept past its time; the site does so once a day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would go, and remove nothing.")
        parser.add_argument(
            "--adopt",
            action="store_true",
            help="Accept the files as those of this database, whatever their mark says.",
        )

    def handle(self, *args, dry_run, adopt, **options):
        try:
            if adopt and not dry_run:
                file_sweep.adopt()
            lines = list(file_sweep.dry_run() if dry_run else file_sweep.sweep())
        except file_sweep.ForeignFiles as refusal:
            raise CommandError(str(refusal)) from refusal
        for line in lines:
            self.stdout.write(line)
        verb = "would go" if dry_run else "gone"
        self.stdout.write(f"{len(lines)} {verb}.")
