import uuid

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import dates, initial_digests, languages
from common.forms import MomentField, TextField
from common.modeladmin.edit_conflicts import ConflictCheckedForm

from .. import workflow
from ..models import Event, Release
from ..models.release import TEXTS
from .both_texts import BothTextsMixin
from .conflicts import TextConflict

ZONE = gettext_lazy("Paris time, for example 2027-03-01 and 09:00.")


class ParisSplitDateTime(AdminSplitDateTime):
    """Django's two inputs share one label, which names neither of them to a screen reader."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets[0].attrs["aria-label"] = pgettext_lazy("input", "Date")
        self.widgets[1].attrs["aria-label"] = pgettext_lazy("input", "Time")


# Fields that say which form it is, and nothing of a release.
ABOUT_THE_FORM = {"opened_revision", "submission_token", initial_digests.NAME}


def columns(language: str) -> list[str]:
    return [languages.column_in(language, field) for field in TEXTS]


class ReleaseForm(BothTextsMixin, ConflictCheckedForm):
    """The desk. Knows who may write what (`user`) and what has been saved since it was opened."""

    opened_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    user = None
    # Opened at another revision than the saved one.
    is_stale = False

    class Meta:
        model = Release
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = {}
        # Texts that somebody else and this form both changed.
        self.conflicts: list[TextConflict] = []
        self.before = {name: getattr(self.instance, name) for name in self._text_columns()}
        self.initial["opened_revision"] = self.instance.revision
        self.initial["submission_token"] = uuid.uuid4()
        if self.instance.pk:
            del self.fields["submission_token"]
            shown = {name: self._saved(name) for name in self._compared()}
            self.initial[initial_digests.NAME] = initial_digests.pack(shown | self.before)
        for language in languages.LANGUAGES:
            self._prepare_language(language)
        if self.user and not self.user.has_perm("releases.write_every_language"):
            for name in set(self.fields) - set(self._text_columns()) - set(self._follow_fields()):
                self.fields[name].disabled = name not in ABOUT_THE_FORM

    def full_clean(self):
        super().full_clean()
        if self.is_stale:
            self._send_again(self.initial[initial_digests.NAME])

    def _compared(self):
        """Texts are compared by the revision, which says as well who saved them."""
        apart = {*self._text_columns(), *ABOUT_THE_FORM, *self._questions()}
        return [name for name in super()._compared() if name not in apart and not self.fields[name].disabled]

    def _unknown(self):
        return None if self.data.get("opened_revision") == str(self.instance.revision) else super()._unknown()

    def _conflict_heading(self, since):
        return "" if self.is_stale else super()._conflict_heading(since)

    def _questions(self):
        """About what is to happen at this save."""
        return [name for name in self.fields if name.startswith(("follows_", "resubmit_"))]

    def _text_columns(self):
        return [name for language in languages.LANGUAGES for name in columns(language) if name in self.fields]

    def writable_texts(self) -> list[str]:
        return [name for name in self._text_columns() if not self.fields[name].disabled]

    def _follow_fields(self):
        return [name for name in self.fields if name.startswith("follows_")]

    def _prepare_language(self, language):
        may_write = self.user is None or workflow.may_write(self.user, language) or not self.instance.pk
        for name in columns(language):
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = language
                self.fields[name].disabled = not may_write
        for name in self._follow_fields():
            if languages.language_of(name) == language:
                self.fields[name].disabled = not may_write

    @cached_property
    def changed_data(self):
        """A browser sends CR LF at the end of a line; that is no change of a text."""
        names = [name for name in super().changed_data if name != "submission_token"]
        return [n for n in names if n not in self.before or self._typed(n) != (self.before[n] or "")]

    def clean(self):
        super().clean()
        self._refuse_stale_revision()
        if not self.instance.pk:
            self.instance.form_token = self.cleaned_data.get("submission_token")
        for name in self._text_columns():
            if isinstance(value := self.cleaned_data.get(name), str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")
            before, after = self.before[name] or "", self.cleaned_data.get(name) or ""
            if name in self.cleaned_data and before != after:
                self.changes[name] = {"from": before, "to": after}
        self._tell_lines_of_bodies()
        return self.cleaned_data

    def _tell_lines_of_bodies(self):
        """A refused body tells nothing: what it is to be is not known yet."""
        typed = {
            code: self.cleaned_data.get(languages.column_in(code, "body")) for code in languages.LANGUAGES
        }
        self.instance.typed_bodies = {code: body for code, body in typed.items() if body}

    def _refuse_stale_revision(self):
        opened = self.cleaned_data.get("opened_revision")
        if not self.instance.pk or opened == self.instance.revision:
            return
        since = self._saves_since(opened)
        if opened is None:
            self.is_stale = True
            raise ValidationError(_("The page was incomplete; open the release again."), code="stale")
        if opened == 0:
            self.is_stale = True
            self._refuse_second_save()
        sentences = self._keep_both()
        if since and not sentences and all(event.changes.keys() <= self.before.keys() for event in since):
            # This form has all of it: its own texts, saved by themselves, above all.
            return
        self.is_stale = True
        self._show_as_opened_now()
        raise ValidationError([_conflict_heading(since), *sentences], code="stale")

    def _saves_since(self, opened):
        saves = Event.objects.of(self.instance).filter(kind=Event.Kind.EDITED, revision__gt=opened or 0)
        return list(saves.order_by("revision"))

    def differs_from_saved(self) -> bool:
        """Whether this form to add, sent again, says otherwise than what it was saved as."""
        self.full_clean()
        others = set(self.changed_data) - set(self.before) - ABOUT_THE_FORM
        return bool(others or self._differing())

    def _differing(self):
        """An address left empty was proposed at saving."""
        typed = {name: self._typed(name) for name in self.before if not self.fields[name].disabled}
        proposed = {name for name, text in typed.items() if name.startswith("slug_") and not text}
        return [
            name for name, text in typed.items() if text != (self.before[name] or "") and name not in proposed
        ]

    def _refuse_second_save(self):
        self._show_as_opened_now()
        created = Event.objects.of(self.instance).filter(kind=Event.Kind.CREATED).first()
        heading = _(
            "This form has already been saved, as %(reference)s (%(when)s), and was not saved a "
            "second time. Every word you typed is below; contacts, boilerplates and files are "
            "shown as they were saved."
        ) % {"reference": self.instance.reference, "when": created and _moment(created)}
        sentence = _("“%(field)s”: your text is kept below; the saved one is:")
        texts = [self._beside(sentence, name, self._conflict(name)) for name in self._differing()]
        raise ValidationError(
            [format_html("{} {}", heading, _("Check, then save again.")), *texts], code="stale"
        )

    def _show_as_opened_now(self):
        # What was typed stays in the form; saving again is now a decision made with open eyes.
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_revision")] = self.instance.revision


def _conflict_heading(since):
    if not since:
        return _(
            "This release was saved by somebody else while you had it open. Nothing you entered "
            "has been saved yet."
        )
    who = format_html_join(
        ", ",
        "{}",
        ((_("%(who)s at %(when)s") % {"who": event.actor_name, "when": _moment(event)},) for event in since),
    )
    return format_html(
        "{} {}",
        _(
            "Saved meanwhile by %(who)s. Nothing you entered has been saved yet; every word you typed "
            "is below."
        )
        % {"who": who},
        _("Check, then save again."),
    )


def _moment(event):
    return formats.date_format(timezone.localtime(event.at), "DATETIME_FORMAT")


class TransitionForm(forms.Form):
    """What a transition asks of the person who makes it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def arguments(self) -> dict:
        return dict(self.cleaned_data)

    def kept_answers(self) -> list[str]:
        """What was written, for a page that asks no more."""
        return [
            _("%(label)s, as you wrote it: %(value)s") % {"label": field.label, "value": field.value()}
            for field in self.visible_fields()
            if isinstance(field.field, TextField) and field.value()
        ]


