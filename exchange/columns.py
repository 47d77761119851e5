"""What a column of a spreadsheet is."""

from django.utils.text import capfirst
from import_export import fields

from common.dates import OFFICE, DateRange
from common.languages import LANGUAGES, columns

from . import readers, widgets


class ColumnField(fields.Field):
    """A column: its label, the kind of its values, whether an import may set it (`importable`).

    `reader` reads it for many rows at once; without one, the attribute is a column of the database.
    `repeats`: several columns of one file may be it.
    """

    def __init__(
        self,
        label,
        attribute,
        widget=None,
        *,
        kind="text",
        language="",
        importable=True,
        reader=None,
        repeats=False,
    ):
        super().__init__(attribute=attribute, widget=widget or widgets.Line())
        self.label, self.kind, self.language, self.importable = label, kind, language, importable
        self.repeats = repeats
        self.reader = reader or readers.Value(attribute)

    def header(self) -> str:
        """In the active language; a translated column names its own: “Job title (fr)”."""
        label = capfirst(str(self.label))
        return f"{label} ({self.language})" if self.language else label


def translated_columns(field: str, label, path: str = "", widget=None) -> dict[str, ColumnField]:
    return {
        name: ColumnField(label, f"{path}{name}", widget, language=language)
        for name, language in zip(columns(field), LANGUAGES, strict=True)
    }


def day(within: DateRange = OFFICE) -> widgets.Day:
    return widgets.Day(LANGUAGES, within)


def choice(choices) -> widgets.Choice:
    return widgets.Choice(choices, LANGUAGES)


def id_column(label) -> ColumnField:
    """The header is what tells our own files from others: every program and every list has a “number”."""
    return ColumnField(label, "id", widgets.WholeNumber(), kind="number")
