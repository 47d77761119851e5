from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from .importing.reading import OPTIONS
from .importing.showing import label_of
from .resources import RESOURCES
from .spreadsheets import ENCODINGS

NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16", "mac_roman": "Mac OS Roman"}
SEPARATORS = [(";", _("semicolon ;")), (",", _("comma ,")), ("\t", _("tab")), ("|", "|")]


class UploadForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What the rows are"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the rows are.")},
    )
    file = forms.FileField(
        label=_("Spreadsheet"),
        error_messages={"required": _("Choose a file.")},
        help_text=_("XLSX, ODS or CSV. Drop it here or choose it. Nothing changes before you confirm."),
    )

    def __init__(self, *args, resources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [(name, label_of(name).capitalize()) for name in resources]
        if len(resources) == 1:
            self.fields["what"].initial = resources[0]


class ReadingForm(forms.Form):
    """How the file is read, and which column is which."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    encoding = forms.ChoiceField(label=_("Encoding"))
    separator = forms.ChoiceField(label=_("Separator"))
    empty_clears = forms.BooleanField(
        label=_("An empty cell empties what is there"),
        help_text=_("Otherwise an empty cell leaves things as they are."),
        required=False,
    )

    def __init__(self, *args, job, **kwargs):
        self.reading, self.resource = job.reading, RESOURCES[job.resource]()
        initial = {**job.reading, "empty_clears": job.empty_clears}
        super().__init__(*args, initial=initial, **kwargs)
        self._offer("sheet", [(name, name) for name in self.reading["sheets"]], least=2)
        self._offer("encoding", [(code, NAMES.get(code, code)) for code in ENCODINGS])
        self._offer("separator", SEPARATORS)
        keys = [(key, cell.header()) for key, cell in self.resource.cells.items() if cell.comes_in]
        for place, (header, key) in enumerate(
            zip(self.reading["headers"], self.reading["columns"], strict=True)
        ):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or _("Column %(number)s") % {"number": place + 1},
                choices=[("", _("leave out")), *keys],
                initial=key,
                required=False,
            )
        for place in self.left_out:
            self.fields[f"column_{place}"].widget.attrs["aria-describedby"] = f"why_{place}"

    @cached_property
    def left_out(self) -> dict[int, str]:
        """{place of a column: why nothing is read from it, unless somebody says what it holds}"""
        found = {}
        for place, (header, key) in enumerate(
            zip(self.reading["headers"], self.reading["columns"], strict=True)
        ):
            if key:
                continue
            known = self.resource.recognise(header)
            if known is None:
                found[place] = _("Not recognised.")
            elif not self.resource.cells[known].comes_in:
                found[place] = _("This column only goes out.")
            elif known in self.reading["columns"]:
                found[place] = _("Another column is this one already.")
        return found

    def unknown(self) -> int:
        return sum(
            1 for place in self.left_out if not self.resource.recognise(self.reading["headers"][place])
        )

    def _offer(self, name, choices, least=1):
        """Only where the format has a choice; a value of the file that is not listed is offered too."""
        value = self.reading[name]
        if value not in dict(choices):
            choices = [(value, value), *choices]
        if not value or len(choices) < least:
            del self.fields[name]
        else:
            self.fields[name].choices = choices

    def options(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in OPTIONS}

    def asks_to_read_again(self) -> bool:
        offered = [name for name in OPTIONS if name in self.fields]
        return any(self.cleaned_data[name] != self.reading[name] for name in offered)

    def keys(self) -> list[str]:
        return [self.cleaned_data[f"column_{place}"] for place in range(len(self.reading["headers"]))]

    def columns(self):
        """(bound field, why it is left out, examples from the file) for the table of columns."""
        samples = self.reading.get("samples", [])
        for place in range(len(self.reading["headers"])):
            examples = [row[place] for row in samples if place < len(row) and row[place]]
            yield self[f"column_{place}"], self.left_out.get(place, ""), examples

    def details(self):
        return [self[name] for name in OPTIONS if name in self.fields]
