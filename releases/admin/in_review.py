from collections.abc import Iterable, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from common import languages
from common.exceptions import Refused
from common.typing_bases import FormSetMixinBase

from .. import workflow
from ..models import Release, Status
from ..models.release import REQUIRED_TEXTS
from .forms import ReleaseForm
from .panel import changed_lines, shared_changes

RESUBMIT_PREFIX = "resubmit_"


def waiting(release: Release) -> list[str]:
    return [code for code in languages.LANGUAGES if release.status_in(code) == Status.IN_REVIEW]


def affected_languages(names: Iterable[str], codes: Iterable[str]) -> list[str]:
    """Those of the languages that a change touches; what has no language of its own touches them all."""
    changed = {languages.language_of(name) for name in names}
    return [code for code in codes if changed & {code, None}]


def tick_boxes(release: Release | None, user) -> dict[str, forms.BooleanField]:
    """One for each language in review that this person may write."""
    codes = waiting(release) if release else []
    return {RESUBMIT_PREFIX + code: _tick_box(code) for code in codes if workflow.may_write(user, code)}


def _tick_box(language):
    return forms.BooleanField(
        required=False,
        label=_("Change this text while it is in review (%(language)s)")
        % {"language": languages.own_name(language)},
        help_text=_("Your changes are resubmitted in your name: somebody else must approve them."),
        widget=forms.CheckboxInput(
            attrs={"data-in-review": language, "data-name": languages.own_name(language)}
        ),
    )


def _question(codes):
    names = get_text_list([languages.own_name(code) for code in codes], _("and"))
    sentence = _(
        "In review: %(languages)s. Nothing has been saved yet; every word you typed is below. To "
        "resubmit your changes, tick “Change this text while it is in review” and save again."
    )
    return ValidationError(sentence % {"languages": names}, code="in_review")


class InReviewForm(ReleaseForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            if name.startswith(RESUBMIT_PREFIX):
                self.fields[name].disabled = False

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if not name.startswith(RESUBMIT_PREFIX)]

    def clean(self):
        # The inlines ask for it, too.
        self.instance.unconfirmed_languages = [
            code for code in waiting(self.instance) if not self.cleaned_data.get(RESUBMIT_PREFIX + code)
        ]
        super().clean()
        self._keep_complete()
        if codes := affected_languages(
            {*self.changes, *shared_changes(self, [])}, self.instance.unconfirmed_languages
        ):
            self.add_error(None, _question(codes))
        return self.cleaned_data

    def _keep_complete(self):
        for code in waiting(self.instance):
            for field in REQUIRED_TEXTS:
                column = languages.column_in(code, field)
                if column in self.changes and not self.cleaned_data[column]:
                    self.add_error(column, _("This field is required while the text is in review."))


class InReviewFormSet(FormSetMixinBase):
    def clean(self):
        super().clean()
        if codes := affected_languages(
            changed_lines(self), getattr(self.instance, "unconfirmed_languages", ())
        ):
            raise _question(codes)


def in_review_formset(formset: type) -> type:
    return type(f"InReview{formset.__name__}", (InReviewFormSet, formset), {})


def submit_changed(release: Release, names: Iterable[str], by) -> Iterator[tuple[str, list[str]]]:
    """The languages whose changed text this person submits anew, each with the reasons why it is not."""
    for code in affected_languages(names, waiting(release)):
        if workflow.may_write(by, code) and workflow.changed_since_submission(release, code):
            yield code, _submit(release, code, by)


def _submit(release, language, by):
    try:
        workflow.submit(release, language, by)
    except Refused as refusal:
        return refusal.reasons
    return []
