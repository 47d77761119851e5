"""Documents of a text that is not approved yet, marked as a draft: made for one answer, kept nowhere."""

from tempfile import TemporaryFile

from django.urls import reverse

from common import slots

from ..documents import KINDS
from ..documents.keeping import AT_ONCE, PATIENCE
from ..documents.kinds import Kind, Source


def offered(release: int, language: str) -> list[tuple[Kind, str]]:
    """(kind, address); no address where the machine lacks something."""
    page = "admin:releases_release_draft_document"
    return [
        (kind, "" if kind.lacks() else reverse(page, args=[release, language, name]))
        for name, kind in KINDS.items()
    ]


def made(kind: Kind, source: Source):
    """A file that ends when it is closed. Raises slots.AllTaken and NotMade."""
    with slots.taken("documents", AT_ONCE, PATIENCE):
        file = TemporaryFile()  # noqa: SIM115 closed with the answer
        kind.write(source, file)
    file.seek(0)
    return file
