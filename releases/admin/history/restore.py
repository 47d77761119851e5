from collections.abc import Iterable
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from common import languages

from ... import workflow
from ...models import Release, Version
from ...models.release import REQUIRED_TEXTS
from ...workflow import restoring
from .. import in_review, shown_files
from ..views import ReleasePage
from .choices import comparison_of
from .comparison import PARTS_AROUND
from .labels import labels_of, version_label


class RestoreForm(forms.Form):
    """Which parts come back; and, of a text in review, that this is meant."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    # Their choices are what differs.
    part = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, release: Release, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.confirmed = in_review.tick_boxes(release, user)
        self.fields |= self.confirmed


class RestorePage(ReleasePage):
    def dispatch(self, request, *args, version, **kwargs):  # type: ignore[override]
        self.version_key = version
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        self._read()
        chosen = request.GET.getlist("part") or self.allowed
        return self._show(self._form(initial={"revision": self.release.revision}), chosen)

    @transaction.atomic
    def post(self, request):
        self.release.refresh_from_db(from_queryset=Release.objects.select_for_update().with_states())
        self._read()
        form = self._form(request.POST)
        chosen = request.POST.getlist("part")
        parts = set(expanded(chosen))
        if not all(restoring.may_restore(self.user, part) for part in parts):
            raise PermissionDenied
        reasons = self._reasons(form, parts) or self._restore([p for p in self.differing if p in parts])
        if reasons:
            transaction.set_rollback(True)
            return self._show(form, chosen, reasons)
        return redirect("admin:releases_release_change", self.release.pk)

    def _read(self):
        versions = Version.objects.filter(release=self.release)
        self.version = get_object_or_404(versions, pk=self.version_key)
        self.then = self.version.snapshot
        self.now = restoring.as_it_stands(self.release, self.version)
        self.differing = restoring.differing_parts(self.now, self.then)
        self.comparison = comparison_of(self.release, None, self.version)
        offered = [
            *(cell.part for row in self.comparison.rows for cell in row.cells if cell.has_changed),
            *(each.name for each in self.comparison.lists if each.has_changed),
        ]
        self.allowed = [name for name in offered if all(map(self._may, expanded([name])))]
        if not any(map(self._may, restoring.PARTS)):
            raise PermissionDenied

    def _may(self, part):
        return restoring.may_restore(self.user, part)

    def _form(self, data=None, **kwargs):
        form = RestoreForm(data, release=self.release, user=self.user, **kwargs)
        cast(forms.MultipleChoiceField, form.fields["part"]).choices = [(name, name) for name in self.allowed]
        return form

    def _reasons(self, form, parts) -> list[str]:
        """Why nothing is restored."""
        if not form.is_valid():
            return [message for errors in form.errors.values() for message in errors]
        if form.cleaned_data["revision"] != self.release.revision:
            return [_("The release was saved meanwhile. Look at it as it is now, then restore.")]
        if not parts & {*self.differing}:
            return [_("Tick what is to be restored.")]
        return [*self._unconfirmed(form, parts), *self._incomplete(parts), *self._shown(parts)]

    def _unconfirmed(self, form, parts):
        for code in in_review.affected_languages(parts, in_review.waiting(self.release)):
            if not form.cleaned_data.get(in_review.RESUBMIT_PREFIX + code):
                sentence = _("%(language)s is in review: tick that this text is to change.")
                yield sentence % {"language": languages.own_name(code)}

    def _incomplete(self, parts):
        for code in in_review.waiting(self.release):
            columns = {languages.column_in(code, name) for name in REQUIRED_TEXTS}
            for column in sorted(columns & parts):
                if not self.then[column]:
                    sentence = _("“%(field)s” is required while the text is in review, and was empty then.")
                    yield sentence % {"field": labels_of([column])[0]}

    def _shown(self, parts):
        """Files that would go while a text still shows them."""
        if "attachments" not in parts:
            return []
        kept = {row["path"] for row in self.then["attachments"]}
        gone = [row["path"] for row in self.now["attachments"] if row["path"] not in kept]
        bodies = {}
        for code in languages.LANGUAGES:
            column = languages.column_in(code, "body")
            bodies[code] = (self.then if column in parts else self.now)[column]
        return shown_files.deletion_problems(gone, bodies)

    def _restore(self, parts) -> list[str]:
        try:
            changes, lost = restoring.restore(self.release, self.version, parts)
        except ValidationError as refusal:
            return refusal.messages
        note = _("Restored from the version of %(version)s.") % {"version": version_label(self.version)}
        self.model_admin.record_changes(self.request, self.release, changes, note=note)
        workflow.versions.keep(self.release, self.user)
        sentence = _("Restored: %(parts)s.") % {"parts": ", ".join(labels_of(parts))}
        messages.success(self.request, sentence)
        for reason in lost:
            messages.warning(self.request, reason)
        return []

    def _show(self, form, chosen, reasons=()):
        return self.page(
            "admin/releases/release/restore.html",
            _("Restore a version"),
            release=self.release,
            version=self.version,
            label=version_label(self.version),
            comparison=self.comparison,
            form=form,
            tick_boxes=[form[name] for name in form.confirmed],
            allowed=self.allowed,
            chosen=chosen,
            reasons=reasons,
        )


def expanded(names: Iterable[str]) -> Iterable[str]:
    """“facts” and “organisations” are several parts of a version."""
    return [part for name in names for part in PARTS_AROUND.get(name, (name,))]
