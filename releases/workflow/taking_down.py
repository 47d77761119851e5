"""Takes a file out of everything at once: consent was withdrawn, a court has decided.

Besides an erasure the one act that reaches the frozen record. docs/decisions/0032-files-are-taken-down.md
"""

import datetime
import hashlib
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from common import languages, stored_files
from common.exceptions import FieldReason, Refused
from common.search import keep_words
from common.search.index import purge

from ..models import Attachment, Edition, EditionFile, Event, Release, Version, VersionFile
from ..models.attachment import ROOT
from ..models.rendered import forget_rendered
from ..texts.taken_down import notice, without_files
from .events import log

PERMISSION = "releases.withdraw_release"


class Place(NamedTuple):
    """Of a release: its file, and where it is shown."""

    path: str
    name: str
    is_picture: bool
    editions: list[Edition]
    # A draft or the desk's text has it.
    is_at_desk: bool


def may_take_down(user: User) -> bool:
    return user.has_perm(PERMISSION)


def places_of(release: Release) -> list[Place]:
    """What can be taken down, as the release shows or has shown it."""
    at_desk = {attachment.path: attachment for attachment in release.attachments.all()}
    found = {
        path: Place(path, each.file_name, each.kind == "picture", [], True) for path, each in at_desk.items()
    }
    for edition in release.editions.order_by("language", "number"):
        for line in edition.shown_files:
            new = Place(line["path"], line["name"], line["kind"] == "picture", [], False)
            found.setdefault(line["path"], new).editions.append(edition)
    return list(found.values())


def same_files(path: str) -> set[str]:
    """The paths under which these bytes are stored: somebody may have uploaded them more than once."""
    wanted, size = _digest_of(path), _size_of(path)
    as_large = (other for other in _all_paths() if wanted and _size_of(other) == size)
    return {path} | {other for other in as_large if _digest_of(other) == wanted}


def editions_with(paths: Collection[str]) -> QuerySet[Edition]:
    return (
        Edition.objects.filter(files__path__in=paths).distinct().order_by("reference", "language", "number")
    )


@transaction.atomic
def take_down(path: str, notes: Mapping[str, str], by: User) -> list[Release]:
    """Out of every edition, draft and version, with its file; returns the releases that had it.

    `notes` tell readers why, in each language in which an edition shows it. It cannot be undone.
    """
    # Whoever approves or saves holds a release: what they are writing now is waited for.
    list(Release.objects.select_for_update().order_by("pk").values_list("pk"))
    paths = same_files(path)
    editions, lines = list(editions_with(paths)), Attachment.objects.filter(file__in=_names(paths))
    _require(editions, notes, by)
    now = timezone.now()
    for edition in editions:
        _take_out(edition, paths, notes[edition.language], timezone.localdate(now))
    touched = {edition.release_id for edition in editions} | set(lines.values_list("release", flat=True))
    touched |= _out_of_versions(paths)
    lines.delete()
    EditionFile.objects.filter(path__in=paths).delete()
    if editions:
        purge(Edition)
    stored_files.discard(*_names(paths))
    releases = list(Release.objects.filter(pk__in=touched).order_by("pk"))
    for release in releases:
        log(release, Event.Kind.FILE_TAKEN_DOWN, by, note="\n".join(dict.fromkeys(notes.values())))
    return releases


def _require(editions, notes, by):
    if not may_take_down(by):
        raise Refused(_("You may not do this: your account lacks the permission."))
    missing = [code for code in languages.LANGUAGES if not notes.get(code, "").strip()]
    needed = {edition.language for edition in editions}
    if reasons := [_unexplained(code) for code in missing if code in needed]:
        raise Refused(*reasons)


def _unexplained(code):
    sentence = _("Say in %(language)s what readers are told in its place.")
    return FieldReason(sentence % {"language": languages.name(code)}, languages.column_in(code, "note"))


def _take_out(edition: Edition, paths: set[str], note: str, day: datetime.date) -> None:
    document = {**edition.document}
    shown = [line for line in edition.attachments if line["path"] in paths]
    with override(edition.language):
        is_picture = any(line["kind"] == "picture" for line in edition.shown_files if line["path"] in paths)
        sentence = notice(note, day, is_picture=is_picture)
    for name in ("attachments", "boilerplate_files"):
        if name in document:
            document[name] = [line for line in document[name] if line["path"] not in paths]
    document["boilerplates"] = [
        {**line, "body": without_files(line["body"], paths, sentence)} for line in edition.boilerplates
    ]
    body = without_files(edition.body, paths, sentence)
    if shown and body == edition.body:
        document["taken_down"] = [*edition.taken_down, _told(shown[0], note, day)]
    # An edition refuses every other change of its words.
    QuerySet(Edition).filter(pk=edition.pk).update(body=body, document=document)
    keep_words(Edition, pk=edition.pk)
    forget_rendered(edition.pk)


def _told(line, note, day) -> dict[str, Any]:
    return {"date": day.isoformat(), "note": note, "kind": line["kind"], "is_lead": line["is_lead_picture"]}


def _out_of_versions(paths):
    kept = VersionFile.objects.filter(path__in=paths)
    releases = set(
        Version.objects.filter(files__in=kept, release__isnull=False).values_list("release", flat=True)
    )
    kept.delete()
    return releases


def _names(paths):
    return [ROOT + path for path in paths]


def _all_paths() -> set[str]:
    files = Attachment.objects.values_list("file", flat=True)
    return {
        *(name.removeprefix(ROOT) for name in files),
        *EditionFile.objects.values_list("path", flat=True).distinct(),
        *VersionFile.objects.values_list("path", flat=True).distinct(),
    }


def _size_of(path):
    try:
        return default_storage.size(ROOT + path)
    except FileNotFoundError:
        return None


def _digest_of(path):
    try:
        with default_storage.open(ROOT + path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
