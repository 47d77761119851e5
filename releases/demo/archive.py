"""Plausible releases of twenty years, for measuring and for pictures; from one seed always the same.

Some go through `compose()`, with all that an approval copies; the others show the same under texts, dates and
addresses of their own, written in bulk.
"""

import datetime
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from common import languages
from common.slugs import propose_slug
from institutes.models import Contact, Institute, School

from ..models import (
    Address,
    Boilerplate,
    Edition,
    ReferenceCounter,
    Release,
    ReleaseBoilerplate,
    ReleaseContact,
    Status,
    Topic,
)
from ..workflow.composition import compose
from . import archive_texts

FIRST_DAY = datetime.date(2006, 3, 1)
PATTERNS = 24
BATCH = 500
APPROVER = "Archive"
# So many of a thousand.
CORRECTED, WITHDRAWN = 50, 10


class _Pattern(NamedTuple):
    """What releases are about, and what their editions show of that."""

    related: dict[str, list]
    documents: dict[str, dict[str, Any]]


class _Planned(NamedTuple):
    release: Release
    pattern: _Pattern
    live_from: datetime.datetime


def fill(number: int, seed: int) -> Iterator[int]:
    """Adds that many releases; yields how many there are after each batch."""
    chance = random.Random(seed)  # noqa: S311
    patterns = [_pattern(chance) for _ in range(min(PATTERNS, number))]
    days = _days(number)
    for start in range(0, number, BATCH):
        with transaction.atomic():
            numbers = _last_numbers()
            planned = [_plan(day, chance, patterns, numbers) for day in days[start : start + BATCH]]
            _write(planned, chance)
            _save(numbers)
        yield min(start + BATCH, number)


