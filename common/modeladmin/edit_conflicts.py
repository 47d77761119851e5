"""Two people have the same form open: the second to save is told what the first one saved."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from .. import initial_digests
from ..accounts import name_of
from ..analysis import lines_of
from ..deduplicated_errors import DeduplicatedErrorsMixin
from ..typing_bases import AdminOrInlineMixinBase, ModelAdminMixinBase
from .keys import is_key
from .loaded_choices import show_loaded


class InitialDigestsField(forms.CharField):
    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class ConflictCheckedForm(DeduplicatedErrorsMixin, forms.ModelForm):
    """Refused when it would undo, unseen, what somebody else saved since it was opened."""

    initial_digests = InitialDigestsField(required=False)
    # A line that somebody else took out while it was on the screen.
    was_removed = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        show_loaded(self)
        if self.instance.pk:
            values = {name: self._saved(name) for name in self._compared()}
            self.initial[initial_digests.NAME] = initial_digests.pack(values)

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        opened = initial_digests.unpack(self.data.get(self.add_prefix(initial_digests.NAME), ""))
        if opened and self.was_removed:
            self._refuse_removed(opened)
        elif self.instance.pk and (opened := opened or self._unknown()):
            self._refuse_undoing(opened)

    def _compared(self):
        apart = {initial_digests.NAME, self._meta.model._meta.pk.name, DELETION_FIELD_NAME}
        return [
            name
            for name, field in self.fields.items()
            if name not in apart and not isinstance(field, forms.models.InlineForeignKeyField)
        ]

    def _unknown(self):
        """Of a form that does not say what it showed: whatever differs from what is saved is asked about."""
        if self.prefix is not None:
            return None
        return initial_digests.InitialDigests(timezone.now(), dict.fromkeys(self._compared(), ""))

    def _saved(self, name):
        return _plain(self.fields[name], self.get_initial_for_field(self.fields[name], name))

    def _refuse_undoing(self, opened):
        saved = {name: initial_digests.digest(self._saved(name)) for name in self._compared()}
        since = [name for name, then in opened.digests.items() if saved.get(name, then) != then]
        sent = {name: self._sent(name) for name in since}
        is_to_go = self.cleaned_data.pop(DELETION_FIELD_NAME, False)
        stale = [name for name in since if is_to_go or sent[name] != saved[name]]
        if is_to_go and not stale:
            self.cleaned_data[DELETION_FIELD_NAME] = True
        if not stale:
            return
        if heading := self._conflict_heading(opened.at):
            self.add_error(None, heading)
        for name in stale:
            self._tell_newer(name, is_own=sent[name] != opened.digests[name])
        self._send_again(self.initial[initial_digests.NAME])

    def _conflict_heading(self, since) -> str:
        return _who_saved(self.instance, since) if self.prefix is None else ""

    def _sent(self, name):
        """'' for what was refused: it was not there when the form was opened."""
        if name not in self.cleaned_data:
            return ""
        return initial_digests.digest(_plain(self.fields[name], self.cleaned_data[name]))

    def _tell_newer(self, name, is_own):
        field = self.fields[name]
        if not is_own:
            show_initial(field)
            self.changed_data = [changed for changed in self.changed_data if changed != name]
            self.add_error(name, _("Somebody else has changed this meanwhile; it is shown as they saved it."))
            return
        sentence = _(
            "Somebody else has changed this meanwhile. What you entered is kept here; the saved value is:"
        )
        value = self.get_initial_for_field(field, name)
        told = format_html('{} <span class="saved-text">{}</span>', sentence, in_words(field, value) or "–")
        if self._is_file(name):
            # With an error of its own, the file that came would have to be chosen again.
            self.add_error(None, format_html("{} – {}", field.label, told))
        else:
            self.add_error(name, told)

    def _refuse_removed(self, opened):
        names = [name for name in opened.digests if name in self.fields]
        chosen = [name for name in names if self.files.get(self.add_prefix(name))]
        for name in chosen:
            self.add_error(name, _("Choose this file again in a new line if you need it."))
        if chosen or any(
            self._raw(name) != opened.digests[name] for name in names if not self._is_file(name)
        ):
            sentence = _(
                "Somebody else has removed this line meanwhile. Saving will not bring it back; "
                "add a new line if you need it."
            )
            self.add_error(None, sentence)
            self._send_again("")

    def _is_file(self, name):
        return isinstance(self.fields[name], forms.FileField)

    def _raw(self, name):
        field = self.fields[name]
        try:
            return initial_digests.digest(_plain(field, field.clean(self[name].data)))
        except ValidationError:
            return ""

    def _send_again(self, opened):
        """What is saved next was looked at: it is a decision."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix(initial_digests.NAME)] = opened  # type: ignore[index]


def show_initial(field) -> None:
    field.bound_data = lambda _data, initial: initial


def _plain(field, value):
    """A row as its key, several as theirs."""
    return field.prepare_value(value) if isinstance(field, forms.ModelChoiceField) else value


def in_words(field, value):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(map(str, value or []))
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or "") if value else ""  # type: ignore[union-attr]
    if isinstance(field, forms.ChoiceField):
        names = dict(field.choices)  # type: ignore[arg-type]
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(names.get(each, each)) for each in chosen)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else without_markup(field, str(formats.localize(value)))


def without_markup(field, text: str) -> str:
    """A rich text without its markup."""
    return lines_of(text) if getattr(field, "holds_markup", False) else text


def _who_saved(row, since):
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(row), object_id=str(row.pk), action_time__gte=since
    )
    who = format_html_join(
        ", ",
        "{}",
        ((who_and_when(entry),) for entry in entries.select_related("user").order_by("action_time")),
    )
    told = (
        _(
            "Saved meanwhile by %(who)s. Nothing you entered has been saved yet; every word you typed "
            "is below."
        )
        if who
        else _(
            "Changed meanwhile by an import or on another page. Nothing you entered has been "
            "saved yet; every word you typed is below."
        )
    )
    return format_html("{} {}", told % {"who": who}, _("Check, then save again."))


def at_what_time(moment) -> str:
    """The hour, and the day where it is not today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return (
        formats.time_format(local, "TIME_FORMAT")
        if is_today
        else formats.date_format(local, "DATETIME_FORMAT")
    )


def who_and_when(entry: LogEntry) -> str:
    when = formats.date_format(timezone.localtime(entry.action_time), "DATETIME_FORMAT")
    return _("%(who)s at %(when)s") % {"who": name_of(entry.user), "when": when}


class ConflictFieldsMixin(AdminOrInlineMixinBase):
    """For a ModelAdmin or an inline, in front of its base class; a form of another kind is left alone."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not issubclass(self.form, ConflictCheckedForm):
            return fieldsets
        if not self.has_change_permission(request, obj):
            return fieldsets
        (title, options), *others = fieldsets
        fields = [name for name in options["fields"] if name != initial_digests.NAME]
        return [(title, {**options, "fields": [*fields, initial_digests.NAME]}), *others]


class LocksRow(ModelAdminMixinBase):
    """For a ModelAdmin, in front of its base class: between check and save nobody else saves."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is None or not issubclass(self.form, ConflictCheckedForm):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            if is_key(self.model, key := unquote(object_id)):
                self.model._base_manager.select_for_update().filter(pk=key).first()
            return super().changeform_view(request, object_id, form_url, extra_context)
