"""The form of a release keeps what is typed: docs/keeping.md."""

import json
import re

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from js_asset import ImportMap, Media, Script

from common import languages
from common.sessions import SHARED_MACHINE
from common.typing_bases import ModelAdminMixinBase

from ..models import Release
from ..workflow import choices, drafts
from . import autosave, kept_file_texts

# By names, so that a browser gets each module under its address of today and never an old one.
MODULES = ImportMap(
    {
        f"press-room/keep/{name}": f"js/keep/{name}.js"
        for name in (
            "answers",
            "autosave",
            "controls",
            "fields",
            "files",
            "forget",
            "keeper",
            "known",
            "line_names",
            "lines",
            "offer",
            "saying",
            "server",
            "settle",
            "signing_out",
            "status",
            "store",
            "take_in",
        )
    }
)
MEDIA = Media(js=[Script("js/keep.js", type="module")], importmap=MODULES)
SAVED_FORM = "saved_form"
MARK = re.compile(r"[0-9a-f]{24}")


class KeepingMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    # Its texts were perhaps saved by themselves.
    said_unchanged: tuple[int, str | Promise] = messages.SUCCESS, gettext_lazy("“%(object)s” is saved.")

    def get_urls(self):
        return autosave.addresses(self) + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] += MEDIA
        context["keeping"] = self._keeping(request, context, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def _keeping(self, request, context, release):
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        may = self.has_change_permission(request, release) if release else self.has_add_permission(request)
        return {
            "autosave": _address(release, "autosave") if may else "",
            "presence": _address(release, "presence") if release else "",
            "place": f"release/{release.pk}" if release else "",
            "texts": form.writable_texts() if may else [],
            "choices": [*_writable_choices(request, form), *kept_file_texts.writable(formsets)]
            if may
            else [],
            # What is not in the digests of the form.
            "lines": json.dumps(_digests_of_lines(formsets, release) | kept_file_texts.digests(formsets)),
            "wrong": [*_refused_choices(form, formsets), *kept_file_texts.refused(formsets)],
            "languages": languages.LANGUAGES,
            "drafts": drafts.languages_of_drafts(release or Release()),
            "refused": form.is_bound,
            "sent": _mark_in(request),
            "conflicts": form.conflicts,
            "keeps": not request.session.get(SHARED_MACHINE),
        }

    def response_change(self, request, obj):
        return _with_mark(request, super().response_change(request, obj))

    def response_add(self, request, obj, post_url_continue=None):
        return _with_mark(request, super().response_add(request, obj, post_url_continue))


def _address(release, name):
    if release is None:
        return reverse("admin:releases_release_first_autosave")
    return reverse(f"admin:releases_release_{name}", args=[release.pk])


def _writable_choices(request, form):
    is_writer = request.user.has_perm("releases.write_every_language")
    return (
        [name for name in choices.NAMES if name in form.fields or name in choices.LINES] if is_writer else []
    )


def _digests_of_lines(formsets, release):
    return {
        formset.prefix: choices.digest(formset.prefix, _keys_of(formset, release))
        for formset in formsets
        if formset.prefix in choices.LINES
    }


def _keys_of(formset, release):
    """As saved; the lines that the form has read are not read again."""
    if formset.is_bound and release:
        return choices.value_of(release, formset.prefix)
    return [getattr(line, f"{choices.LINES[formset.prefix]}_id") for line in formset.get_queryset()]


def _refused_choices(form, formsets):
    """They wait for whoever corrects them."""
    refused = {*form.errors, *(formset.prefix for formset in formsets if _is_refused(formset))}
    return [name for name in choices.NAMES if name in refused]


def _is_refused(formset):
    return formset.is_bound and formset.total_error_count() > 0


def _mark_in(request):
    mark = request.POST.get(SAVED_FORM, "")
    return mark if MARK.fullmatch(mark) else ""


def _with_mark(request, response):
    """Tells the browser which form was saved: its copies of what was typed can go."""
    if mark := _mark_in(request):
        response.set_cookie(
            SAVED_FORM,
            mark,
            max_age=3600,
            path=settings.DESK_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
