"""What a release's page offers to take away: its documents, which say themselves that they can be made."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from ..models import DocumentFile
from .lookup import Approved

# (kind, MIME type)
_offered: list[tuple[DocumentFile.Kind, str]] = []


def offer(kinds: Iterable[tuple[DocumentFile.Kind, str]]) -> None:
    """In this order."""
    _offered[:] = kinds


def document_url(live: Approved, name: str) -> str:
    with override(live.language):
        return reverse(
            "release_document",
            kwargs={"year": live.address.year, "slug": live.address.slug, "name": name},
        )


def documents_of(live: Approved) -> list[tuple[str, str]]:
    """(label, address)"""
    return [(str(kind.label), document_url(live, kind.value)) for kind, _mime_type in _offered]


def encodings_of(live: Approved) -> list[tuple[str, str]]:
    """(MIME type, address)"""
    return [(mime_type, document_url(live, kind.value)) for kind, mime_type in _offered]
