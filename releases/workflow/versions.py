"""Every save of a release is a version; docs/history.md says how."""

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from common.accounts import name_of

from ..models import Event, Release, Version, VersionFile
from .events import EDITING_KINDS
from .snapshots import difference, digests_in, lines_of, texts_of

# What somebody writes without such a pause is one sitting.
PAUSE = datetime.timedelta(minutes=30)
# Of one release. What is older goes, but for the first.
MOST_VERSIONS = 500


@transaction.atomic
def begin(release: Release) -> None:
    """Before a save: keeps the release as it stands in the database, where no version of it is kept yet."""
    if Version.objects.filter(release=release).exists():
        return
    saved = Release.objects.get(pk=release.pk)
    last = Event.objects.of(saved).filter(kind__in=EDITING_KINDS).select_related("actor").first()
    # The moment that the timeline tells of it.
    at = last.at if last else saved.updated_at
    version = Version(release=saved, began_at=at, at=at, **_actor(last))
    _write(version, saved, None)


def _actor(event):
    return {"actor": event.actor, "actor_name": event.actor_name} if event else {"actor_name": "–"}


@transaction.atomic
def keep(release: Release, actor: User, automatic: bool = False) -> Version:
    """After a save: the version that it made. Call begin() before the save.

    An automatic save renews the version of the sitting that it belongs to: the last version, if this person's
    automatic saves made it and no half hour has passed since. What says the same as the last version is none.
    """
    last = Version.objects.filter(release=release).first()
    # Not before it, should the clock have been set back.
    now = max(timezone.now(), last.at) if last else timezone.now()
    if last and automatic and _goes_on(last, actor, now):
        version = last
    else:
        version = Version(release=release, actor=actor, actor_name=name_of(actor), began_at=now)
        version.is_automatic = automatic
    version.at = now
    return _write(version, release, last)


def _goes_on(last, actor, now):
    return last.is_automatic and last.actor_id == actor.pk and now - last.at < PAUSE


def _write(version, release, last):
    texts = texts_of(release)
    lines = lines_of(release, digests_in(last.lines) if last else {})
    changed = difference({**last.texts, **last.lines}, {**texts, **lines}) if last else []
    if last and not changed:
        return _unchanged(last, version)
    in_sitting = version.changed if version is last else ()
    version.changed = sorted({*changed, *in_sitting})
    version.texts, version.lines, version.revision = texts, lines, release.revision
    is_new = version.pk is None
    version.save()
    _name_files(version, is_new)
    if is_new:
        _forget_oldest(release)
    return version


def _unchanged(last, version):
    """Saved by hand as it was saved by itself: the sitting is over."""
    if last.is_automatic and not version.is_automatic:
        last.is_automatic = False
        last.save(update_fields=["is_automatic"])
    return last


def _name_files(version, is_new):
    paths = {file["path"] for file in version.lines["attachments"]}
    named = set() if is_new else set(version.files.values_list("path", flat=True))
    if gone := named - paths:
        version.files.filter(path__in=gone).delete()
    VersionFile.objects.bulk_create(
        [VersionFile(version=version, path=path) for path in sorted(paths - named)]
    )


def _forget_oldest(release):
    """The very first stays: it says how the release began."""
    old = Version.objects.filter(release=release).values_list("pk", flat=True)[MOST_VERSIONS - 1 :]
    Version.objects.filter(pk__in=list(old)[:-1]).delete()
