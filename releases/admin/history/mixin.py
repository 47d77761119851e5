from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.modeladmin.keys import is_key
from common.typing_bases import ModelAdminMixinBase

from ... import workflow
from ...models import Release, Remark, Version, VersionFile
from .deleted import DeletedDrafts
from .pages import ComparePage, HistoryPage
from .restore import RestorePage

DELETED_DRAFTS = gettext_lazy("Deleted drafts")


class ReleaseHistoryMixin(ModelAdminMixinBase):
    """Versions of releases, for their admin in front of its base class."""

    stay_when_deleted: tuple[type[Model], ...] = (Version, VersionFile, Remark)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/compare/",
                wrap(ComparePage.as_view(model_admin=self)),
                name="releases_release_compare",
            ),
            path(
                "<int:pk>/versions/<int:version>/restore/",
                wrap(RestorePage.as_view(model_admin=self)),
                name="releases_release_restore",
            ),
            path("deleted/", wrap(DeletedDrafts.as_view(model_admin=self)), name="releases_release_deleted"),
        ]
        return own + super().get_urls()

    def history_view(self, request, object_id, extra_context=None):
        """In the place of Django's log, which does not say what was saved."""
        key = unquote(object_id)
        if not is_key(Release, key):
            raise Http404
        return HistoryPage.as_view(model_admin=self)(request, pk=int(key))

    def list_buttons(self, request):
        buttons = super().list_buttons(request)  # type: ignore[misc]
        if not self.has_delete_permission(request):
            return buttons
        return [*buttons, (DELETED_DRAFTS, reverse("admin:releases_release_deleted"))]

    def delete_model(self, request, obj):
        draft = workflow.deleted.delete(obj, request.user)
        sentence = _("A publisher can recover %(reference)s until %(until)s.")
        if self.has_delete_permission(request):
            sentence = _("%(reference)s can be recovered until %(until)s, from “%(page)s”.")
        names = {
            "reference": draft.reference,
            "until": date_format(localtime(draft.kept_until)),
            "page": DELETED_DRAFTS,
        }
        self.message_user(request, sentence % names, messages.INFO)
