from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ..external_links import ask, due, external_links, forget_all_but, keep, session


class Command(BaseCommand):
    help = "Asks other sites whether the pages that texts link to are still there."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be asked, and ask nobody.")
        parser.add_argument(
            "--days", type=int, default=7, help="Ask again only after so many days; 7 unless told."
        )
        parser.add_argument("--most", type=int, default=500, help="Ask so many at most; 500 unless told.")

    def handle(self, *args, dry_run, days, most, **options):
        if not settings.LINK_CHECKS:
            raise CommandError("This site asks no other site: set LINK_CHECKS=1 to allow it.")
        links = external_links()
        asked = due(links, days, most)
        failing = 0 if dry_run else self._ask(asked)
        for address in asked if dry_run else ():
            self.stdout.write(address)
        forgotten = 0 if dry_run else forget_all_but(links)
        self.stdout.write(
            f"{len(links)} links, {len(asked)} asked, {failing} with a problem, {forgotten} forgotten."
            + (" Nobody was asked (--dry-run)." if dry_run else "")
        )

    def _ask(self, addresses):
        failing = 0
        with session() as asking:
            for address in addresses:
                answer = ask(asking, address)
                keep(address, answer)
                if answer.problem:
                    failing += 1
                    self.stdout.write(f"{address}: {answer.problem} {answer.status or ''}".rstrip())
        return failing
