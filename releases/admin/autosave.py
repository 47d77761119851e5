"""What an open form of a release asks by itself: to save what was typed, and what others do meanwhile."""

import json
import uuid
import zlib
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.generic import View

from common import initial_digests, presence
from common.sessions import poll

from ..models import Event, Release
from ..texts.redline import redline, redline_of_lines
from ..texts.richtext import clean_html
from ..workflow import drafts
from . import chosen
from .autosave_answer import answer
from .sent_form import PAGE_LENGTH, inflated, read


@method_decorator(never_cache, name="dispatch")
class OpenForm(View):
    http_method_names = ["post"]
    model_admin: Any = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def fields(self, release):
        """Those of the form of the release, once they are asked for."""
        return SimpleLazyObject(
            lambda: self.model_admin.get_form(self.request, release, change=True).base_fields
        )

    def answer(self, release, sent, outcome, is_new=False):
        # A page that is going away has no name any more.
        if sent.page:
            presence.say(
                presence.subject_of(release), sent.page, self.request.user, sent.language, sent.before
            )
        return answer(self.request, release, sent, outcome, self.fields(release), is_new)


class Autosave(OpenForm):
    def post(self, request, pk):
        sent, release = read(request), get_object_or_404(Release, pk=pk)
        if not self.model_admin.has_change_permission(request, release):
            raise PermissionDenied
        found = chosen.read(self.fields(release), sent.choices)
        release, outcome = drafts.save(
            release, sent.texts, sent.opened, request.user, sent.seen, found.values
        )
        outcome.refused |= found.refused
        return JsonResponse(self.answer(release, sent, outcome))


class FirstAutosave(OpenForm):
    """Of a form to add: makes the draft, once for each form, however often it is sent."""

    def post(self, request):
        if not self.model_admin.has_add_permission(request):
            raise PermissionDenied
        sent = read(request)
        try:
            token = uuid.UUID(str(sent.others.get("submission_token")))
        except ValueError as problem:
            raise BadRequest("No token") from problem
        release, outcome = self._draft(request, token, sent)
        if not release.pk:
            return JsonResponse({"refused": outcome.refused})
        form = self.model_admin.get_form(request, release, change=True)(instance=release)
        answer = self.answer(release, sent, outcome, is_new=True) | {
            "reference": release.reference,
            **{
                name: reverse(f"admin:releases_release_{name}", args=[release.pk])
                for name in ("change", "autosave", "presence")
            },
            "initial_digests": form.initial[initial_digests.NAME],
        }
        return JsonResponse(answer)

    def _draft(self, request, token, sent):
        if release := Release.objects.filter(form_token=token).first():
            return self._again(request, release, sent)
        release = Release(form_token=token, **self._choices(request, sent))
        try:
            with transaction.atomic():
                return release, drafts.begin(release, sent.texts, request.user)
        except IntegrityError:
            # Sent twice at the same moment: the other one was first.
            return self._again(request, Release.objects.get(form_token=token), sent)

    def _again(self, request, release, sent):
        """The answer was lost: what this form wrote first is none of anybody else's words."""
        if not self.model_admin.has_change_permission(request, release):
            raise PermissionDenied
        is_own = not Event.objects.of(release).exclude(actor=request.user).exists()
        opened = drafts.digests(release) if is_own else {}
        return drafts.save(release, sent.texts, opened, request.user)

    def _choices(self, request, sent):
        """What the form was set to of the few choices that a release always has."""
        form = self.model_admin.get_form(request)()
        values = {}
        for name in ("kind", "source_language"):
            value = sent.others.get(name)
            if value in {key for key, _label in form.fields[name].choices}:
                values[name] = value
        return values


@method_decorator(poll, name="dispatch")
class Presence(OpenForm):
    """Says that the form is open, and is told what others do; with `leaving` that it is not open any more."""

    def post(self, request, pk):
        if "leaving" in request.POST:
            presence.leave(request.POST["leaving"][:PAGE_LENGTH], request.user)
            return HttpResponse(status=204)
        sent, release = read(request), get_object_or_404(Release, pk=pk)
        return JsonResponse(self.answer(release, sent, drafts.Outcome(revision=release.revision)))


class Redline(OpenForm):
    """Of two texts that are on the page already: nothing is looked up."""

    def post(self, request):
        try:
            sent = json.loads(inflated(request))
            before, after, is_markup = str(sent["before"]), str(sent["after"]), bool(sent["markup"])
            html = (
                redline(clean_html(before), clean_html(after))
                if is_markup
                else redline_of_lines(before, after)
            )
        except (ValueError, TypeError, KeyError, RecursionError, zlib.error, ValidationError) as problem:
            raise BadRequest("No two texts") from problem
        return JsonResponse({"html": html})


def addresses(model_admin) -> list:
    def page(view):
        return model_admin.admin_site.admin_view(view.as_view(model_admin=model_admin))

    return [
        path("autosave/", page(FirstAutosave), name="releases_release_first_autosave"),
        path("redline/", page(Redline), name="releases_release_redline"),
        path("<int:pk>/autosave/", page(Autosave), name="releases_release_autosave"),
        path("<int:pk>/presence/", page(Presence), name="releases_release_presence"),
    ]
