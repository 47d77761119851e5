"""The names that a release may mention: of all organisations, and of its contacts."""

from functools import lru_cache

from django.core.cache import cache

from common import languages
from institutes.models import Organisation

from ..models import Release
from ..texts.parity import Names, name

# More names are not looked for.
MOST_NAMES = 2_000
# So long may a name be an old one: the next look tells.
SECONDS = 10
# Of the texts that were looked at last.
KEPT = 64


def names_of(release: Release) -> Names:
    people = {str(line.contact): line.contact.last_name for line in release.contact_lines.all()}
    return _names_of(names_of_organisations(), tuple(sorted(people.items())))


def names_of_organisations():
    """As they were some seconds ago, for every form of the office."""
    return cache.get_or_set("names-of-all-organisations", _read_organisations, SECONDS)


def _read_organisations():
    columns = [*languages.columns("name"), *languages.columns("short_name")]
    return tuple(Organisation.objects.order_by("pk").values_list(*columns)[:MOST_NAMES])


@lru_cache(KEPT)
def _names_of(organisations, people) -> Names:
    number = len(languages.LANGUAGES)
    found = []
    for row in organisations:
        if forms := dict(zip(languages.LANGUAGES, row[:number], strict=True)):
            found.append(name(next(filter(None, forms.values()), ""), forms, filter(None, row[number:])))
    return Names(tuple(found + [name(full, {}, [full], [surname]) for full, surname in people]))
