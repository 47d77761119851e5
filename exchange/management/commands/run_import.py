import datetime

from django.core.management.base import BaseCommand, CommandError

from common.exceptions import Refused

from ...importing import jobs, running
from ...models import Import


class Command(BaseCommand):
    help = "Check, apply or undo an import: what the site starts by itself, or an operator after a restart."

    def add_arguments(self, parser):
        parser.add_argument("id", type=int)
        parser.add_argument("step", choices=list(jobs.STEPS))
        parser.add_argument("--lease", type=datetime.datetime.fromisoformat, help="given by the site")
        parser.add_argument("--language", help="of the sentences in the result")

    def handle(self, *args, id, step, lease, language, **options):  # noqa: A002 - the name of the argument
        job = Import.objects.filter(pk=id).first()
        if job is None:
            raise CommandError(f"There is no import {id}.")
        try:
            running.take_over(job, step, lease)
        except Refused as refusal:
            raise CommandError(" ".join(refusal.reasons)) from refusal
        running.run(job, step, language or job.reading.get("language"))
        job.refresh_from_db()
        self.stdout.write(f"{job}: {job.get_state_display()} {job.problem}".strip())
