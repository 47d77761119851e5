"""Documents of editions: made once, by few processes at a time, and kept in files that rows name."""

import datetime
import logging
from collections.abc import Iterator
from functools import partial
from tempfile import TemporaryFile

from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from common import slots
from common.stored_files import Overdue

from ..models import DocumentFile, Edition
from .kinds import Kind, NotMade, Source

logger = logging.getLogger(__name__)
# A document is made in a second or two; readers of pages need the other processes.
AT_ONCE, PATIENCE = 2, 2
# Seconds until what could not be made is tried again.
TRIED_AGAIN_AFTER = 600
KEPT_FOR = datetime.timedelta(days=90)


def stored_name(kind: Kind, edition: Edition, origin: str) -> str:
    """Of the file in the storage, which is made where there is none.

    Raises slots.AllTaken where others are being made, and NotMade.
    """
    return _kept(kind, edition, origin) or _make(kind, Source(edition, origin))


def _kept(kind, edition, origin):
    found = DocumentFile.objects.filter(
        edition=edition, kind=kind.kind, origin=origin, version=kind.version()
    )
    names = found.values_list("file", flat=True)
    # Made anew where a backup had the row and not the file.
    return next((name for name in names if DocumentFile.file.field.storage.exists(name)), None)


def _make(kind, source):
    failed = f"no-{kind.name}-{kind.version()}-of-edition-{source.edition.pk}"
    if cache.get(failed):
        raise NotMade(failed)
    with slots.taken("documents", AT_ONCE, PATIENCE), TemporaryFile() as file:
        # Somebody else may have made it meanwhile.
        if name := _kept(kind, source.edition, source.origin):
            return name
        try:
            with override(source.edition.language):
                kind.write(source, file)
        except NotMade:
            logger.exception("No %s could be made of edition %s.", kind.name, source.edition)
            cache.set(failed, True, TRIED_AGAIN_AFTER)
            raise
        file.seek(0)
        document = DocumentFile(
            edition=source.edition, kind=kind.kind, origin=source.origin, version=kind.version()
        )
        document.file.save(kind.file_name(source), File(file), save=False)
        try:
            _keep(document, source)
        except Exception:
            document.file.delete(save=False)
            raise
        return document.file.name


@transaction.atomic
def _keep(document, source):
    """Not where the edition has changed meanwhile: somebody may have been erased from it."""
    same = {"edition": document.edition, "kind": document.kind, "origin": document.origin}
    # The write comes first: on SQLite it is what lets no other come between.
    DocumentFile.objects.filter(**same).delete()
    document.save()
    now = Edition.objects.select_for_update().only("document", "body").get(pk=source.edition.pk)
    if (now.document, now.body) != (source.edition.document, source.edition.body):
        raise NotMade(f"edition {source.edition} has changed")


def overdue() -> Iterator[Overdue]:
    """What has been there for long is made again when it is asked for."""
    for document in DocumentFile.objects.filter(made_at__lt=timezone.now() - KEPT_FOR):
        yield Overdue(f"{document} was made {KEPT_FOR.days} days ago", partial(_delete, document))


def _delete(document):
    document.delete()
