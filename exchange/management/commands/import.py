# ruff: noqa: N999 - the command's name
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.module_loading import import_string

from ...spreadsheets import UnreadableFile
from ..naming import format_path, resource_path

# “import” is a word of the language.
library: Any = import_module("import_export.management.commands.import")


class Command(library.Command):
    help = "Try out a file, and write all of its rows or none."

    def handle(self, *args, **options):
        resource = import_string(resource_path(options["resource"]))()
        file_format = options["format"] or Path(options["import_file_name"]).suffix.removeprefix(".")
        dataset = self._dataset(import_string(format_path(file_format)), options)
        if options["interactive"] and input("Are you sure you want to import the data? [yes/no]: ") != "yes":
            raise CommandError("Import cancelled.")
        result = resource.import_data(
            dataset,
            dry_run=options["dry_run"],
            raise_errors=options["raise_errors"],
            file_name=Path(options["import_file_name"]).name,
        )
        self._say(result)
        if result.has_errors():
            raise CommandError(" ".join(str(error.error) for error in result.base_errors))
        if options["dry_run"]:
            self.stdout.write("Nothing was written.")

    def _dataset(self, format_class, options):
        name = options["import_file_name"]
        try:
            content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            return format_class(encoding=options["encoding"]).create_dataset(content)
        except (UnreadableFile, OSError) as error:
            raise CommandError(str(error)) from error

    def _say(self, result):
        for row in result.rows:
            for sentence in row.sentences:
                self.stdout.write(f"{row.number} {row.kind}: {sentence}")
        totals = ", ".join(f"{count} {kind}" for kind, count in result.totals.items() if count)
        self.stdout.write(f"{result.total_rows} rows: {totals}")
