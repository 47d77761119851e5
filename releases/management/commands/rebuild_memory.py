from django.core.management.base import BaseCommand

from ...models import Release
from ...workflow import memory


class Command(BaseCommand):
    help = (
        "Writes the translation memory anew from the record. Approvals keep it by themselves; this is for "
        "what was approved before there was one. What named somebody who was erased stays out."
    )

    def handle(self, *args, **options):
        approved = Release.objects.filter(editions__isnull=False).order_by("pk").distinct()
        count = sum(map(memory.remember_one, list(approved.values_list("pk", flat=True))))
        self.stdout.write(f"{count} pairs of sentences remembered.")
