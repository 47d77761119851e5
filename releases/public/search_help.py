"""What helps where nothing is found: a spelling that would find something, what other languages have."""

from typing import NamedTuple

from common import languages
from common.public_pages import under_clock
from common.search.spelling import Spelling, nearest, spellings
from common.search.typed import reference_in

from ..models import Edition
from . import lookup
from .live_table import ORDER
from .search import find
from .selection import Selection, address_in

# Of a search, and of the record: the newest editions, whose words are proposed for others.
MAX_WORDS, MAX_EDITIONS = 6, 1_000


class Elsewhere(NamedTuple):
    language: str
    name: str
    number: int
    url: str


class Help(NamedTuple):
    # A reference that was typed, and whose withdrawal is public; else ''.
    withdrawn: str
    # What was typed, better spelt; '' where that finds nothing either.
    respelt: str
    url: str
    elsewhere: list[Elsewhere]


def help_for(selection: Selection) -> Help:
    typed, language = selection.typed, selection.language
    respelt, number = _finding(selection.having(typed=_respelt(typed, language)))
    others = [_finding(selection.in_language(code)) for code in languages.others(language)]
    return Help(
        _withdrawn(reference_in(typed), language),
        respelt.typed if number else "",
        address_in(language, respelt),
        [_elsewhere(other, number) for other, number in others if number],
    )


def _finding(selection) -> tuple[Selection, int]:
    """With its choices, else without them; and how many editions that finds."""
    keys = find(selection.typed, selection.language).by_date
    if number := len(selection.among(keys)):
        return selection, number
    return Selection(selection.language, typed=selection.typed), len(keys)


def _elsewhere(selection, number):
    code = selection.language
    return Elsewhere(code, languages.own_name(code), number, address_in(code, selection))


def _withdrawn(reference, language):
    is_told = reference and lookup.by_reference(reference).withdrawal_told_in(language)
    return reference if is_told else ""


def _respelt(typed, language):
    """With a known spelling in the place of each word that nothing has; '' where there is none."""
    words = typed.split()
    if len(words) > MAX_WORDS:
        return ""
    respelt = [_better(word, language) for word in words]
    return " ".join(respelt) if respelt != words else ""


def _better(word, language):
    found = find(word, language)
    if not found.search or found.newest(1):
        return word
    known = under_clock(f"spellings in {language}", lambda: _known(language))
    return nearest(word, known) or word


def _known(language) -> list[Spelling]:
    live = Edition.objects.live(language=language).order_by(*ORDER)[:MAX_EDITIONS]
    texts = live.values_list("title", "standfirst", "city")
    return spellings((text for row in texts for text in row), language)
