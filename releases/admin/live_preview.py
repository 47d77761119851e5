"""The public page with the words that somebody is typing: composed for one answer, and kept nowhere."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from common import languages
from common.fields import field_of
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from ..models import Release
from ..models.release import TEXTS
from ..texts.richtext import clean_html
from ..workflow.composition import compose_preview

# Of the other fields of the form, those that show on the page.
ABOUT = ("kind", "issued_on")
FIELDS = (*ABOUT, *(name for name in TEXTS if name != "slug"))


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

    What is no date or too long is refused when the form is saved: here the old date or the beginning shows.
    """
    for name in FIELDS:
        column = name if name in ABOUT else languages.column_in(language, name)
        if column in typed:
            setattr(release, column, _CLEANERS.get(name, _clean_line)(release, column, typed[column]))


def _clean_line(release, column, value):
    field = field_of(Release, column)
    return field.to_python(value[: field.max_length])


def _clean_body(release, column, value):
    return clean_html(value)


def _clean_choice(release, column, value):
    return value if value in Release.Kind else release.kind


def _clean_date(release, column, value):
    try:
        return forms.DateField(required=False).clean(value)
    except ValidationError:
        return release.issued_on


_CLEANERS = {"body": _clean_body, "kind": _clean_choice, "issued_on": _clean_date}


def _never_kept(response):
    response.headers["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
