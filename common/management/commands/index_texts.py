from django.core.management.base import BaseCommand

from ...search import keep_words, searched_models


class Command(BaseCommand):
    help = "Rebuilds the search index: after loading fixtures, or when the analysis of words has changed."

    def handle(self, *args, **options):
        for model in searched_models():
            self.stdout.write(f"{model._meta.verbose_name_plural}: {keep_words(model)} written")
