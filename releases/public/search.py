"""Live editions that a search finds: by the best place in which all its words stand, then the newest first.

A database would sort all that is found before it shows twenty. The entries of its index are read in order
instead, and asked about until a page is full.
"""

import datetime
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from common import moments
from common.compiled_queries import compiled
from common.public_pages import FewUnderClock
from common.search import Level, entries
from common.search.typed import LAST, Search, Term, read
from institutes.models import FormerName, Organisation

from ..models import Edition
from ..models.edition_document import organisation_word
from . import live_table
from .live_table import ORDER, live_among_keys

# Who has not found it among so many asks for something else.
MOST = 1_000
# Editions that have the words of a phrase and are read for it.
MOST_READ = 2_000
# A word in more names than that names nobody.
MOST_NAMED = 20
KINDS = (Organisation.Kind.INSTITUTE, Organisation.Kind.SCHOOL)
# Rows that are read at once for a phrase.
BATCH = 500
NOWHERE = LAST + 1
# Of each name its organisation and its words; the words of all.
Names = tuple[list[tuple[str, frozenset[str]]], frozenset[str]]
_names: FewUnderClock[Names] = FewUnderClock(1)


class Results:
    """Of one language at one moment, now by default."""

    def __init__(self, search: Search, language: str, at: datetime.datetime | None = None):
        self.search, self.language, self.at = search, language, at or moments.moment()
        self.held = live_table.held(language) if at is None else None
        # {edition: the level of its phrases}, of those that have been read for them.
        self.phrases: dict[int, int | None] = {}

    def number(self) -> int:
        """Up to MOST."""
        return len(self.by_date)

    @cached_property
    def by_date(self) -> list[int]:
        """Keys, wherever the words stand; up to MOST."""
        return self.newest(MOST)

    def newest(self, number: int) -> list[int]:
        return list(islice(self._in_level(LAST), number)) if self.search else []

    def keys(self, start: int, end: int) -> list[int]:
        """Of the editions from one place to another; places past MOST are empty."""
        end = min(end, self.number() if self._all_are_known else MOST) if self.search else 0
        found: dict[int, None] = {}
        for key in self._best_first() if end else ():
            found.setdefault(key)
            if len(found) >= end:
                break
        return list(found)[start:end]

    @cached_property
    def _all_are_known(self) -> bool:
        """Where phrases are read in the newest alone, a better level may have others."""
        return not self.search.has_phrases and self.number() < MOST

    def _best_first(self):
        """What a level has comes again in the next."""
        for level in list(Level)[:-1]:
            if level > Level.TITLE and self._levels_are_known:
                yield from (key for key in self.by_date if (self.phrases[key] or NOWHERE) <= level)
            else:
                yield from self._in_level(level, are_few=self._all_are_known)
        yield from self.by_date

    @cached_property
    def _levels_are_known(self) -> bool:
        """Old titles are worth another look; other places are taken from what has been read."""
        return all(term.is_phrase for term in self.search.wanted) and self.number() < MOST

    def _in_level(self, level, *, are_few: bool = False) -> Iterator[int]:
        """All words stand in this level or a better one; the newest first."""
        found = (
            self._live_entries(level, are_few) if self.held is None else self._held_entries(self.held, level)
        )
        return self._with_phrases(level, islice(found, MOST_READ)) if self.search.has_phrases else found

    def _with_phrases(self, level, keys):
        """The index does not know the order of words: rows are read, the newest alone."""
        while batch := list(islice(keys, BATCH)):
            unread = [key for key in batch if key not in self.phrases]
            for key, words in _words().rows(at=self.at, keys=unread) if unread else ():
                self.phrases[key] = self.search.level_of_phrases(words)
            yield from (key for key in batch if (self.phrases.get(key) or NOWHERE) <= level)

    def _held_entries(self, held, level):
        yield from held.in_order(entries.all_keys(Edition, self.search, level, self.language))

    def _live_entries(self, level, are_few):
        batches = entries.in_batches(Edition, self.search, level, self.language, are_few=are_few)
        for batch in batches:
            rows = _languages().rows(at=self.at, keys=batch)
            yield from (key for key, language in rows if language == self.language)


@compiled()
def _languages():
    """By keys alone: asked for a language too, SQLite would walk over all of it."""
    return live_among_keys().order_by(*ORDER).values_list("pk", "language")


@compiled()
def _words():
    return live_among_keys().values_list("pk", "search_text")


def find(typed: str, language: str, at: datetime.datetime | None = None) -> Results:
    # Boilerplates and names say the same everywhere: whoever leaves a word out means the text itself.
    search = read(typed, languages=[language], excluded_to=Level.BODY)
    return Results(search.replace(_with_other_names), language, at)


def _with_other_names(term: Term) -> Term:
    """What bears one name of a school is found by all names that the school has or had."""
    names, words_of_all = _names.get("names", _all_names)
    # Most words are in no name.
    found = names if term.stands_in(words_of_all) else []
    slugs = {slug for slug, words in found if term.stands_in(words)}
    return term if len(slugs) > MOST_NAMED else term.or_one_of(map(organisation_word, sorted(slugs)))


def _all_names() -> Names:
    own = Organisation.objects.filter(kind__in=KINDS).order_by().values_list("slug", "search_text")
    others = FormerName.objects.filter(organisation__kind__in=KINDS).order_by()
    rows = [*own, *others.values_list("organisation__slug", "search_text")]
    names = [(slug, frozenset(word[1:] for word in words.split())) for slug, words in rows if words]
    return names, frozenset().union(*(words for _slug, words in names))
