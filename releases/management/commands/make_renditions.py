from django.core.management.base import BaseCommand

from common.pictures import keeping

from ...models import Edition
from ...public.files import pictures_of


class Command(BaseCommand):
    help = (
        "Makes the smaller pictures that pages load, of what is live, where they are missing. After an "
        "upgrade or a restore; until then readers get the pictures as they were uploaded, and each is "
        "made when it is asked for."
    )

    def handle(self, *args, **options):
        made = failed = 0
        for picture in _missing():
            try:
                keeping.make(picture)
            except keeping.NotMade as error:
                failed += 1
                self.stderr.write(f"{picture}: {error}")
            else:
                made += 1
        self.stdout.write(f"Pictures made smaller: {made}; not possible: {failed}.")


def _missing():
    documents = Edition.objects.live().order_by().values_list("document", flat=True).iterator(chunk_size=500)
    pictures = {picture for document in documents for picture in pictures_of(document)}
    return sorted(picture for picture in pictures if not keeping.are_made(picture))
