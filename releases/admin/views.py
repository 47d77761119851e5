from collections.abc import Callable
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
from ..workflow.composition import compose
from . import panel
from .forms import ApproveForm, ReturnForm, TransitionForm, WithdrawForm


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
    messages.success(request, _done(release, language))
    return []


def linked(reason, release):
    """With a link to the field of the release that it concerns."""
    if not isinstance(reason, FieldReason) or not hasattr(release, reason.field):
        return reason
    address = reverse("admin:releases_release_change", args=[release.pk])
    # Of two inputs, the first.
    place = f"{reason.field}_0" if reason.field == "embargo_until" else reason.field
    return format_html('<a href="{}#id_{}">{}</a>', address, place, reason)


def _done(release, language):
    fresh = Release.objects.with_states().get(pk=release.pk)
    return _("%(reference)s, %(language)s: %(state)s.") % {
        "reference": release.reference,
        "language": languages.own_name(language),
        "state": " · ".join(sentence for _state, sentence in panel.states(fresh, language)),
    }


class DeskView(DeskPage):
    def dispatch(self, request, *args, pk, language, **kwargs):
        if language not in languages.LANGUAGES:
            raise Http404
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        self.release = get_object_or_404(Release.objects.with_states(), pk=pk)
        self.language = language
        return super().dispatch(request, *args, **kwargs)

    def moment(self):
        """That of the scheduled edition, which an approval replaces, or the end of the embargo; None: now."""
        scheduled = workflow.scheduled_editions(self.release, self.language).first()
        embargo = self.release.embargo_until
        if scheduled:
            return scheduled.live_from
        return embargo if embargo and embargo > timezone.now() else None


class Preview(DeskView):
    """The public page as it would be if the desk's text were approved now, for the moment proposed then."""

    http_method_names = ["get", "head"]

    def get(self, request):
        with override(self.language):
            context = {
                "edition": compose(self.release, self.language, self.moment()),
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
            }
            response = HttpResponse(render_to_string("releases/release_detail.html", context, request))
        response.headers["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response


class TransitionView(DeskView):
    """Asks what the transition needs, then makes it; a refusal keeps what was typed."""

    def dispatch(self, request, *args, transition, **kwargs):  # type: ignore[override]
        if transition not in workflow.TRANSITIONS:
            raise Http404
        self.transition = workflow.TRANSITIONS[transition]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        self._require_permission()
        if reasons := workflow.precondition_problems(self.transition, self.release, self.language, self.user):
            return self._page(None, refused=reasons)
        initial = {"revision": self.release.revision, "live_from": self.moment()}
        return self._page(self._form(initial=initial))

    def post(self, request):
        self._require_permission()
        form = self._form(data=request.POST)
        if not form.is_valid():
            return self._page(form)
        reasons = carry_out(request, self.release, self.language, self.transition.name, form.arguments())
        if reasons:
            self._tell(form, reasons)
            return self._page(form)
        return redirect("admin:releases_release_change", self.release.pk)

    def _tell(self, form, reasons):
        for reason in reasons:
            field = getattr(reason, "field", "")
            if field in form.fields:
                form.add_error(field, reason)
            else:
                form.add_error(None, linked(reason, self.release))

    def _require_permission(self):
        if not workflow.may(self.user, self.transition, self.language):
            raise PermissionDenied

    def _form(self, **kwargs):
        form = TRANSITION_ACTIONS[self.transition.name].form or TransitionForm
        if form is WithdrawForm:
            kwargs["is_only_scheduled"] = workflow.is_only_scheduled(self.release, self.language)
        if form is ApproveForm:
            kwargs["is_first"] = not workflow.was_public(self.release, self.language)
            kwargs["was_withdrawn"] = workflow.is_withdrawn(self.release, self.language)
            own = workflow.four_eyes_problems(self.release, self.language, self.user)
            kwargs["is_own"] = bool(own) and self.request.user.has_perm("releases.override_approval")
        return form(**kwargs)

    def _notes(self):
        """What the transition does to what is scheduled, and what stands in its way, said beforehand."""
        notes = panel.scheduled_notes(self.release, self.language, self.transition)
        waits = self.release.status_in(self.language) == Status.IN_REVIEW
        if self.transition is not workflow.APPROVE or not waits:
            return notes
        return [*notes, *workflow.four_eyes_problems(self.release, self.language, self.user)]

    def _hints(self):
        return workflow.hints(self.release, self.language) if self.transition is workflow.APPROVE else []

    def _page(self, form, refused=()):
        return self.page(
            "admin/releases/release/transition.html",
            f"{self.transition.label} – {languages.own_name(self.language)}",
            release=self.release,
            language=self.language,
            state_badges=panel.state_badges(self.release, self.language),
            is_stale=self.release.is_stale(self.language),
            notes=[] if refused else self._notes(),
            hints=[] if refused else self._hints(),
            transition=self.transition,
            form=form,
            refused=[linked(reason, self.release) for reason in refused],
            media=self.model_admin.media + form.media if form else self.model_admin.media,
        )
