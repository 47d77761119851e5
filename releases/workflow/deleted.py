"""A deleted draft can be recovered for a month: versions and remarks stay, with its key and its reference."""

from collections.abc import Iterator
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from common import stored_files
from common.accounts import name_of

from ..models import DeletedDraft, Event, Release, VersionFile
from ..models.edition import ROOT
from ..models.version import KEPT_FOR
from . import restoring, versions
from .events import log


@transaction.atomic
def delete(release: Release, by: User) -> DeletedDraft:
    """For what was never approved; the database refuses it of the rest."""
    versions.keep(release, by)
    log(release, Event.Kind.DELETED, by)
    draft = DeletedDraft.objects.create(
        release_key=release.pk,
        reference=release.reference,
        title=release.any_title(),
        actor=by,
        actor_name=name_of(by),
        created_at=release.created_at,
        begun_on=release.begun_on,
    )
    for kept in (release.versions, release.remarks):
        kept.update(release=None, deleted_draft=draft)
    release.delete()
    return draft


@transaction.atomic
def recover(draft: DeletedDraft, by: User) -> tuple[Release, list[str]]:
    """A draft again under its own key and reference; in sentences, what it showed that is no more.

    Raises ValidationError where another release has taken its address meanwhile.
    """
    last = draft.versions.latest("at", "pk")
    then = last.snapshot
    release = Release(
        pk=draft.release_key,
        reference=draft.reference,
        begun_on=draft.begun_on,
        revision=last.revision,
        translated_from=then["translated_from"],
    )
    restoring.put_columns(release, then, restoring.COLUMNS)
    release.check_consistency()
    release.save(force_insert=True)
    Release.objects.filter(pk=release.pk).update(created_at=draft.created_at)
    lost = restoring.put_lines(release, then, restoring.PARTS)
    for kept in (draft.versions, draft.remarks):
        kept.update(release=release, deleted_draft=None)
    Event.objects.filter(reference=draft.reference, release=None).update(release=release)
    draft.delete()
    log(release, Event.Kind.RECOVERED, by)
    return release, lost


def overdue() -> Iterator[stored_files.Overdue]:
    for draft in DeletedDraft.objects.filter(at__lt=timezone.now() - KEPT_FOR):
        label = f"the month has passed in which {draft.reference} could be recovered"
        yield stored_files.Overdue(label, partial(_forget, draft))


def _forget(draft):
    paths = VersionFile.objects.filter(version__deleted_draft=draft).values_list("path", flat=True)
    names = [ROOT + path for path in paths]
    draft.delete()
    stored_files.discard(*names)
