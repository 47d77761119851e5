"""The names that a release may mention: of all organisations, now and formerly, and of its contacts."""

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, cast

from django.core.cache import cache

from common import languages
from institutes.models import FormerName, Organisation

from ..models import Release
from ..texts.parity import Name, Names, name

# More are not looked for.
MOST_NAMES = 4_000
# So long may a name be an old one: the next look tells.
SECONDS = 10
# Of the texts that were looked at last.
KEPT = 64


class Former(NamedTuple):
    kind: str
    # The first day of the name that followed.
    until: datetime.date | None
    forms: tuple[str, ...]


class Named(NamedTuple):
    """An organisation. Each name in each language."""

    forms: tuple[str, ...]
    short: tuple[str, ...]
    formers: tuple[Former, ...]

    @property
    def key(self) -> str:
        return next(filter(None, self.forms), "")

    def official(self, language: str, day: datetime.date) -> str:
        """As Organisation.name_on() has it."""
        later = [each for each in self.formers if _is_renamed(each) and day < cast(datetime.date, each.until)]
        forms = min(later, key=lambda each: cast(datetime.date, each.until)).forms if later else self.forms
        return dict(zip(languages.LANGUAGES, forms, strict=True))[language] or next(filter(None, forms), "")

    def spellings(self, day: datetime.date) -> Iterator[str]:
        """What it is not called on that day: other spellings, and names that it has given up."""
        for former in self.formers:
            is_over = _is_renamed(former) and cast(datetime.date, former.until) <= day
            if former.kind == FormerName.Kind.SPELLING or is_over:
                yield from filter(None, former.forms)


def _is_renamed(former):
    return former.kind == FormerName.Kind.RENAMED and former.until is not None


def organisations() -> tuple[Named, ...]:
    """As they were some seconds ago, for every form of the office."""
    return cast(tuple[Named, ...], cache.get_or_set("names-of-all-organisations", _read, SECONDS))


def _read():
    number = len(languages.LANGUAGES)
    own = [*languages.columns("name"), *languages.columns("short_name")]
    former = [f"former_names__{column}" for column in ("kind", "until", *languages.columns("name"))]
    rows = Organisation.objects.order_by("pk", "former_names__pk").values_list("pk", *own, *former)
    return tuple(_named(list(same), number) for _key, same in groupby(rows[:MOST_NAMES], lambda row: row[0]))


def _named(rows, number):
    _key, *columns = rows[0]
    formers = (row[1 + 2 * number :] for row in rows)
    return Named(
        tuple(each or "" for each in columns[:number]),
        tuple(each or "" for each in columns[number : 2 * number]),
        tuple(Former(kind, until, _texts(forms)) for kind, until, *forms in formers if kind),
    )


def _texts(forms):
    return tuple(each or "" for each in forms)


def names_of_organisations() -> tuple[tuple[str, ...], ...]:
    """All that each of them is called now."""
    return tuple((*each.forms, *each.short) for each in organisations())


def names_of(release: Release) -> Names:
    people = {str(line.contact): line.contact.last_name for line in release.contact_lines.all()}
    return _names_of(organisations(), tuple(sorted(people.items())))


def names_of_house() -> Names:
    """What is no release's mentions no contacts."""
    return _names_of(organisations(), ())


@lru_cache(KEPT)
def _names_of(known: tuple[Named, ...], people) -> Names:
    persons = [name(full, {}, [full], [surname]) for full, surname in people]
    return Names((*map(_of_organisation, known), *persons))


def _of_organisation(named: Named) -> Name:
    forms = dict(zip(languages.LANGUAGES, named.forms, strict=True))
    # What was merged into it is another organisation.
    formers = (each for each in named.formers if each.kind != FormerName.Kind.MERGED)
    others = [*named.short, *(form for former in formers for form in former.forms)]
    return name(named.key, forms, dict.fromkeys(filter(None, others)))
