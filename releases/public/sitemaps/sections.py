"""Which parts the list of releases is cut into, and when each last changed."""

import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from common import languages

from ...models import Edition
from ...models.sections import SIZE

# From section to section, and to the last hour of each: along two indexes, with one step for each answer. The
# same as an aggregate reads every edition.
SECTIONS = """
    WITH RECURSIVE section (place) AS (
        SELECT min((release_id / {size})) FROM releases_edition
        UNION ALL
        SELECT (SELECT min((release_id / {size})) FROM releases_edition WHERE (release_id / {size}) > place)
        FROM section WHERE place IS NOT NULL
    )
    SELECT
        place,
        (SELECT live_from FROM releases_edition
            WHERE (release_id / {size}) = place AND language = %(language)s
                AND live_from <= %(now)s AND (live_until IS NULL OR live_until > live_from)
            ORDER BY live_from DESC LIMIT 1),
        (SELECT live_until FROM releases_edition
            WHERE (release_id / {size}) = place AND language = %(language)s
                AND live_until <= %(now)s AND live_until > live_from
            ORDER BY live_until DESC LIMIT 1),
        EXISTS (SELECT 1 FROM releases_edition
            WHERE (release_id / {size}) = place AND language = %(language)s
                AND live_until IS NULL AND live_from <= %(now)s)
        OR EXISTS (SELECT 1 FROM releases_edition
            WHERE (release_id / {size}) = place AND language = %(language)s
                AND live_until > %(now)s AND live_from <= %(now)s)
    FROM section WHERE place IS NOT NULL
"""


class Section(NamedTuple):
    language: str
    number: int
    changed_at: datetime.datetime


class _Part(NamedTuple):
    """Of a section, in one language: what readers saw begin and end last."""

    number: int
    language: str
    hours: list[datetime.datetime]
    is_live: bool


def sections() -> list[Section]:
    now = timezone.now()
    parts = sorted(part for language in languages.LANGUAGES for part in _parts(language, now))
    by_number = groupby(parts, key=itemgetter(0))
    return sorted(section for _number, parts in by_number for section in _sections(list(parts)))


def _parts(language, now):
    written = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(SECTIONS.format(size=SIZE), {"language": language, "now": written})
        return [
            _Part(number, language, [_moment(hour) for hour in hours if hour], bool(is_live))
            for number, *hours, is_live in cursor.fetchall()
        ]


def _moment(value):
    """SQLite gives it without a zone."""
    return timezone.make_aware(value, datetime.UTC) if timezone.is_naive(value) else value


def _sections(parts):
    """A page that comes or goes in one language changes the alternates of the others."""
    hours = [hour for part in parts for hour in part.hours]
    return [Section(part.language, part.number, max(hours)) for part in parts if part.is_live]


def live_in(section: int) -> QuerySet[Edition]:
    """Their addresses are found along an index as well: PostgreSQL would read those of all releases."""
    keys = (section * SIZE, (section + 1) * SIZE - 1)
    return Edition.objects.live().filter(release__pk__range=keys, address__release__pk__range=keys)
