from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from common.modeladmin.pages import DeskPage, page_of

from ... import workflow
from ...models import DeletedDraft


class DeletedDrafts(DeskPage):
    """For whoever may delete releases."""

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_delete_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        drafts = page_of(DeletedDraft.objects.all(), request)
        return self.page("admin/releases/release/deleted.html", _("Deleted drafts"), drafts=drafts)

    def post(self, request):
        key = request.POST.get("draft", "")
        draft = get_object_or_404(DeletedDraft, pk=key if key.isdecimal() and len(key) < 19 else None)
        try:
            release, lost = workflow.deleted.recover(draft, self.user)
        except ValidationError as refusal:
            for reason in refusal.messages:
                messages.error(request, reason)
            return redirect("admin:releases_release_deleted")
        messages.success(request, _("%(reference)s is a draft again.") % {"reference": release.reference})
        for reason in lost:
            messages.warning(request, reason)
        return redirect("admin:releases_release_change", release.pk)