def _days(number):
    """From the first day to yesterday, evenly."""
    span = (timezone.localdate() - FIRST_DAY).days - 1
    return [
        FIRST_DAY + datetime.timedelta(days=span * place // max(number - 1, 1)) for place in range(number)
    ]


def _pattern(chance):
    """Of a release that is made for it and taken back."""
    related = {
        "institutes": _some(Institute, chance, 2),
        "schools": _some(School, chance, 3),
        "topics": _some(Topic, chance, 2),
        "contacts": _some(Contact.objects.for_the_press(), chance, 2),
        "boilerplates": _some(Boilerplate, chance, 2),
    }
    with transaction.atomic():
        texts = archive_texts.texts(chance)
        release = Release.objects.create(**_columns(texts), issued_on=FIRST_DAY)
        for name in ("institutes", "schools", "topics"):
            getattr(release, name).set(related[name])
        _write_lines([_Planned(release, _Pattern(related, {}), timezone.now())])
        documents = {code: compose(release, code).document for code in languages.LANGUAGES}
        transaction.set_rollback(True)
    return _Pattern(related, documents)


def _some(rows, chance, most):
    rows = list(getattr(rows, "objects", rows).all())
    return chance.sample(rows, min(len(rows), chance.randint(1, most)))


def _columns(texts):
    return {
        languages.column_in(code, field): text
        for code in languages.LANGUAGES
        for field, text in archive_texts.in_language(texts, code).items()
    }


def _last_numbers():
    """By year: the last reference given, fixtures' included."""
    numbers = Counter(dict(ReferenceCounter.objects.values_list("year", "last")))
    for reference in Release.objects.values_list("reference", flat=True):
        _prefix, year, number = reference.split("-")
        numbers[int(year)] = max(numbers[int(year)], int(number))
    return numbers


def _save(numbers):
    ReferenceCounter.objects.bulk_create(
        [ReferenceCounter(year=year, last=last) for year, last in numbers.items()],
        update_conflicts=True,
        unique_fields=["year"],
        update_fields=["last"],
    )


def _plan(day, chance, patterns, numbers):
    numbers[day.year] += 1
    number = numbers[day.year]
    columns = _columns(archive_texts.texts(chance))
    for code in languages.LANGUAGES:
        title = columns[languages.column_in(code, "title")]
        columns[languages.column_in(code, "slug")] = f"{propose_slug(title)[:100]}-{number}"
        columns[languages.column_in(code, "status")] = Status.APPROVED
    release = Release(reference=f"CP-{day.year}-{number:03}", issued_on=day, revision=1, **columns)
    hour = datetime.time(9, number // 60 % 60, number % 60)
    return _Planned(
        release, chance.choice(patterns), timezone.make_aware(datetime.datetime.combine(day, hour))
    )


def _write(planned, chance):
    Release.objects.bulk_create([each.release for each in planned])
    _write_related(planned, Release, lambda each: [each.release])
    _write_lines(planned)
    addresses = {
        (each.release.pk, code): Address(
            release=each.release,
            language=code,
            year=each.live_from.year,
            slug=each.release.text("slug", code),
        )
        for each in planned
        for code in languages.LANGUAGES
    }
    Address.objects.bulk_create(addresses.values())
    editions = {each.release.pk: list(_editions(each, addresses, chance)) for each in planned}
    Edition.objects.bulk_create(edition for some in editions.values() for edition in some)
    _write_related(planned, Edition, lambda each: editions[each.release.pk])


def _write_lines(planned):
    ReleaseContact.objects.bulk_create(
        ReleaseContact(release=each.release, contact=contact, order=order)
        for each in planned
        for order, contact in enumerate(each.pattern.related["contacts"])
    )
    ReleaseBoilerplate.objects.bulk_create(
        ReleaseBoilerplate(release=each.release, boilerplate=boilerplate, order=order)
        for each in planned
        for order, boilerplate in enumerate(each.pattern.related["boilerplates"])
    )


def _write_related(planned, model, rows_of):
    """The relations of releases, or of their editions, to organisations and topics."""
    about = {"institutes": ["institutes"], "schools": ["schools"]}
    relations = about if model is Release else {"organisations": ["institutes", "schools"]}
    for name, sources in {**relations, "topics": ["topics"]}.items():
        relation = getattr(model, name)
        own, other = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
        relation.through.objects.bulk_create(
            relation.through(
                **{f"{own}_id": row.pk, f"{other}_id": related.pk},
                **(row.place_in_lists if name == "organisations" else {}),
            )
            for each in planned
            for row in rows_of(each)
            for source in sources
            for related in each.pattern.related[source]
        )


def _editions(each, addresses, chance):
    """Of each language one; of a release that was corrected two, the first ended by the second."""
    fate, hour = chance.randrange(1000), datetime.timedelta(hours=1)
    for code in languages.LANGUAGES:
        first = _edition(each, code, addresses, number=1, live_from=each.live_from)
        if fate < CORRECTED:
            first.live_until = each.live_from + hour
            note = archive_texts.in_language(archive_texts.CORRECTIONS, code)
            second = _edition(each, code, addresses, number=2, live_from=first.live_until, change_note=note)
            correction = {"number": 1, "date": each.release.issued_on.isoformat(), "note": note}
            second.document = second.document | {"correction": correction}
            yield second
        elif fate < CORRECTED + WITHDRAWN:
            first.live_until = first.withdrawn_at = each.live_from + hour
            first.withdrawal_note = archive_texts.in_language(archive_texts.WITHDRAWALS, code)
            first.withdrawn_by = APPROVER
        yield first


def _edition(each, code, addresses, **fields):
    texts = each.release.texts(code)
    del texts["slug"]
    return Edition(
        release=each.release,
        language=code,
        address=addresses[each.release.pk, code],
        reference=each.release.reference,
        kind=each.release.kind,
        issued_on=each.release.issued_on,
        document=each.pattern.documents[code] | {"correction": None},
        approved_at=fields["live_from"],
        approved_by=APPROVER,
        **texts,
        **fields,
    )
