"""What an open form of a release asks by itself: to save what was typed, and what others do meanwhile."""

import json
import uuid
import zlib
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from common import initial_digests, languages, presence
from common.modeladmin.edit_conflicts import at_what_time
from common.request_size import length_of
from common.sessions import poll

from ..models import Event, Release
from ..texts.redline import redline, redline_of_lines
from ..texts.richtext import clean_html
from ..workflow import drafts

# Bytes, once inflated: two bodies of the longest, as they are and as they were, written in any letters.
MAX_INFLATED = 6 * 1024 * 1024
PAGE_LENGTH = 40


class Sent(NamedTuple):
    """What an open form sends: {column: text}, and {column: digest of the text that it was opened with}.

    `seen` are bodies that were typed over, where the form still knows them.
    """

    page: str
    language: str
    revision: int
    texts: dict[str, str]
    opened: dict[str, str]
    seen: dict[str, str]
    others: dict[str, Any]


def read(request) -> Sent:
    try:
        sent = json.loads(_inflated(request))
        return Sent(
            page=str(sent["page"])[:PAGE_LENGTH],
            language=sent["language"] if sent["language"] in languages.LANGUAGES else "",
            revision=int(sent["revision"]),
            texts=_by_column(sent.get("texts", {})),
            opened=_by_column(sent.get("opened", {})),
            seen=_by_column(sent.get("seen", {})),
            others=sent,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, zlib.error) as problem:
        raise BadRequest("No texts of a release") from problem


def _by_column(sent):
    return {name: str(sent[name]) for name in drafts.COLUMNS if name in sent}


def _inflated(request):
    if length_of(request) > MAX_INFLATED:
        raise ValueError("Too large")
    if request.headers.get("Content-Encoding") != "gzip":
        return request.body
    inflating = zlib.decompressobj(wbits=31)
    body = inflating.decompress(request.body, MAX_INFLATED)
    if inflating.unconsumed_tail or not inflating.eof:
        raise ValueError("Too large, or cut off")
    return body


@method_decorator(never_cache, name="dispatch")
class OpenForm(View):
    http_method_names = ["post"]
    model_admin: Any = None

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Autosave(OpenForm):
    def post(self, request, pk):
        sent, release = read(request), get_object_or_404(Release, pk=pk)
        if not self.model_admin.has_change_permission(request, release):
            raise PermissionDenied
        release, outcome = drafts.save_texts(release, sent.texts, sent.opened, request.user, sent.seen)
        _say_present(request, release, sent)
        return JsonResponse(_answer(request, release, sent, outcome))


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
        _say_present(request, release, sent)
        form = self.model_admin.get_form(request, release, change=True)(instance=release)
        answer = _answer(request, release, sent, outcome) | {
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
        return drafts.save_texts(release, sent.texts, opened, request.user)

    def _choices(self, request, sent):
        """What the form was set to of the few choices that a release always has."""
        form = self.model_admin.get_form(request)()
        chosen = {}
        for name in ("kind", "source_language"):
            value = sent.others.get(name)
            if value in {key for key, _label in form.fields[name].choices}:
                chosen[name] = value
        return chosen


@method_decorator(poll, name="dispatch")
class Presence(OpenForm):
    """Says that the form is open, and is told what others do; with `leaving` that it is not open any more."""

    def post(self, request, pk):
        if "leaving" in request.POST:
            presence.leave(request.POST["leaving"][:PAGE_LENGTH], request.user)
            return HttpResponse(status=204)
        sent, release = read(request), get_object_or_404(Release, pk=pk)
        _say_present(request, release, sent)
        return JsonResponse(_answer(request, release, sent, drafts.Outcome()))


class Redline(OpenForm):
    """Of two texts that are on the page already: nothing is looked up."""

    def post(self, request):
        try:
            sent = json.loads(_inflated(request))
            before, after, is_markup = str(sent["before"]), str(sent["after"]), bool(sent["markup"])
            html = (
                redline(clean_html(before), clean_html(after))
                if is_markup
                else redline_of_lines(before, after)
            )
        except (ValueError, TypeError, KeyError, RecursionError, zlib.error, ValidationError) as problem:
            raise BadRequest("No two texts") from problem
        return JsonResponse({"html": html})


def _say_present(request, release, sent):
    """A page that is going away has no name any more."""
    if sent.page:
        before = str(sent.others.get("before", ""))[:PAGE_LENGTH]
        presence.say(presence.subject_of(release), sent.page, request.user, sent.language, before)


def _answer(request, release, sent, outcome):
    known = drafts.digests(release)
    newer = [name for name in known if name not in outcome.saved and sent.opened.get(name) != known[name]]
    is_moved = release.revision != sent.revision
    return {
        "pk": release.pk,
        "revision": release.revision,
        "time": formats.time_format(timezone.localtime(), "TIME_FORMAT"),
        "digests": known,
        "saved": outcome.saved,
        "merged": {
            name: {"text": getattr(release, name), "typed": typed} for name, typed in outcome.merged.items()
        },
        "conflicts": outcome.conflicts,
        "held": outcome.held,
        "refused": outcome.refused,
        "newer": {name: getattr(release, name) or "" for name in newer if sent.opened},
        "who": _who_saved(request.user, release, sent.revision)
        if is_moved and (newer or outcome.merged)
        else "",
        "drafts": drafts.languages_of_drafts(release),
        "people": presence.others(presence.subject_of(release), sent.page, request.user),
    }


def _who_saved(user, release, revision):
    """The last other person to have saved texts since, and when."""
    since = Event.objects.of(release).filter(kind=Event.Kind.EDITED, revision__gt=revision)
    last = since.exclude(actor=user).defer("changes").first() or since.defer("changes").first()
    return f"{last.actor_name}, {at_what_time(last.at)}." if last else ""


def addresses(model_admin) -> list:
    def page(view):
        return model_admin.admin_site.admin_view(view.as_view(model_admin=model_admin))

    return [
        path("autosave/", page(FirstAutosave), name="releases_release_first_autosave"),
        path("redline/", page(Redline), name="releases_release_redline"),
        path("<int:pk>/autosave/", page(Autosave), name="releases_release_autosave"),
        path("<int:pk>/presence/", page(Presence), name="releases_release_presence"),
    ]
