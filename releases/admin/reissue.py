from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.exceptions import Refused
from common.modeladmin.pages import DeskPage
from institutes.models import Contact

from .. import workflow
from ..models import Edition
from ..personal_data import editions_with
from ..workflow.composition import contacts_of_today, renewed_document


class Reissue(DeskPage):
    """Lists what the public sees anyway; so it is also for those who change contacts but see no releases."""

    def dispatch(self, request, *args, pk, **kwargs):
        if not (self._sees_releases() or request.user.has_perm("institutes.change_contact")):
            raise PermissionDenied
        self.contact = get_object_or_404(Contact, pk=pk)
        # What is scheduled concerns those who see releases, and nobody else.
        visible = Edition.objects.live_or_scheduled() if self._sees_releases() else Edition.objects.live()
        self.editions = editions_with(self.contact, visible)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self.page(
            "admin/releases/release/reissue.html",
            _("Published releases that show %(name)s") % {"name": self.contact},
            contact=self.contact,
            editions=list(self._rows()),
            may_reissue=self._may_reissue(),
            sees_releases=self._sees_releases(),
        )

    def post(self, request):
        if not self._may_reissue():
            raise PermissionDenied
        ticked = request.POST.getlist("edition")
        chosen = {(e.release_id, e.language): e for e in self.editions if str(e.pk) in ticked}
        done = [new for edition in chosen.values() for new in self._reissue(edition)]
        sentence = ngettext(
            "%(number)d minor edition issued.", "%(number)d minor editions issued.", len(done)
        )
        messages.success(request, sentence % {"number": len(done)})
        return HttpResponseRedirect(reverse("admin:releases_release_reissue", args=[self.contact.pk]))

    def _rows(self):
        """Each edition, whether it is still to come, and whether it already says what the contacts say."""
        contacts, now = contacts_of_today(self.editions), timezone.now()
        for edition in self.editions:
            yield edition, edition.live_from > now, renewed_document(edition, contacts) == edition.document

    def _reissue(self, edition):
        try:
            return workflow.reissue_contacts(edition.release, edition.language, self.user)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(
                    self.request, f"{edition.reference} ({languages.name(edition.language)}): {reason}"
                )
            return []

    def _sees_releases(self):
        return self.model_admin.has_view_permission(self.request)

    def _may_reissue(self):
        return workflow.may_reissue(self.user)
