from enum import Enum

from common.characters import normalise
from exchange.spelling import lost_letters

# Words that many last names begin with: they tell nobody from anybody.
_PARTICLES = """
    de du des d di del della dello dei degli dal dalla da das do dos e y la le les l lo los las
    van von vom der den dem ter ten te het zu zum zur af av el al ben bin bint ibn abu abou abd ould bou
    saint sainte st ste san santa santo mac mc o
"""
PARTICLES = frozenset(_PARTICLES.split())
# Below this many letters, one letter more or less makes another name.
LONG_ENOUGH = 5
SHORTENED = 3


class Likeness(Enum):
    SAME = "same"
    # One letter more, less or different.
    NEARLY = "nearly"
    # One of the two has a name more: by marriage, or as another of the family.
    PART_OF_LAST_NAME = "part of the last name"
    OTHER_FIRST_NAME = "first name"
    OTHER_LAST_NAME = "last name"


def likeness(first: str, last: str, known_first: str, known_last: str) -> Likeness:
    """Of a name that is written somewhere and one that is known; what is empty or unwritten differs from
    nothing."""
    if (first, last) == (known_first, known_last) or _words(first, last) == _words(known_first, known_last):
        return Likeness.SAME
    same_first_name = _same_first_name(first, known_first)
    if _same_last_name(last, known_last):
        return Likeness.SAME if same_first_name else Likeness.OTHER_FIRST_NAME
    if same_first_name and _nearly(last, known_last):
        return Likeness.NEARLY
    shared = _telling(last) & _telling(known_last)
    return Likeness.PART_OF_LAST_NAME if same_first_name and shared else Likeness.OTHER_LAST_NAME


def one_letter_apart(a: str, b: str) -> bool:
    """One letter more, less, different, or two neighbours exchanged."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    # A character no name has, so that the shorter one differs where it ends.
    start = next(i for i, (x, y) in enumerate(zip(f"{a}\0", f"{b}\0", strict=False)) if x != y)
    a, b = a[start:], b[start:]
    exchanged = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or exchanged


def _words(first, last):
    return sorted(normalise(f"{first} {last}").split())


def _same_last_name(one, other):
    if not one or not other or _joined(one) == _joined(other) or lost_letters(other, one):
        return True
    return _telling(one) == _telling(other)


def _same_first_name(one, other):
    if not one or not other or lost_letters(other, one):
        return True
    short, long = sorted((_joined(one), _joined(other)), key=len)
    if not short or _telling(one) & _telling(other) or _is_typo(short, long, SHORTENED):
        return True
    # Alex for Alexandre, Z. for Zoé, JP for Jean-Pierre.
    initials = [_initials(name) for name in (one, other)]
    return long.startswith(short) if len(short) >= SHORTENED else short in initials or long[0] == short


def _nearly(one, other):
    short, long = sorted((_joined(one), _joined(other)), key=len)
    return _is_typo(short, long, LONG_ENOUGH)


def _is_typo(short, long, least):
    return len(short) >= least and one_letter_apart(short, long)


def _telling(name):
    words = normalise(name).split()
    return {word for word in words if word not in PARTICLES and len(word) > 1} or set(words)


def _joined(name):
    return normalise(name).replace(" ", "")


def _initials(name):
    return "".join(word[0] for word in normalise(name).split())
