"""One button, and one page, for what all languages of a release are ready for."""

from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import languages
from common.exceptions import Refused

from .. import workflow
from ..models import Release
from . import consequences, views
from .asked_texts import about
from .forms import ApproveForm, TransitionForm
from .to_see import has_warnings, tell_once

# In a button, where the others have a language.
TOGETHER = "together"


class Act(NamedTuple):
    function: Callable
    label: Promise


# {name of a transition: what its button does in all languages}
ACTS = {
    "submit": Act(workflow.submit_together, gettext_lazy("Submit both languages")),
    "approve": Act(workflow.approve_together, gettext_lazy("Approve both languages")),
}


def texts_of(release: Release) -> list[str]:
    """The languages that an act on all of them means."""
    return [code for code in languages.LANGUAGES if release.has_text(code)]


def offered(panels: list[dict]) -> list[dict]:
    """Of the panels of all languages: what each one with a text offers, where there are several of them."""
    with_text = [{t.name for t in panel["transitions"]} for panel in panels if panel["has_text"]]
    if len(with_text) < 2:
        return []
    return [
        {"name": name, "label": label}
        for name, (_function, label) in ACTS.items()
        if all(name in names for names in with_text)
    ]


def carry_out(request, release, name, arguments) -> list[str]:
    """Why it was refused, or nothing; what it did is said on the next page."""
    codes = texts_of(release)
    try:
        ACTS[name].function(release, codes, request.user, **arguments)
    except Refused as refusal:
        return refusal.reasons
    for code in codes:
        messages.success(request, views.done(release, code))
    return []


def go_on(request, release, name):
    """From the button of a form that has been saved."""
    if name == workflow.APPROVE.name or _has_warnings_to_read(release, request.user):
        return redirect(f"admin:releases_release_{name}_together", release.pk)
    for reason in carry_out(request, release, name, {"revision": release.revision}):
        messages.error(request, views.linked(reason, release))
    return redirect("admin:releases_release_change", release.pk)


def _has_warnings_to_read(release, user):
    """Where nothing refuses that all languages are submitted."""
    codes = texts_of(release)
    may = all(workflow.may(user, workflow.SUBMIT, code) for code in codes)
    is_refused = not may or workflow.problems_together(workflow.SUBMIT, release, codes, user)
    return not is_refused and has_warnings(release, codes)


class ApproveTogetherForm(ApproveForm):
    """The same for all languages, but for the notes: a correction is told in each language's own words."""

    def __init__(self, *args, corrected: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("change_note", None)
        for code in corrected:
            self.fields[languages.column_in(code, "change_note")] = _note_in(code)
        self.corrected = corrected
        notes = [languages.column_in(code, "change_note") for code in corrected]
        self.order_fields(["live_from", *notes, "minor", "override_reason"])

    def arguments(self):
        answers = super().arguments()
        notes = {code: answers.pop(languages.column_in(code, "change_note")) for code in self.corrected}
        return {**answers, "change_notes": notes}


def _note_in(code) -> forms.Field:
    note = deepcopy(ApproveForm.base_fields["change_note"])
    note.label = _("Change note (%(language)s)") % {"language": languages.own_name(code)}
    note.widget.attrs["lang"] = code
    return note


class TogetherPage(views.AskingPage):
    transition: workflow.Transition

    @property
    def codes(self):
        return texts_of(self.release)

    @property
    def back(self):
        return f"{TOGETHER}-{self.transition.name}"

    def require_permission(self):
        if not all(workflow.may(self.user, self.transition, code) for code in self.codes):
            raise PermissionDenied

    def preconditions(self):
        return workflow.problems_together(self.transition, self.release, self.codes, self.user)

    def moment(self):
        return next(filter(None, map(self.moment_in, self.codes)), None)

    def carry_out(self, arguments):
        return carry_out(self.request, self.release, self.transition.name, arguments)

    def others(self) -> list[tuple[str, str]]:
        """(label, address) of what may be done in its place."""
        return []

    def show(self, form, refused=()):
        label = ACTS[self.transition.name].label
        texts = [about(self.release, code, self.transition, self.user, self.moment()) for code in self.codes]
        tell_once(texts)
        return self.show_in(
            "admin/releases/release/transition.html",
            label,
            form,
            refused,
            label=label,
            texts=texts,
            others=self.others(),
            will_happen=consequences.SENTENCES[self.transition.name],
        )


class SubmitTogether(TogetherPage):
    transition = workflow.SUBMIT

    def form(self, **kwargs):
        return TransitionForm(**kwargs)


class ApproveTogether(TogetherPage):
    transition = workflow.APPROVE

    def form(self, **kwargs):
        asked = views.what_an_approval_asks(self.release, self.codes, self.user)
        corrected = [code for code in self.codes if workflow.was_public(self.release, code)]
        return ApproveTogetherForm(corrected=corrected, **asked, **kwargs)

    def others(self):
        return views.instead_of_approving(self.release, self.codes, self.user)
