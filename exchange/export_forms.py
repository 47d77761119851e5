from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.forms import CharField

from .exporting import ExportOptions, FileFormat
from .models import ColumnSet, Export


class ExportForm(forms.Form):
    """The same form saves, loads and deletes one's own sets of columns."""

    file_format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect, initial=FileFormat.XLSX)
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one column.")},
    )
    column_set = forms.ModelChoiceField(
        ColumnSet.objects.none(), label=_("Saved column sets"), required=False, empty_label="–"
    )
    set_name = CharField(
        label=_("Save these columns as"),
        max_length=ColumnSet._meta.get_field("name").max_length,
        error_messages={"required": _("Give the column set a name.")},
        required=False,
    )
    purpose = CharField(
        label=_("Purpose"),
        max_length=Export._meta.get_field("purpose").max_length,
        help_text=_(
            "What the data is needed for. It is recorded in the export log, and on the second sheet of an "
            "XLSX or ODS file; CSV and vCard files do not contain it."
        ),
        error_messages={"required": _("Say what the data is needed for.")},
    )

    # What each button needs; the others' fields may be as they are.
    needs = {
        "export": ["file_format", "columns", "purpose"],
        "save_set": ["columns", "set_name"],
        "rename_set": ["column_set", "set_name"],
        "use_set": ["column_set"],
        "delete_set": ["column_set"],
    }

    def __init__(self, resource, user, *, action="export", **kwargs):
        super().__init__(**kwargs)
        self.resource, self.user, self.action = resource, user, action
        fields: dict[str, Any] = self.fields
        fields["columns"].choices = [(key, column.name()) for key, column in resource.columns.items()]
        fields["columns"].initial = list(resource.columns)
        fields["column_set"].queryset = ColumnSet.objects.filter(owner=user, resource=resource.name)
        fields["file_format"].choices = [
            choice
            for choice in FileFormat.choices
            if resource.vcard_keys or not FileFormat(choice[0]).is_vcard
        ]
        for name, field in fields.items():
            field.required = name in self.needs[action]
        if self.data.get("file_format") in (FileFormat.VCARD, FileFormat.VCARD_3) and action == "export":
            fields["columns"].required = False

    def full_clean(self):
        super().full_clean()
        # Fields that this button does not need are not validated.
        for name in self.errors.keys() - self.needs[self.action] if self.is_bound else ():
            del self.errors[name]

    def clean_columns(self):
        return self.resource.order_keys(self.cleaned_data["columns"])

    def clean(self):
        cleaned = super().clean() or {}
        if self.action == "rename_set" and (chosen := cleaned.get("column_set")):
            sets = cast(forms.ModelChoiceField, self.fields["column_set"]).queryset
            others = cast(QuerySet, sets).exclude(pk=chosen.pk)
            if others.filter(name=cleaned.get("set_name")).exists():
                self.add_error("set_name", _("Another of your column sets has this name; choose another."))
        return cleaned

    def export_options(self, site: str) -> ExportOptions:
        cleaned = self.cleaned_data
        file_format = FileFormat(cleaned["file_format"])
        keys = list(self.resource.vcard_keys) if file_format.is_vcard else cleaned["columns"]
        return ExportOptions(file_format, keys, cleaned["purpose"], self.user, site)

    def save_set(self) -> ColumnSet:
        kept, _created = ColumnSet.objects.update_or_create(
            owner=self.user,
            resource=self.resource.name,
            name=self.cleaned_data["set_name"],
            defaults={"columns": self.cleaned_data["columns"]},
        )
        return kept
