from django.core.management.base import BaseCommand
from django.db.models import Count

from ...models import Edition, Release
from ...models.translation_state import BATCH, keep_states
from ...workflow.contradictions import keep_contradictions


class Command(BaseCommand):
    help = (
        "Finds again which translations are missing, unfinished, stale or ready, and which live texts differ "
        "from their sources: after an upgrade that compares texts in another way. Otherwise it is kept."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{keep_states(Release)} releases written.")
        live = Edition.objects.live().order_by().values("release")
        several = live.annotate(number=Count("language", distinct=True)).filter(number__gt=1)
        for release in Release.objects.filter(pk__in=several.values("release")).iterator(chunk_size=BATCH):
            keep_contradictions(release)
