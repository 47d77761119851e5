import datetime

from django.db.models import CharField, IntegerField, QuerySet
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.utils import timezone

from common.compiled_queries import Parameter, compiled

from ..models import Address, Edition, EditionFile, EditionOrganisation, Release
from .composition import organisations_of
from .events import moment_of
from .prefetching import editions_of


def live_or_scheduled_editions(
    release: Release, language: str, at: datetime.datetime | None = None
) -> QuerySet[Edition, Edition]:
    return Edition.objects.filter(release=release, language=language).live_or_scheduled(
        at or moment_of(release)
    )


def to_withdraw(release: Release, language: str) -> QuerySet[Edition, Edition]:
    """What readers have or will have by today's clock, whatever else is written for later."""
    return live_or_scheduled_editions(release, language, timezone.now())


def scheduled_editions(
    release: Release, language: str, at: datetime.datetime | None = None
) -> QuerySet[Edition, Edition]:
    """What is approved and has not begun: one at most."""
    at = at or moment_of(release)
    return live_or_scheduled_editions(release, language, at).filter(live_from__gt=at)


def is_to_withdraw(release: Release, language: str) -> bool:
    now = timezone.now()
    return any(e.interval.is_live_or_scheduled(now) for e in editions_of(release, language))


def is_scheduled(release: Release, language: str) -> bool:
    now = moment_of(release)
    return any(e.interval.is_scheduled(now) for e in editions_of(release, language))


def is_only_scheduled(release: Release, language: str, at: datetime.datetime | None = None) -> bool:
    """Whether a withdrawal would take nothing from readers."""
    at = at or moment_of(release)
    is_live = live_or_scheduled_editions(release, language, at).filter(live_from__lte=at).exists()
    return not is_live and scheduled_editions(release, language, at).exists()


def claim_address(release: Release, language: str, year: int) -> Address:
    """The release's own address; of another release where that one stands there already.

    Capitals make no other address: readers write it as they like.
    """
    place = {"language": language, "year": year, "slug": release.text("slug", language)}
    if known := _claimed(release, place):
        return known
    # Another release may claim it at the same moment.
    Address.objects.bulk_create([Address(release=release, **place)], ignore_conflicts=True)
    return _claimed(release, place)


def _claimed(release, place):
    found = _addresses().rows(**{**place, "slug": place["slug"].upper()})
    others_first = sorted(found, key=lambda address: (address.release_id == release.pk, address.pk))
    return next(iter(others_first), None)


@compiled()
def _addresses():
    language, year = Parameter("language", CharField()), Parameter("year", IntegerField())
    in_capitals = Exact(Upper("slug"), Parameter("slug", CharField()))
    return Address.objects.filter(in_capitals, language=language, year=year)


def write(release: Release, edition: Edition) -> None:
    """Writes the edition, ends the live one where it begins and takes the place of a scheduled one."""
    edition.number = _next_number(release, edition.language)
    edition.document["correction"] = _take_its_place(release, edition) if edition.number > 1 else None
    edition.save()
    EditionOrganisation.objects.bulk_create(
        EditionOrganisation(edition=edition, organisation_id=organisation.pk, **edition.place_in_lists)
        for organisation in organisations_of(release)
    )
    edition.topics.add(*release.topics.all())
    _record_files(edition)


def _take_its_place(release, edition):
    """Ends those before it; what readers are told of a correction."""
    before = Edition.objects.filter(release=release, language=edition.language)
    # The latest first: the live edition may grow only where the scheduled one has made room.
    for earlier in before.live_or_scheduled(edition.approved_at).order_by("-live_from"):
        has_begun = earlier.live_from <= edition.approved_at
        earlier.live_until = edition.live_from if has_begun else earlier.live_from
        earlier.save(update_fields=["live_until"])
    return _correction(edition, before.ever_live(edition.approved_at))


def write_copy(old: Edition, new: Edition, by_name: str, now: datetime.datetime) -> None:
    """The copy goes on where the edition stands: from now, or from its hour."""
    new.live_from, new.live_until = max(now, old.live_from), old.live_until
    new.approved_at, new.approved_by, new.is_minor = now, by_name, True
    new.number = _next_number(old.release, old.language)
    old.live_until = new.live_from
    old.save(update_fields=["live_until"])
    new.save()
    new.organisations.add(*old.organisations.all(), through_defaults=new.place_in_lists)
    new.topics.add(*old.topics.all())
    _record_files(new)


def close(edition: Edition, explanation: str, by_name: str, now: datetime.datetime) -> None:
    """What readers have ends at once, though the clock was set back since `now`; what is still to come never
    begins."""
    today = timezone.now()
    edition.live_until = min(now, today) if edition.live_from <= today else max(now, edition.live_from)
    edition.withdrawn_at, edition.withdrawn_by = now, by_name
    edition.withdrawal_note = explanation
    edition.save(update_fields=["live_until", "withdrawn_at", "withdrawn_by", "withdrawal_note"])


def cancel(scheduled: Edition, now: datetime.datetime) -> None:
    """It never begins, and what it was to end goes on."""
    own = Edition.objects.filter(release=scheduled.release, language=scheduled.language)
    ended = own.live(now).filter(live_until=scheduled.live_from).first()
    scheduled.live_until = scheduled.live_from
    scheduled.save(update_fields=["live_until"])
    if ended:
        ended.live_until = None
        ended.save(update_fields=["live_until"])


def _correction(edition, seen):
    """What readers are told was corrected: now, or, under a minor edition, by the one before it.

    `seen` are the editions that readers saw, and no others: one that was replaced or withdrawn before its
    hour describes nothing that stands on the site.
    """
    last = seen.order_by("-number").first()
    if last is None:
        return None
    if edition.is_minor:
        return last.document.get("correction")
    return {
        "number": sum(_is_announced(edition) for edition in seen.only("is_minor", "document")) + 1,
        "date": timezone.localdate(edition.live_from).isoformat(),
        "note": edition.change_note,
        # Readers were without it: more than a correction.
        "is_back": last.interval.was_withdrawn,
    }


def _is_announced(edition):
    """Whether readers were told of it; a minor edition repeats the notice of the one before."""
    return not edition.is_minor and bool(edition.document.get("correction"))


def _next_number(release, language):
    return max((edition.number for edition in editions_of(release, language)), default=0) + 1


def _record_files(edition):
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, path=file["path"]) for file in edition.shown_files
    )
