"""The editions of one language that readers had, as its page lists them."""

import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import override

from .lookup import Approved, Found


class Version(NamedTuple):
    number: int
    begins: datetime.datetime
    ends: datetime.datetime | None
    note: str
    is_minor: bool
    is_live: bool
    is_withdrawn: bool
    url: str
    # Of the page that shows what it changed; "" where there is nothing to compare it with.
    changes_url: str

    @property
    def is_brief(self) -> bool:
        """Its hours are written alike."""
        return self.ends is not None and _minute(self.begins) == _minute(self.ends)


def _minute(moment):
    return moment.replace(second=0, microsecond=0)


class History(NamedTuple):
    versions: list[Version]
    online_since: datetime.datetime
    # After the last withdrawal.
    online_again_since: datetime.datetime | None
    corrected_at: datetime.datetime | None
    # By a change that no note tells of.
    updated_at: datetime.datetime | None


def history_of(found: Found, language: str) -> History:
    """Of a language that is live."""
    versions = _versions(found, language)
    first, *later = [version for version in versions if not version.is_withdrawn]
    was_withdrawn = first is not versions[0]
    corrections = [version.begins for version in later if not version.is_minor]
    return History(
        versions[::-1],
        found.first_hour(language),
        first.begins if was_withdrawn else None,
        corrections[-1] if corrections else None,
        later[-1].begins if later and later[-1].is_minor else None,
    )


def _versions(found, language):
    readable = found.readable(language)
    return [_version(found, e, e in readable, e in readable[1:]) for e in found.seen(language)]


def _version(found, edition, is_readable, has_one_before):
    interval = edition.interval
    is_live = interval.is_live(found.at)
    return Version(
        edition.number,
        interval.live_from,
        interval.live_until,
        edition.change_note if is_readable else "",
        edition.is_minor,
        is_live,
        not is_readable,
        edition.url if is_live else edition_url(edition),
        edition_url(edition, "edition_changes") if has_one_before else "",
    )


def edition_url(edition: Approved, name: str = "edition") -> str:
    address = edition.address
    with override(edition.language):
        return reverse(name, kwargs={"year": address.year, "slug": address.slug, "number": edition.number})
