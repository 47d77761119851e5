"""What a release's page offers to take away: its documents, which say themselves that they can be made."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from ..models import DocumentFile
from .lookup import Approved

_offered: list[DocumentFile.Kind] = []


def offer(kinds: Iterable[DocumentFile.Kind]) -> None:
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
    return [(str(kind.label), document_url(live, kind.value)) for kind in _offered]
