from django.core.management.base import BaseCommand

from ...models import Release
from ...models.translation_state import keep_states


class Command(BaseCommand):
    help = (
        "Finds again which translations are missing, unfinished, stale or ready: after an upgrade that "
        "compares texts in another way. Otherwise every save keeps it."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{keep_states(Release)} releases written.")
