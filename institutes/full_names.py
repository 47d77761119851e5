"""A whole name as first and last name: “Zoé DURAND”, “Durand, Zoé”, “Maÿlis de La Ferté”."""

from typing import NamedTuple

from .recognising import COURTESY, spelling

# A last name may begin with one.
PARTICLES = frozenset(
    "de du des d di del della da das do dos van von der den zu zur af av el al ben bin ibn le la y".split()  # noqa: SIM905
)
# A first name of two words, where no hyphen says so.
DOUBLE = frozenset({"jean", "marie", "anne"})


class FullName(NamedTuple):
    first: str
    last: str
    # Whether nothing else could be meant.
    sure: bool


def divided(text: str, *, last_first: bool = False) -> FullName:
    """`last_first`: the column says that last names stand in front."""
    if "," in text:
        last, _comma, first = text.partition(",")
        first, last = " ".join(first.split()), " ".join(last.split())
        return FullName(first, last, bool(first) and "," not in first)
    words = text.split()
    while len(words) > 1 and _is_courtesy(words[0]):
        words = words[1:]
    return _by_capitals(words) or _by_order(words, last_first)


def _by_capitals(words: list[str]) -> FullName | None:
    """Capitals are the last name, whichever end they stand at."""
    capitals = [_is_capital(word) for word in words]
    if all(capitals) or not any(capitals):
        return None
    if capitals[0]:
        end = capitals.index(False)
        if any(capitals[end:]):
            return None
        return FullName(" ".join(words[end:]), " ".join(words[:end]), True)
    start = capitals.index(True)
    if not all(capitals[start:]):
        return None
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return FullName(" ".join(words[:start]), " ".join(words[start:]), True)


def _by_order(words: list[str], last_first: bool) -> FullName:
    if len(words) < 2:
        return FullName("", " ".join(words), False)
    if last_first:
        end = 1
        while end < len(words) - 1 and _is_particle(words[end - 1]):
            end += 1
        return FullName(" ".join(words[end:]), " ".join(words[:end]), len(words) == end + 1)
    particle = next((place for place, word in enumerate(words) if place and _is_particle(word)), 0)
    if particle and particle < len(words) - (not _has_apostrophe(words[particle])):
        return FullName(" ".join(words[:particle]), " ".join(words[particle:]), True)
    start = 2 if len(words) > 2 and words[0].casefold() in DOUBLE else 1
    return FullName(" ".join(words[:start]), " ".join(words[start:]), len(words) == 2)


def _is_courtesy(word: str) -> bool:
    """Mme and Dr, but neither M alone, an initial, nor ME, who may be a last name."""
    return len(word) > 1 and spelling(word) in COURTESY and not _is_capital(word)


def _is_capital(word: str) -> bool:
    """DURAND, but neither the J. of a middle name nor Durand."""
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _has_apostrophe(word: str) -> bool:
    return word[1:2] in ("'", "’") and len(word) > 2


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES or (_has_apostrophe(word) and word[0] in "dDlL")
