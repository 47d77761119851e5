from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import override

from common import slots
from common.modeladmin.desk import DeskModelAdminMixinBase
from common.origin import origin_of

from ..documents import KINDS
from ..documents.kinds import NotMade, Source
from ..workflow.composition import compose_preview
from .draft_documents import made
from .views import DeskView


class DraftDocumentsMixin(DeskModelAdminMixinBase):
    """For the ModelAdmin of releases, in front of its base class."""

    def get_urls(self):
        view = self.admin_site.admin_view(DraftDocument.as_view(model_admin=self))
        own = path(
            "<int:pk>/<slug:language>/document/<slug:name>/", view, name="releases_release_draft_document"
        )
        return [own, *super().get_urls()]


class DraftDocument(DeskView):
    """What readers could take away if the desk's text were approved now, marked as a draft."""

    http_method_names = ["get", "head"]

    def get(self, request, name):
        kind = KINDS.get(name)
        if kind is None or kind.lacks() or not self.release.has_text(self.language):
            raise Http404
        try:
            return self._answer(kind)
        except slots.AllTaken:
            messages.error(request, _("Several documents are being made right now. Try again in a moment."))
        except NotMade:
            messages.error(request, _("This document could not be made. The preview holds the same words."))
        return redirect("admin:releases_release_change", self.release.pk)

    def _answer(self, kind):
        with override(self.language):
            edition = compose_preview(self.release, self.language, self.moment_in(self.language))
            source = Source(edition, origin_of(self.request), is_draft=True)
            file = made(kind, source)
            response = FileResponse(
                file,
                as_attachment=not kind.shown_in_browser,
                filename=kind.file_name(source),
                content_type=kind.mime_type,
            )
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response
