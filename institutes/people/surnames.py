from enum import Enum

from common.characters import normalise
from exchange.spelling import lost_letters

from . import first_names
from .one_letter import one_letter_apart

# Words that many last names begin with: they tell nobody from anybody.
_PARTICLES = """
    de du des d di del della dello dei degli dal dalla da das do dos e y la le les l lo los las
    van von vom der den dem ter ten te het zu zum zur af av el al ben bin bint ibn abu abou abd ould bou
    saint sainte st ste san santa santo mac mc o
"""
PARTICLES = frozenset(_PARTICLES.split())
# Below this many letters, one letter more or less makes another name.
LONG_ENOUGH = 5


class Likeness(Enum):
    SAME = "same"
    EXCHANGED = "first and last name exchanged"
    # One letter more, less or different.
    NEARLY = "nearly"
    # One of the two has a name more: by marriage, or as another of the family.
    PART_OF_LAST_NAME = "part of the last name"
    OTHER_FIRST_NAME = "first name"
    OTHER_LAST_NAME = "last name"


def likeness(first: str, last: str, known_first: str, known_last: str) -> Likeness:
    """Of a name that is written somewhere and one that is known; what is empty or unwritten differs from
    nothing."""
    if (first, last) == (known_first, known_last):
        return Likeness.SAME
    if are_exchanged(first, last, known_first, known_last):
        return Likeness.EXCHANGED
    if _words(first, last) == _words(known_first, known_last):
        return Likeness.SAME
    same_first_name = _same_first_name(first, known_first)
    if _same_last_name(last, known_last):
        return Likeness.SAME if same_first_name else Likeness.OTHER_FIRST_NAME
    if same_first_name and _nearly(last, known_last):
        return Likeness.NEARLY
    shared = _telling_words(last) & _telling_words(known_last)
    return Likeness.PART_OF_LAST_NAME if same_first_name and shared else Likeness.OTHER_LAST_NAME


def are_exchanged(first: str, last: str, known_first: str, known_last: str) -> bool:
    """Durand Zoé for Zoé Durand."""
    if not (first and last and known_first and known_last):
        return False
    return _joined(first) == _joined(known_last) != _joined(last) == _joined(known_first)


def shortens(short: str, long: str) -> bool:
    """La Tour, or Delatour, for de La Tour."""
    less, more = normalise(short).split(), normalise(long).split()
    if not less or len(less) >= len(more):
        return False
    rest = len(more) - len(less)
    return "".join(less) == "".join(more) or (less == more[rest:] and PARTICLES.issuperset(more[:rest]))


def surname_key(last_name: str) -> str:
    """The same for de La Tour and Tour, for Durand-Martin and Martin Durand."""
    return "".join(sorted(_telling_words(last_name)))


def _words(first, last):
    return sorted(normalise(f"{first} {last}").split())


def _same_last_name(one, other):
    if not one or not other or _joined(one) == _joined(other) or lost_letters(other, one):
        return True
    return _telling_words(one) == _telling_words(other)


def _same_first_name(one, other):
    if not one or not other or lost_letters(other, one) or lost_letters(one, other):
        return True
    return first_names.are_compatible(one, other)


def _nearly(one, other):
    short, long = sorted((_joined(one), _joined(other)), key=len)
    return len(short) >= LONG_ENOUGH and one_letter_apart(short, long)


def _telling_words(name):
    words = normalise(name).split()
    return {word for word in words if word not in PARTICLES and len(word) > 1} or set(words)


def _joined(name):
    return normalise(name).replace(" ", "")
