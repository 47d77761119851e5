"""Where a public address leads: one query, decided by the intervals of what was approved.

The clock is asked once for all of them: what one row shows agrees with what its neighbours show.
"""

import datetime
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, FilteredRelation, Q
from django.http import Http404

from common import languages, moments
from common.compiled_queries import Parameter, compiled
from common.small_letters import InCapitals

from ..models import Address, Edition
from ..models.interval import Interval


class Approved(NamedTuple):
    """An edition without its body; article and data are there of what is live, if they were rendered."""

    pk: int
    number: int
    change_note: str
    is_minor: bool
    reference: str
    language: str
    title: str
    standfirst: str
    interval: Interval
    withdrawal_note: str
    address: Address
    version: str | None
    article: str | None
    structured_data: str | None

    @property
    def url(self) -> str:
        return self.address.get_absolute_url()


@dataclass(frozen=True)
class Found:
    """All editions of a release, and what readers have of them at that moment."""

    editions: list[Approved]
    at: datetime.datetime
    # (language, release) of those that have claimed the same year and name in another language.
    claimed_elsewhere: tuple[tuple[str, int], ...] = ()

    def live(self, language: str) -> Approved | None:
        return next((e for e in self.of(language) if e.interval.is_live(self.at)), None)

    def of(self, language: str) -> list[Approved]:
        return [edition for edition in self.editions if edition.language == language]

    def was_seen_at(self, language: str, year: int, slug: str) -> bool:
        return any(
            (edition.address.year, edition.address.slug) == (year, slug)
            and (edition.interval.was_live(self.at) or edition.interval.was_withdrawn)
            for edition in self.of(language)
        )

    def first_hour(self, language: str) -> datetime.datetime:
        """When readers first had this language, in whatever words."""
        return min(e.interval.live_from for e in self.of(language) if e.interval.was_live(self.at))

    def is_known(self, language: str, year: int, slug: str) -> bool:
        """Something is read there, or told of a withdrawal."""
        has_page = self.live(language) or self.withdrawn(language)
        return bool(has_page) and self.was_seen_at(language, year, slug)

    def seen(self, language: str) -> list[Approved]:
        """What readers had of a language, the earliest first."""
        seen = [e for e in self.of(language) if e.interval.was_live(self.at) or e.interval.was_withdrawn]
        return sorted(seen, key=_place_in_time)

    def readable(self, language: str) -> list[Approved]:
        """Those that readers may still be given: a withdrawal takes back all that was there before."""
        seen = self.seen(language)
        last = max((place for place, e in enumerate(seen) if e.interval.was_withdrawn), default=-1)
        return seen[last + 1 :]

    def withdrawal_of(self, edition: Approved) -> Approved:
        """The edition under which one that is not readable was taken back."""
        seen = self.seen(edition.language)
        return next(e for e in seen[seen.index(edition) :] if e.interval.was_withdrawn)

    def withdrawn(self, language: str | None = None) -> Approved | None:
        """The last that was taken back; of any language where none is given."""
        editions = self.of(language) if language else self.editions
        withdrawn = [edition for edition in editions if edition.interval.was_withdrawn]
        return max(withdrawn, key=lambda edition: edition.interval.withdrawn_at, default=None)  # type: ignore[arg-type, return-value]

    def withdrawal_told_in(self, language: str) -> Approved | None:
        """What the reference explains: where nothing is live any more, one of another language too."""
        if self.live(language):
            return None
        return self.withdrawn(language) or (None if self.alternates() else self.withdrawn())

    @property
    def is_public(self) -> bool:
        """Something is read, or told of a withdrawal, in some language."""
        return bool(self.alternates() or self.withdrawn())

    def alternates(self) -> list[tuple[str, str, str]]:
        """(code, name, address) of each language that is live, in the order of the settings."""
        live = {code: self.live(code) for code in languages.LANGUAGES}
        return [(code, languages.own_name(code), edition.url) for code, edition in live.items() if edition]


def _place_in_time(edition):
    return edition.interval.live_from, edition.number


def at_address(language: str, year: int, slug: str) -> Found:
    """Of the release that has claimed the address, whatever stands there now."""
    claimants = _claimants(year, slug)
    release = claimants.pop(language, None)
    found = _found("release", release) if release else Found([], moments.moment())
    return replace(found, claimed_elsewhere=tuple(claimants.items())) if claimants else found


def known_at(language: str, year: int, slug: str) -> Found:
    """Of a release that readers have at the address, or had there: live in that language, else withdrawn."""
    found = at_address(language, year, slug)
    if not found.is_known(language, year, slug):
        refuse_capitals(language, year, slug)
        raise Http404
    return found


def refuse_capitals(language: str, year: int, slug: str) -> None:
    """Where nothing is; of what is not public, capital letters tell nothing either."""
    small = slug.lower()
    if small != slug and at_address(language, year, small).is_known(language, year, small):
        raise InCapitals(slug)


def in_another_language(missed: Found, year: int, slug: str) -> Found | None:
    """Of a release that is live somewhere, and known by that name in a language that was not asked for."""
    for code, release in missed.claimed_elsewhere:
        found = _found("release", release)
        if found.was_seen_at(code, year, slug) and found.alternates():
            return found
    return None


def _claimants(year, slug):
    """In plain SQL: anybody may ask for any number of addresses, and most of the cost was the ORM's."""
    places = ", ".join(["%s"] * len(languages.LANGUAGES))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT language, release_id FROM releases_address"  # noqa: S608
            f" WHERE language IN ({places}) AND year = %s AND slug = %s",
            [*languages.LANGUAGES, year, slug],
        )
        return dict(cursor.fetchall())


def by_reference(reference: str) -> Found:
    return _found("reference", reference)


def is_in_small_letters(reference: str) -> bool:
    """cp-2022-001: a reference is read aloud, and typed so. Of what is not public it tells nothing."""
    return reference != reference.upper() and by_reference(reference.upper()).is_public


def _found(name, value):
    at = moments.moment()
    return Found([_approved(*row) for row in _editions_by(name).rows(value=value, at=at)], at)


@compiled(most=2)
def _editions_by(name):
    at = Parameter("at", DateTimeField())
    value = Parameter("value", BigIntegerField() if name == "release" else CharField())
    is_live = Q(live_from__lte=at) & (Q(live_until__isnull=True) | Q(live_until__gt=at))
    rows = Edition.objects.filter(**{name: value}).annotate(shown=FilteredRelation("html", condition=is_live))
    return rows.order_by("number").values_list(
        *("pk", "number", "change_note", "is_minor"),
        *("reference", "language", "title", "standfirst", "live_from", "live_until", "withdrawn_at"),
        *("withdrawal_note", "address__language", "address__year", "address__slug"),
        *("shown__version", "shown__article", "shown__structured_data"),
    )


def _approved(pk, number, note_of_change, is_minor, reference, language, title, standfirst, *others):
    live_from, live_until, withdrawn_at, note, code, year, slug, *html = others
    interval = Interval(live_from, live_until, _by_then(withdrawn_at))
    address = Address(language=code, year=year, slug=slug)
    texts = (title, standfirst, interval, note, address, *html)
    return Approved(pk, number, note_of_change, is_minor, reference, language, *texts)


def _by_then(withdrawn_at):
    """Of an earlier moment, what was not withdrawn yet."""
    asked = moments.asked()
    return None if asked and withdrawn_at and withdrawn_at > asked else withdrawn_at
