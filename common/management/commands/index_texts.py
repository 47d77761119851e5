from django.core.management.base import BaseCommand

from ...search import keep_words
from ...search.index import rebuild
from ...search.rows import searched_models


class Command(BaseCommand):
    help = "Rebuilds the search index: after an upgrade that changes how words are read."

    def handle(self, *args, **options):
        for model in searched_models():
            self.stdout.write(f"{model._meta.verbose_name_plural}: {keep_words(model)} written")
            rebuild(model)
