"""The form of the house in the case and the number of what stands in its place."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from common.analysis import fold_word

from .forms import WORD, Form
from .inflections import plural


class Proposal(NamedTuple):
    text: str
    # False where its ending is left to who writes: a plural that no rule knows.
    is_sure: bool = True


def proposal(words: str, form: Form, house: str) -> Proposal:
    """What stands there are `words`, a form of `form`."""
    own = WORD.findall(house)
    taken = _taken_over(WORD.findall(words), form, own)
    more = _plurals(WORD.findall(words), form, own, taken)
    text = _written(house, taken | (more or {}))
    return Proposal(_in_case(words, form, text), more is not None)


def _taken_over(shown, form, own) -> dict[int, str]:
    """{place in the form of the house: the same word as it stands there}"""
    there = dict(zip(map(fold_word, form.words), shown, strict=True))
    same = {place: there[fold_word(word)] for place, word in enumerate(own) if fold_word(word) in there}
    return {
        place: own[place] if fold_word(word) == fold_word(own[place]) else word.lower()
        for place, word in same.items()
    }


def _plurals(shown, form, own, taken) -> dict[int, str] | None:
    """{place in the form of the house: what else is a plural there}; None where that is not known."""
    kept = {fold_word(own[place]) for place in taken}
    pairs = enumerate(zip(form.words, shown, strict=True))
    ending = {
        place: (word, other)
        for place, (word, other) in pairs
        if fold_word(word) != fold_word(other) and fold_word(word) not in kept
    }
    if not ending:
        return {}
    if not all(_is_plural(*pair, form.language) for pair in ending.values()):
        return None
    places = _places(ending, form, own)
    found = {place: plural(own[place], form.language) for place in places if place not in taken}
    known = {place: word for place, word in found.items() if word}
    return known if known and len(known) == len(places) else None


def _places(ending: Iterable[int], form, own) -> list[int]:
    """Where the words of the house have the endings of those."""
    if len(own) == len(form.words):
        return list(ending)
    # plates-formes, plateformes; startups, start-ups
    if "".join(map(fold_word, own)) == "".join(map(fold_word, form.words)) and len(form.words) - 1 in ending:
        return [len(own) - 1]
    return [0] if len(own) == 1 else []


def _is_plural(word, other, language):
    return fold_word(plural(word.lower(), language) or "") == fold_word(other)


def _written(house: str, words: Mapping[int, str]) -> str:
    parts, end = [], 0
    for place, found in enumerate(WORD.finditer(house)):
        parts += [house[end : found.start()], words.get(place, found[0])]
        end = found.end()
    return "".join([*parts, house[end:]])


def _in_case(words, form, text):
    if words.isupper() and not form.text.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if words[0].isupper() and form.text[0].islower() else text
