"""Whether the approved texts of two languages state the same, kept for the first page: docs/parity.md."""

import datetime
from collections.abc import Mapping
from copy import copy

from django.utils import timezone

from common import languages

from ..models import Edition, Release
from .checks import CHECKS, Examination
from .parity import FIELDS
from .prefetching import with_prefetched_lines


def keep_contradictions(release: Release, at: datetime.datetime | None = None) -> None:
    """Of what was approved last in each language; after an approval, and after a dismissal."""
    editions = _last_editions(release, at or timezone.now())
    found = {
        languages.column_in(code, "differs"): _contradicts(release, code, editions)
        for code in languages.LANGUAGES
    }
    if any(found[column] != bool(getattr(release, column)) for column in found):
        vars(release).update(found)
        Release.objects.filter(pk=release.pk).update(**found)


def _last_editions(release, at) -> dict[str, Edition]:
    editions = Edition.objects.live_or_scheduled(at).filter(release=release.pk).order_by("live_from")
    return {
        edition.language: edition for edition in editions.only("release", "language", "live_from", *FIELDS)
    }


def _contradicts(release, language, editions: Mapping[str, Edition]) -> bool:
    if language == release.source_language or not {language, release.source_language} <= editions.keys():
        return False
    pair = [editions[code] for code in (release.source_language, language)]
    found = Examination(_as_approved(release, pair), language).findings([CHECKS["parity"]])
    return any(finding.fingerprint not in release.dismissed for finding in found)


def _as_approved(release, editions) -> Release:
    """A copy that must not be saved: somebody may be writing the next text by now."""
    known = copy(with_prefetched_lines(release))
    for edition in editions:
        for field in FIELDS:
            setattr(known, languages.column_in(edition.language, field), getattr(edition, field))
    return known
