"""The public page with the words that somebody is typing: composed for one answer, and kept nowhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from js_asset import ImportMap, Media

from common import languages
from common.fields import field_of
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from ..models import Release
from ..models.release import TEXTS
from ..texts.richtext import clean_html
from ..workflow import choices, unsaved
from ..workflow.composition import compose_preview
from . import chosen

FIELDS = tuple(name for name in TEXTS if name != "slug")
MEDIA = Media(importmap=ImportMap({"press-room/typed_form": "js/typed_form.js"}))


class LivePreviewMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(LivePreview.as_view(model_admin=self))
        own = [
            path("add/<slug:language>/preview/live/", view, name="releases_release_add_live_preview"),
            path("<int:pk>/<slug:language>/preview/live/", view, name="releases_release_live_preview"),
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        release = kwargs.get("obj")
        context["media"] += MEDIA
        context["live_preview"] = {
            "fields": " ".join(FIELDS),
            "languages": [
                (code, languages.own_name(code), _address(release, code)) for code in languages.LANGUAGES
            ],
        }
        return super().render_change_form(request, context, *args, **kwargs)


def _address(release, language):
    if release is None:
        return reverse("admin:releases_release_add_live_preview", args=[language])
    return reverse("admin:releases_release_live_preview", args=[release.pk, language])


class LivePreview(DeskPage):
    """Of a release, or of a new one, which has no `pk` yet."""

    http_method_names = ["post"]

    def post(self, request, language, pk=None):
        if language not in languages.LANGUAGES:
            raise Http404
        release = self._release(pk)
        try:
            fill_in(release, language, request.POST)
            self._choose(release, request.POST)
        except ValidationError as error:
            return _never_kept(HttpResponse(error.messages[0], status=400, content_type="text/plain"))
        return _never_kept(HttpResponse(self._page(release, language)))

    def _release(self, pk):
        admin = self.model_admin
        if pk is None:
            if not admin.has_add_permission(self.request):
                raise PermissionDenied
            # Of no release: it finds no lines, files and editions.
            return Release(pk=0)
        if not admin.has_view_permission(self.request):
            raise PermissionDenied
        return get_object_or_404(Release, pk=pk)

    def _choose(self, release, sent):
        """As the form would read it; what it would refuse shows as it is saved."""
        fields = self.model_admin.get_form(self.request, release, change=bool(release.pk)).base_fields
        typed = {name: _without_blank(sent.getlist(name)) for name in sent if choices.is_name(name)}
        if not self.request.user.has_perm("releases.write_every_language"):
            typed = {name: value for name, value in typed.items() if languages.language_of(name)}
        elif "files" in sent:
            unsaved.show_files(release, sent.getlist("files"), sent.get("lead_picture", ""))
        unsaved.show_choices(release, chosen.read(fields, typed).values)

    def _page(self, release, language):
        embargo = release.embargo_until
        moment = embargo if embargo and embargo > timezone.now() else None
        # In the language of who writes; the page is in that of the text.
        context = {"notice": _("Preview – not saved"), "notice_language": get_language(), "preview": True}
        with override(language):
            context["edition"] = compose_preview(release, language, moment)
            return render_to_string("releases/live_preview.html", context, self.request)


def fill_in(release: Release, language: str, typed: dict[str, str]) -> None:
    """What was typed, into a release that must not be saved. Raises ValidationError for a text out of bounds.

    What is too long is refused when the form is saved: here its beginning shows.
    """
    for name in FIELDS:
        column = languages.column_in(language, name)
        if column in typed:
            setattr(release, column, _CLEANERS.get(name, _clean_line)(release, column, typed[column]))


def _clean_line(release, column, value):
    field = field_of(Release, column)
    return field.to_python(value[: field.max_length])


def _clean_body(release, column, value):
    return clean_html(value)


_CLEANERS = {"body": _clean_body}


def _without_blank(values):
    """Of an empty list, one blank is sent."""
    return [] if values == [""] else values


def _never_kept(response):
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
