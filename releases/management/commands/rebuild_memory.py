from django.core.management.base import BaseCommand
from django.db import transaction

from ...models import Release
from ...workflow import memory


class Command(BaseCommand):
    help = (
        "Writes the translation memory anew from the record. Approvals keep it by themselves; this is for "
        "what was approved before there was one. What named somebody who was erased stays out."
    )

    def handle(self, *args, **options):
        approved = Release.objects.filter(editions__isnull=False).order_by("pk").distinct()
        count = sum(map(self._remember, list(approved.values_list("pk", flat=True))))
        self.stdout.write(f"{count} pairs of sentences remembered.")

    @transaction.atomic
    def _remember(self, pk):
        # Whoever approves meanwhile is waited for.
        return memory.remember(Release.objects.select_for_update().get(pk=pk))
