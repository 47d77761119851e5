"""What the checks say of the words that somebody is typing: nothing is saved, and nothing kept."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Script
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.cache import add_never_cache_headers
from js_asset import Media

from common import languages
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.modeladmin.pages import DeskPage

from .. import workflow
from ..models import Release
from ..texts.bounds import check_bounds
from ..workflow.checks import CHECKS, Examination, Finding
from ..workflow.checks.checked_text import FIELDS
from .to_see import place_of

MEDIA = Media(js=[Script("js/write_checks.js", type="module")])
# Of one field: the others are found when these are corrected.
MOST_SAID = 5


class TypedChecksMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(TypedChecks.as_view(model_admin=self))
        own = [
            path("add/<slug:language>/checks/typed/", view, name="releases_release_add_typed"),
            path("<int:pk>/<slug:language>/checks/typed/", view, name="releases_release_typed"),
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        release = kwargs.get("obj")
        context["media"] += MEDIA
        context["typed_checks"] = [
            (code, _address(release, code))
            for code in languages.LANGUAGES
            if workflow.may_write(request.user, code)
        ]
        return super().render_change_form(request, context, *args, **kwargs)


def _address(release, language):
    if release is None:
        return reverse("admin:releases_release_add_typed", args=[language])
    return reverse("admin:releases_release_typed", args=[release.pk, language])


class TypedChecks(DeskPage):
    """Of the fields that are sent, or of the block of one that changed. A new release has no `pk` yet."""

    http_method_names = ["post"]

    def post(self, request, language, pk=None):
        if language not in languages.LANGUAGES:
            raise Http404
        if not workflow.may_write(self.user, language):
            raise PermissionDenied
        release = get_object_or_404(Release, pk=pk) if pk else Release(pk=0)
        try:
            fields = _put_typed(release, language, request.POST)
        except ValidationError as error:
            return _never_kept({"reasons": error.messages})
        found = _findings(release, language)
        return _never_kept({"notes": {field: _note(found, field) for field in fields}})


def _put_typed(release, language, typed) -> list[str]:
    """Into a release that must not be saved; what was not sent is not looked at."""
    fields = []
    for name in FIELDS:
        column = languages.column_in(language, name)
        text = typed.get(column, "")
        check_bounds(text)
        setattr(release, column, text)
        if column in typed:
            fields.append(column)
    return fields


def _findings(release, language) -> list[Finding]:
    found = Examination(release, language).findings(check for check in CHECKS.values() if check.as_typed)
    return [finding for finding in found if finding.fingerprint not in release.dismissed]


def _note(found, field):
    own = [(finding, place_of(field)) for finding in found if finding.field == field]
    return render_to_string("admin/releases/release/_typed.html", {"findings": own[:MOST_SAID]}).strip()


def _never_kept(answer):
    response = JsonResponse(answer)
    add_never_cache_headers(response)
    return response
