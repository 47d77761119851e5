"""One form to add makes one release, however often it is sent: after Back, or by a double click."""

import uuid

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from common.typing_bases import ModelAdminMixinBase

from ..models import Release

SAVED_ALREADY = gettext_lazy(
    "This form has already been saved, as %(reference)s: here it is. Nothing was saved a second time."
)


def saved_before(request: HttpRequest) -> Release | None:
    """The release that this form, sent before, was saved as."""
    try:
        token = uuid.UUID(request.POST.get("submission_token", ""))
    except ValueError:
        return None
    return Release.objects.filter(form_token=token).first()


def is_form_to_add(request: HttpRequest, release: Release) -> bool:
    """Not the form of the release itself, which was opened at a revision."""
    sent = request.POST.get("submission_token"), request.POST.get("opened_revision")
    return sent == (str(release.form_token), "0")


class DoubleSubmissionMixin(ModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def add_view(self, request, form_url="", extra_context=None):
        if release := saved_before(request):
            return self._saved_before(request, release, extra_context)
        try:
            return super().add_view(request, form_url, extra_context)
        except IntegrityError:
            # Sent twice at the same moment: the other one was first.
            if release := saved_before(request):
                return self._saved_before(request, release, extra_context)
            raise

    def _saved_before(self, request, release, extra_context):
        address = reverse("admin:releases_release_change", args=[release.pk])
        form = self.get_form(request, release, change=True)(request.POST, instance=release)
        if self.has_change_permission(request, release) and not form.differs_from_saved():  # type: ignore[attr-defined]
            self.message_user(request, SAVED_ALREADY % {"reference": release.reference}, messages.INFO)
            return HttpResponseRedirect(address)
        return self.change_view(request, str(release.pk), address, extra_context)

    def fields_of_new_row(self, request):
        fields = super().fields_of_new_row(request)  # type: ignore[misc]
        about = {"submission_token": [str(uuid.uuid4())], "opened_revision": ["0"]}
        return fields and fields | about

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk and obj.form_token and is_form_to_add(request, obj):
            # Its lines were saved with it: these are the saved ones.
            kwargs = {name: kwargs[name] for name in kwargs if name not in ("data", "files", "save_as_new")}
        return kwargs
