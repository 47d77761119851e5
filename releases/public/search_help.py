"""What helps where nothing is found: a spelling that would find something, what other languages have."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override

from common import languages
from common.public_pages import under_clock
from common.search.spelling import Spelling, nearest, spellings

from ..models import Edition
from .search import ORDER, find

# Of a search, and of the record: the newest editions, whose words are proposed for others.
MAX_WORDS, MAX_EDITIONS = 6, 1_000


class Elsewhere(NamedTuple):
    language: str
    name: str
    number: int
    url: str


class Help(NamedTuple):
    # What was typed, better spelt; '' where that finds nothing either.
    respelt: str
    url: str
    elsewhere: list[Elsewhere]


def address(typed: str, language: str) -> str:
    with override(language):
        return f"{reverse('release_list')}?{urlencode({'q': typed})}"


def help_for(typed: str, language: str) -> Help:
    respelt = _respelt(typed, language)
    if not find(respelt, language).newest(1):
        respelt = ""
    elsewhere = [
        Elsewhere(code, languages.own_name(code), number, address(typed, code))
        for code in languages.others(language)
        if (number := find(typed, code).number())
    ]
    return Help(respelt, address(respelt, language), elsewhere)


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
