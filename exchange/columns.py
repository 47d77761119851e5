"""What a column of a spreadsheet is."""

from django.utils.text import capfirst
from import_export import fields

from common.dates import OFFICE, DateRange
from common.field_labels import in_language
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
        """Of a file, in the active language; a translated column names its own: “Job title (fr)”."""
        return f"{self._label} ({self.language})" if self.language else self._label

    def name(self) -> str:
        """As people read it on a page."""
        return in_language(self._label, self.language) if self.language else self._label

    @property
    def _label(self):
        return capfirst(str(self.label))


def translated_columns(field: str, label, widget=None) -> dict[str, ColumnField]:
    return {
        name: ColumnField(label, name, widget, language=language)
        for name, language in zip(columns(field), LANGUAGES, strict=True)
    }


def day(within: DateRange = OFFICE) -> widgets.Day:
    return widgets.Day(LANGUAGES, within)


def choice(choices) -> widgets.Choice:
    return widgets.Choice(choices, LANGUAGES)


def id_column(label) -> ColumnField:
    """The header is what tells our own files from others: every program and every list has a “number”."""
    return ColumnField(label, "id", widgets.WholeNumber(), kind="number")
