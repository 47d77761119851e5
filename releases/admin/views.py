import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from common import languages
from common.exceptions import FieldReason, Refused
from common.modeladmin.pages import DeskPage

from .. import workflow
from ..models import Release, Status
from ..workflow import file_texts
from ..workflow.composition import compose_preview
from . import consequences, draft_documents, panel
from .asked_texts import about
from .forms import ApproveForm, ReturnForm, TransitionForm, WithdrawForm
from .history.since_opened import since_opened
from .remark_rows import shown
from .to_see import has_warnings, place_of


class TransitionAction(NamedTuple):
    """What a button of the release does, and the form that asks what it needs; None where it asks nothing."""

    function: Callable
    form: type[TransitionForm] | None = None


# {name of a transition: what its button does}
TRANSITION_ACTIONS = {
    "submit": TransitionAction(workflow.submit),
    "take_back": TransitionAction(workflow.take_back),
    "return": TransitionAction(workflow.return_to_author, ReturnForm),
    "approve": TransitionAction(workflow.approve, ApproveForm),
    "reopen": TransitionAction(workflow.reopen),
    "cancel": TransitionAction(workflow.cancel_schedule, TransitionForm),
    "withdraw": TransitionAction(workflow.withdraw, WithdrawForm),
}


def carry_out(request, release, language, name, arguments) -> list[str]:
    """Why it was refused, or nothing; what it did is said on the next page."""
    try:
        TRANSITION_ACTIONS[name].function(release, language, request.user, **arguments)
    except Refused as refusal:
        return refusal.reasons
    messages.success(request, done(release, language))
    return []


def asks_first(release, language, transition, user) -> bool:
    """Whether a page stands between a button of the form and what it does: a form, or warnings to be read."""
    if transition.name != workflow.SUBMIT.name:
        return TRANSITION_ACTIONS[transition.name].form is not None
    is_refused = not workflow.may(user, transition, language) or workflow.precondition_problems(
        transition, release, language, user
    )
    return not is_refused and has_warnings(release, [language])


def linked(reason, release):
    """With a link to the field of the release that it concerns."""
    if not isinstance(reason, FieldReason) or not _is_on_form(release, reason.field):
        return reason
    address = reverse("admin:releases_release_change", args=[release.pk])
    return format_html('<a href="{}#{}">{}</a>', address, place_of(reason.field, release), reason)


def _is_on_form(release, field):
    return hasattr(release, field) or file_texts.is_name(field)


def done(release, language):
    fresh = Release.objects.with_states().get(pk=release.pk)
    return _("%(reference)s, %(language)s: %(state)s.") % {
        "reference": release.reference,
        "language": languages.own_name(language),
        "state": " · ".join(sentence for _state, sentence in panel.states(fresh, language)),
    }