class ReturnForm(TransitionForm):
    remark = TextField(
        label=gettext_lazy("Remark for the author"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("What should change before the text is approved."),
    )


class WithdrawForm(TransitionForm):
    explanation = TextField(
        label=gettext_lazy("Public explanation"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("Shown at the release’s address in place of the text, in that language."),
    )

    def __init__(self, *args, is_only_scheduled, **kwargs):
        super().__init__(*args, **kwargs)
        if is_only_scheduled:
            del self.fields["explanation"]


class ApproveForm(TransitionForm):
    live_from = MomentField(
        label=gettext_lazy("Live from"),
        required=False,
        widget=ParisSplitDateTime,
        validators=[dates.OFFICE],
        help_text=gettext_lazy("Paris time. Leave both empty to publish now."),
    )
    change_note = TextField(
        label=gettext_lazy("Change note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Public: what this correction changes."),
    )
    minor = forms.BooleanField(
        label=gettext_lazy("Minor change, without a note"),
        required=False,
        help_text=gettext_lazy("For example a typing error: nothing that a reader may have quoted."),
    )
    override_reason = TextField(
        label=gettext_lazy("Reason for approving alone"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=gettext_lazy(
            "You wrote or submitted this text yourself. The reason goes into the timeline."
        ),
    )

    def __init__(self, *args, is_first, is_own, was_withdrawn, **kwargs):
        super().__init__(*args, **kwargs)
        if was_withdrawn:
            del self.fields["minor"]
        if is_first:
            self.fields.pop("minor", None)
            del self.fields["change_note"]
        if not is_own:
            del self.fields["override_reason"]
