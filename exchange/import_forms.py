from functools import cached_property
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from common.kept_files import KeptFileInput

from .importing.presentation import label_of
from .importing.source_file import OPTIONS
from .registry import RESOURCES
from .spreadsheets import ENCODINGS, NONE, ROW, encoding_name

HEADERS = [(ROW, _("in a row of the sheet")), (NONE, _("nowhere: every row contains data"))]
# In which a person may say that the column names stand.
ROWS = range(1, 11)
SEPARATORS = [(";", _("semicolon ;")), (",", _("comma ,")), ("\t", _("tab")), ("|", "|")]


class UploadForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What the rows are"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the rows are.")},
    )
    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=KeptFileInput,
        error_messages={"required": _("Choose a file.")},
        help_text=_(
            "XLSX, ODS, CSV or vCard. Drop it here or choose it. Nothing changes before you confirm."
        ),
    )

    def __init__(self, *args, resources, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["what"]).choices = [
            (name, label_of(name).capitalize()) for name in resources
        ]
        if len(resources) == 1:
            self.fields["what"].initial = resources[0]


class ReadingForm(forms.Form):
    """How the file is read, and which column is which."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    header = forms.ChoiceField(label=_("Column names"), required=False)
    encoding = forms.ChoiceField(label=_("Encoding"))
    separator = forms.ChoiceField(label=_("Separator"))
    blank_clears_value = forms.BooleanField(
        label=_("An empty cell deletes the existing value"),
        help_text=_("Otherwise an empty cell changes nothing."),
        required=False,
    )
    ignore_extra_cells = forms.BooleanField(
        label=_("Ignore the cells to the right of the last named column"),
        required=False,
    )

    def __init__(self, *args, job, **kwargs):
        self.reading, self.resource = job.reading, RESOURCES[job.resource]()
        initial = {**job.reading, "blank_clears_value": job.blank_clears_value}
        super().__init__(*args, **kwargs | {"initial": initial})
        self._offer("sheet", [(name, name) for name in self.reading["sheets"]], least=2)
        numbered = [(str(row), _("in row %(row)s") % {"row": row}) for row in ROWS]
        self._offer("header", [*HEADERS, *numbered])
        if self._is_header_asked:
            self._ask_for_header()
        if not self.reading.get("extra_cells"):
            del self.fields["ignore_extra_cells"]
        self._offer("encoding", [(code, encoding_name(code)) for code in ENCODINGS])
        self._offer("separator", SEPARATORS)
        choices = self._choices()
        for place, (header, key) in enumerate(
            zip(self.reading["headers"], self.reading["columns"], strict=True)
        ):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or _("Column %(number)s") % {"number": place + 1},
                choices=choices,
                initial=key,
                required=False,
            )
        for place in self.left_out:
            self.fields[f"column_{place}"].widget.attrs["aria-describedby"] = f"why_{place}"

    @property
    def _is_header_asked(self):
        return self.reading.get("header_asked", False) and "header" in self.fields

    def _ask_for_header(self):
        """None of the names in the first row is known, and neither answer is the likelier one."""
        cast(forms.ChoiceField, self.fields["header"]).choices = [("", _("choose…")), *HEADERS]
        self.initial["header"] = ""

    def clean(self):
        given = super().clean() or {}
        if self._is_header_asked and not (given.get("header") or self._changed()):
            self.add_error("header", _("Say whether the first row contains column names or data."))
        return given

    def _choices(self):
        incoming = self.resource.importable_columns()
        own = [(key, incoming[key].name()) for key in self.resource.columns if key in incoming]
        others = [(key, incoming[key].name()) for key in self.resource.import_only]
        return [("", _("leave out")), *own, *([(_("In lists of other programs"), others)] if others else [])]

    @cached_property
    def left_out(self) -> dict[int, str]:
        """{place of a column: why nothing is read from it, unless somebody says what it holds}"""
        columns = zip(self.reading["headers"], self.reading["columns"], strict=True)
        return {
            place: self._why_asked(place) or self._why(header)
            for place, (header, key) in enumerate(columns)
            if not key
        }

    def _is_asked(self, place):
        return place in self.reading.get("asked", [])

    def _why_asked(self, place):
        if not self._is_asked(place):
            return ""
        return _("Some cells may say that a person objects: the trial asks about these rows.")

    def _why(self, header):
        known = self.resource.recognise(header)
        if self._is_foreign_number(header):
            sentence = _(
                "Numbers from another list are not imported. If these numbers come from this press room, "
                "choose “%(column)s”."
            )
            return sentence % {"column": self.resource.columns["id"].header()}
        if known is None:
            return self.resource.why_not_needed(header) or _("Not recognised.")
        if known not in self.resource.importable_columns():
            return _("This column is only exported, not imported.")
        return _("Another column of the file has the same meaning.")

    def _is_foreign_number(self, header):
        return self.resource.recognise(header) is None and self.resource.is_id_header(header)

    def unknown(self) -> int:
        """How many columns have values but are not recognised."""
        headers = self.reading["headers"]
        return sum(
            1 for place in self.left_out if not (self._is_empty(place) or self.resource.knows(headers[place]))
        )

    def _is_empty(self, place):
        """In the whole file, which only a small one was read for."""
        return self.reading["small"] and not self._examples(place)

    def _examples(self, place):
        return [row[place] for row in self.reading.get("samples", []) if place < len(row) and row[place]]

    def _is_folded(self, place):
        """Whether the column is hidden in the folded list; columns with errors never are."""
        if f"column_{place}" in self.errors or self._is_asked(place):
            return False
        header = self.reading["headers"][place]
        if self._is_foreign_number(header):
            return self._is_empty(place)
        unneeded = place in self.left_out and self.resource.why_not_needed(header)
        return self._is_empty(place) or bool(unneeded and not self.resource.is_always_listed(header))

    def _offer(self, name, choices, least=1):
        """Only where the format has a choice; a value of the file that is not listed is offered too."""
        value = self.reading.get(name, "")
        if value not in dict(choices):
            choices = [(value, encoding_name(value)), *choices]
        if not value or len(choices) < least:
            del self.fields[name]
        else:
            cast(forms.ChoiceField, self.fields[name]).choices = choices

    def options(self) -> dict[str, str]:
        """Another sheet has its own header row."""
        options = {name: self.cleaned_data.get(name, "") for name in OPTIONS}
        changed = self._changed()
        return options | {"header": ""} if "sheet" in changed and "header" not in changed else options

    def asks_to_read_again(self) -> bool:
        return bool(self._changed())

    def asks_only_for_header(self) -> bool:
        return self._changed() == ["header"]

    def _changed(self):
        options = {name: self.cleaned_data.get(name) for name in OPTIONS if name in self.fields}
        return [name for name, value in options.items() if value and value != self.reading[name]]

    def keys(self) -> list[str]:
        return [self.cleaned_data[f"column_{place}"] for place in self._places]

    def columns(self):
        """(bound field, place, why it is left out, examples from the file) for the table of columns."""
        return [self._column(place) for place in self._places if not self._is_folded(place)]

    def folded(self):
        """The columns that are empty or not needed."""
        return [self._column(place) for place in self._places if self._is_folded(place)]

    @property
    def _places(self):
        return range(len(self.reading["headers"]))

    def _column(self, place):
        return self[f"column_{place}"], place, self.left_out.get(place, ""), self._examples(place)

    def details(self):
        return [self[name] for name in OPTIONS if name in self.fields]