class ReleasePage(DeskPage):
    def dispatch(self, request, *args, pk, **kwargs):
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        self.release = get_object_or_404(Release.objects.with_states(), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def moment_in(self, language):
        """That of the scheduled edition, which an approval replaces, or the end of the embargo; None: now."""
        scheduled = workflow.scheduled_editions(self.release, language).first()
        embargo = self.release.embargo_until
        if scheduled:
            return scheduled.live_from
        return embargo if embargo and embargo > timezone.now() else None


class DeskView(ReleasePage):
    def dispatch(self, request, *args, language, **kwargs):  # type: ignore[override]
        if language not in languages.LANGUAGES:
            raise Http404
        self.language = language
        return super().dispatch(request, *args, **kwargs)


class Preview(DeskView):
    """The public page as it would be if the desk's text were approved now, for the moment proposed then."""

    http_method_names = ["get", "head"]

    def get(self, request):
        with override(self.language):
            context = {
                "edition": compose_preview(self.release, self.language, self.moment_in(self.language)),
                "alternates": [
                    (
                        code,
                        languages.own_name(code),
                        reverse("admin:releases_release_preview", args=[self.release.pk, code]),
                    )
                    for code in languages.others(self.language)
                ],
                "preview": True,
                "desk_url": reverse("admin:releases_release_change", args=[self.release.pk]),
                "draft_documents": draft_documents.offered(self.release.pk, self.language),
            }
            response = HttpResponse(render_to_string("releases/release_detail.html", context, request))
        response.headers["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response


class AskingPage(ReleasePage, ABC):
    """Asks what an act needs, then does it; a refusal keeps what was typed."""

    # Of the page whose answers were refused.
    opened_revision: int | None = None

    @property
    @abstractmethod
    def codes(self) -> Sequence[str]:
        """The languages that are decided on."""

    @property
    @abstractmethod
    def back(self) -> str:
        """By which name another page leads back to this one."""

    @abstractmethod
    def require_permission(self) -> None: ...

    @abstractmethod
    def preconditions(self) -> list[str]:
        """Why nothing needs to be asked."""

    @abstractmethod
    def moment(self) -> datetime.datetime | None:
        """Proposed to go live; None: now."""

    @abstractmethod
    def form(self, **kwargs) -> TransitionForm: ...

    @abstractmethod
    def carry_out(self, arguments: dict) -> list[str]:
        """Why it was refused, or nothing."""

    @abstractmethod
    def show(self, form: TransitionForm | None, refused: Sequence[str] = ()) -> HttpResponse: ...

    def get(self, request):
        self.require_permission()
        if reasons := self.preconditions():
            return self.show(None, refused=reasons)
        initial = {"revision": self.release.revision, "live_from": self.moment()}
        return self.show(self.form(initial=initial))

    def post(self, request):
        self.require_permission()
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.show(form)
        if reasons := self.carry_out(form.arguments()):
            return self._show_again(form, reasons)
        return redirect("admin:releases_release_change", self.release.pk)

    def _show_again(self, refused, reasons):
        """What is shown counts as read: the next press decides on this text."""
        self.opened_revision = refused.cleaned_data["revision"]
        self.release = Release.objects.with_states().get(pk=self.release.pk)
        if self.preconditions():
            return self.show(None, refused=[*reasons, *refused.kept_answers()])
        data = self.request.POST.copy()
        data["revision"] = str(self.release.revision)
        form = self.form(data=data)
        form.is_valid()
        self._tell(form, reasons)
        return self.show(form)

    def _tell(self, form, reasons):
        for reason in reasons:
            field = getattr(reason, "field", "")
            if field in form.fields:
                form.add_error(field, reason)
            else:
                form.add_error(None, linked(reason, self.release))

    def since_opened(self):
        if self.opened_revision is None:
            return None
        return since_opened(self.release, self.opened_revision, self.codes)

    def show_in(self, template, title, form, refused, **context):
        return self.page(
            template,
            title,
            release=self.release,
            remarks=shown(self.release, self.user),
            form=form,
            refused=[linked(reason, self.release) for reason in refused],
            since=self.since_opened(),
            back=self.back,
            media=self.model_admin.media + form.media if form else self.model_admin.media,
            **context,
        )


class TransitionView(AskingPage, DeskView):
    @property
    def codes(self):
        return [self.language]

    @property
    def back(self):
        return self.transition.name

    def dispatch(self, request, *args, transition, **kwargs):  # type: ignore[override]
        if transition not in workflow.TRANSITIONS:
            raise Http404
        self.transition = workflow.TRANSITIONS[transition]
        return super().dispatch(request, *args, **kwargs)

    @property
    def label(self):
        is_anew = self.transition.name == workflow.SUBMIT_ANEW.name
        waits = self.release.status_in(self.language) == Status.IN_REVIEW
        return workflow.SUBMIT_ANEW.label if is_anew and waits else self.transition.label

    def require_permission(self):
        if not workflow.may(self.user, self.transition, self.language):
            raise PermissionDenied

    def preconditions(self):
        return workflow.precondition_problems(self.transition, self.release, self.language, self.user)

    def moment(self):
        return self.moment_in(self.language)

    def carry_out(self, arguments):
        return carry_out(self.request, self.release, self.language, self.transition.name, arguments)

    def form(self, **kwargs):
        form = TRANSITION_ACTIONS[self.transition.name].form or TransitionForm
        if form is WithdrawForm:
            kwargs["is_only_scheduled"] = workflow.is_only_scheduled(self.release, self.language)
        if form is ApproveForm:
            kwargs |= what_an_approval_asks(self.release, [self.language], self.user)
        return form(**kwargs)

    def show(self, form, refused=()):
        return self.show_in(
            "admin/releases/release/transition.html",
            f"{self.label} – {languages.own_name(self.language)}",
            form,
            refused,
            label=self.label,
            will_happen=consequences.of(self.transition, self.release, self.language),
            texts=[about(self.release, self.language, self.transition, self.user, self.moment())],
            others=self._others(bool(refused)) if self.transition is workflow.APPROVE else [],
        )

    def _others(self, is_refused):
        return [
            *([] if is_refused else approval_together(self.release, self.user)),
            *instead_of_approving(self.release, [self.language], self.user),
        ]


# Of the transitions of a text in review, which may be made while an approval is refused, too.
INSTEAD = (workflow.RETURN, workflow.SUBMIT_ANEW)


def instead_of_approving(release, codes, user) -> list[tuple[str, str]]:
    """(label, address) of what a reviewer may do in the place of it, for these languages."""
    page = "admin:releases_release_transition"
    return [
        (
            f"{transition.label} – {languages.own_name(code)}",
            reverse(page, args=[release.pk, code, transition.name]),
        )
        for code in codes
        for transition in workflow.offered(release, user, code)
        if transition in INSTEAD and release.status_in(code) == Status.IN_REVIEW
    ]


def approval_together(release, user) -> list[tuple[str, str]]:
    """Where every language with a text waits for this person."""
    codes = [code for code in languages.LANGUAGES if release.has_text(code)]
    offered = [workflow.APPROVE in workflow.offered(release, user, code) for code in codes]
    if len(codes) < 2 or not all(offered):
        return []
    address = reverse("admin:releases_release_approve_together", args=[release.pk])
    return [(_("Approve both languages"), address)]


def what_an_approval_asks(release, codes, user) -> dict:
    """Arguments of the form."""
    own = any(workflow.four_eyes_problems(release, code, user) for code in codes)
    return {
        "is_first": not any(workflow.was_public(release, code) for code in codes),
        "was_withdrawn": any(workflow.is_withdrawn(release, code) for code in codes),
        "is_own": own and user.has_perm("releases.override_approval"),
    }
