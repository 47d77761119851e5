"""Whether two first names may be one person's, and which of two writings says less."""

from common.characters import normalise

from .one_letter import one_letter_apart

# Of these, the beginning stands for the whole name: Jean is no short form of Jeanne, nor Marc of Marcel.
_SHORT_FORMS = "alex ben caro cath chris dom flo fred greg manu max nico seb steph vero"
SHORT_FORMS = frozenset(_SHORT_FORMS.split())
# In a shorter name, or towards its end, a letter more makes another one: Ugo and Hugo, Christine and
# Christiane.
LONG_ENOUGH = 8
SAME_END = 3


def are_compatible(one: str, other: str) -> bool:
    letters, others = (normalise(name).replace(" ", "") for name in (one, other))
    if letters == others or shortens(one, other) or shortens(other, one):
        return True
    return _is_typing_error(*sorted((letters, others), key=len))


def shortens(short: str, long: str) -> bool:
    """J., JP, J.-P., Jean and JeanPierre for Jean-Pierre; Alex, and Al. with its full stop, for Alexandre."""
    less, more = normalise(short).split(), normalise(long).split()
    if not less or not more or less == more:
        return False
    letters, initials = "".join(less), "".join(word[0] for word in more)
    if letters == "".join(more):
        return len(less) < len(more)
    if all(len(word) == 1 for word in less):
        return initials.startswith(letters)
    if len(less) == 1 and more[0].startswith(letters) and _is_abbreviation(short, letters):
        return True
    return (len(more) > 1 and letters == initials) or _are_among(less, more)


def _is_abbreviation(text: str, letters: str) -> bool:
    return letters in SHORT_FORMS or text.rstrip().endswith(".")


def _are_among(less: list[str], more: list[str]) -> bool:
    """In the same order, each as it is or as an initial."""
    rest = iter(more)
    return all(any(word in (name, name[0]) for name in rest) for word in less)


def _is_typing_error(short: str, long: str) -> bool:
    """A letter more or less within a long name, or two exchanged; another letter may be another name."""
    if len(short) < LONG_ENOUGH or short[0] != long[0] or not one_letter_apart(short, long):
        return False
    if len(short) == len(long):
        return sorted(short) == sorted(long)
    return short[-SAME_END:] == long[-SAME_END:]
