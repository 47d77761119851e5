"""The text that somebody had before them when they began to write."""

from django.core.exceptions import ValidationError

from common import initial_digests

from ..models import Release, Version
from ..texts.richtext import clean_html

MOST_VERSIONS = 50


def text_seen(release: Release, column: str, digest: str | None, sent: str = "") -> str | None:
    """The body of that digest, as the browser sent it or of a version; None where nobody knows it."""
    try:
        text = clean_html(sent)
    except ValidationError:
        text = clean_html("")
    if initial_digests.digest(text) == digest:
        return text
    versions = Version.objects.filter(release=release)[:MOST_VERSIONS]
    kept = (version.snapshot.get(column, "") for version in versions)
    return next((text for text in kept if initial_digests.digest(text) == digest), None)
