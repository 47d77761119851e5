from django.core.management.base import CommandError
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from import_export.management.commands import export

from ...models import Export
from ...spreadsheets import UnwritableCell
from ..naming import format_path, resource_path


class Command(export.Command):
    help = "Write the rows of a model into a file of ours, without the people who object; the log names it."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--purpose", default="", help="what the data is needed for, for the log")

    def handle(self, *args, **options):
        options["resource"] = resource_path(options["resource"])
        options["format"] = format_path(options["format"])
        # Nothing is logged where nothing could be written.
        with transaction.atomic():
            self._log(import_string(options["resource"])(), import_string(options["format"]), options)
            try:
                super().handle(*args, **options)
            except UnwritableCell as refusal:
                raise CommandError(str(refusal)) from refusal

    def _log(self, resource, format_class, options):
        rows = resource._meta.model._default_manager.all()
        people = resource.people(rows, list(resource.columns))
        Export.objects.create(
            actor_name=_("by command"),
            resource=resource.name,
            file_format=format_class.name,
            purpose=options["purpose"][:300],
            columns=list(resource.columns),
            row_count=resource.get_queryset().count(),
            people_count=people.named,
            withheld_count=people.withheld,
        )
