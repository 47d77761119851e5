from import_export.management.commands import export

from ..naming import format_path, resource_path


class Command(export.Command):
    help = "Write the rows of a model into a file of ours, without the people who object."

    def handle(self, *args, **options):
        options["resource"] = resource_path(options["resource"])
        options["format"] = format_path(options["format"])
        super().handle(*args, **options)
