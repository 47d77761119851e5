"""What helps where nothing is found: a known spelling, fewer words, what other languages have."""

from typing import NamedTuple

from common import languages
from common.search.typed import excluded_in, reference_in

from . import lookup
from .respelling import respelling
from .search import find
from .selection import Selection, address_in


class Elsewhere(NamedTuple):
    language: str
    name: str
    number: int
    url: str


class Without(NamedTuple):
    """A search without some of its words, which finds something."""

    words: str
    typed: str
    url: str


class Help(NamedTuple):
    # A reference that was typed, and whose withdrawal is public; else ''.
    withdrawn: str
    # What was typed, better spelt; '' where that finds nothing either.
    respelt: str
    url: str
    # Words that nothing has.
    without_unknown: Without | None
    # Words that were to be left out, and leave nothing.
    without_minus: list[Without]
    elsewhere: list[Elsewhere]


def help_for(selection: Selection) -> Help:
    typed, language = selection.typed, selection.language
    better = respelling(typed, language)
    respelt, number = _finding(selection.having(typed=better.typed))
    others = [_finding(selection.in_language(code)) for code in languages.others(language)]
    return Help(
        _withdrawn(reference_in(typed), language),
        respelt.typed if number else "",
        address_in(language, respelt),
        _without(selection, " ".join(better.unknown), better.without_unknown),
        _without_minus(selection),
        [_elsewhere(other, number) for other, number in others if number],
    )


def _finding(selection) -> tuple[Selection, int]:
    """With its choices, else without them; and how many editions that finds."""
    keys = find(selection.typed, selection.language).by_date
    if number := len(selection.among(keys)):
        return selection, number
    return Selection(selection.language, typed=selection.typed), len(keys)


def _without_minus(selection):
    """Each word that is to blame by itself, else all of them."""
    excluded = excluded_in(selection.typed)
    offers = [_without(selection, word, _taken_out(selection.typed, [word])) for word in excluded]
    alone = [offer for offer in offers if offer]
    together = _without(selection, " ".join(excluded), _taken_out(selection.typed, excluded))
    return alone or ([together] if together else [])


def _taken_out(typed, words):
    for word in words:
        typed = typed.replace(word, " ", 1)
    return " ".join(typed.split())


def _without(selection, words, shorter):
    if not (words and shorter):
        return None
    found, number = _finding(selection.having(typed=shorter))
    return Without(words, shorter, address_in(selection.language, found)) if number else None


def _elsewhere(selection, number):
    code = selection.language
    return Elsewhere(code, languages.own_name(code), number, address_in(code, selection))


def _withdrawn(reference, language):
    is_told = reference and lookup.by_reference(reference).withdrawal_told_in(language)
    return reference if is_told else ""
