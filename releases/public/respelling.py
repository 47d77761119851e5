"""A search with known spellings in the place of the words that nothing has."""

from collections.abc import Iterator
from typing import NamedTuple

from common.public_pages import under_clock
from common.search.spelling import Spelling, nearest, spellings

from ..models import Edition
from .live_table import ORDER
from .search import find

# Of a search, and of the record: the newest editions, whose words are proposed for others.
MAX_WORDS, MAX_EDITIONS = 6, 1_000
QUOTES = frozenset('"“”„«»')


class Respelling(NamedTuple):
    # '' where it is what was typed.
    typed: str
    # Words that nothing has, and that are near none; the search without them.
    unknown: list[str]
    without_unknown: str


def respelling(typed: str, language: str) -> Respelling:
    words = typed.split()
    if len(words) > MAX_WORDS:
        return Respelling("", [], "")
    better = {word: _better(word, language) for word in words}
    respelt = [better[word] or word for word in words]
    return Respelling(
        " ".join(respelt) if respelt != words else "",
        [word for word in words if better[word] is None],
        " ".join(filter(None, (better[word] for word in words))),
    )


def _better(word, language) -> str | None:
    """The word itself where something has it; None where nothing has it or one that is near."""
    if QUOTES.intersection(word):
        return word
    found = find(word, language)
    if not found.search or found.newest(1):
        return word
    known = under_clock(f"spellings in {language}", lambda: _known(language))
    return nearest(word, known)


def _known(language) -> list[Spelling]:
    return spellings(_texts(language), language)


def _texts(language) -> Iterator[str]:
    live = Edition.objects.live(language=language).order_by(*ORDER)[:MAX_EDITIONS]
    for *texts, contacts in live.values_list("title", "standfirst", "city", "document__contacts"):
        yield from texts
        # Who was erased has no name there.
        yield from (contact.get("name", "") for contact in contacts or ())
