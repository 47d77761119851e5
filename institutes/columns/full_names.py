"""A whole name as first and last name: “Zoé DURAND”, “Durand, Zoé”, “Maÿlis de La Ferté”."""

import re
from typing import NamedTuple

from common.characters import normalise

from .given_names import is_given_name
from .recognising import COURTESY, spelling

# A last name may begin with one.
_PARTICLES = """
    de du des d di del della dello dei degli dal dalla da das do dos van von vom der den ter ten zu zum zur
    af av el al ben bin bint ibn abu abou abd ould bou le la y
"""
PARTICLES = frozenset(_PARTICLES.split())
# Particles that are first names, too: Ben, Al.
FIRST_NAMES = frozenset({"ben", "al"})
# What no person is called, though it stands where names do.
_ORGANISATION_WORDS = """
    service services presse press rédaction redaction newsroom desk direction secrétariat secretariat accueil
    communication communications relations bureau office département department pôle équipe team cellule
    standard agence agency laboratoire laboratory institut institute école school université university
    contact contacts média médias media radio tv télé télévision television journal magazine revue hebdo
    groupe group éditions association fondation foundation ministère mairie studio infos actualités news
"""
ORGANISATION_WORDS = frozenset(map(spelling, _ORGANISATION_WORDS.split()))
# So few capitals may be an agency as well as somebody's last name: AFP Sciences, ROY Marie.
_SHORTEST_CERTAIN = 5
_VOWELS = re.compile("[aeiouy]")
# Between the names of two people.
_AND = frozenset({"et", "&", "and", "und"})
# A first name of two words, where no hyphen says so.
DOUBLE = frozenset({"jean", "marie", "anne"})


class FullName(NamedTuple):
    first: str
    last: str
    # Whether nothing else could be meant.
    is_certain: bool


def split_full_name(text: str, *, last_first: bool = False, organisation: str = "") -> FullName:
    """`last_first`: the column says that last names stand in front. `organisation` is that of the row."""
    if organisation and f"{normalise(text)} ".startswith(f"{normalise(organisation)} "):
        return FullName("", " ".join(text.split()), False)
    if "," in text:
        last, _comma, first = text.partition(",")
        first, last = " ".join(first.split()), " ".join(last.split())
        is_person = not any(map(_is_organisation_word, text.replace(",", " ").split()))
        return FullName(first, last, bool(first) and "," not in first and is_person)
    words = text.split()
    several = any(word.casefold() in _AND for word in words[:-1])
    while len(words) > 1 and (_is_courtesy(words[0]) or words[0].casefold() in _AND):
        words = words[1:]
    if words and _is_organisation_word(words[0]):
        return FullName("", " ".join(words), False)
    if several:
        return FullName(" ".join(words[:-1]), words[-1], False)
    found = _by_capitals(words) or _by_order(words, last_first)
    is_person = not (any(map(_is_organisation_word, words)) or _may_begin_with_acronym(words, last_first))
    return found._replace(is_certain=found.is_certain and is_person and _is_written_as_name(words))


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
    if not all(capitals[start:]) or _leading_particles(words):
        return None
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return FullName(" ".join(words[:start]), " ".join(words[start:]), True)


def _by_order(words: list[str], last_first: bool) -> FullName:
    if len(words) < 2:
        return FullName("", " ".join(words), False)
    leading = _leading_particles(words)
    if last_first or leading:
        end = leading + (not leading or not _has_apostrophe(words[leading - 1]))
        found = FullName(" ".join(words[end:]), " ".join(words[:end]), last_first and len(words) == end + 1)
        return found._replace(is_certain=found.is_certain and not _may_be_exchanged(found))
    particle = next((place for place, word in enumerate(words) if place and _is_particle(word)), 0)
    if particle and particle < len(words) - (not _has_apostrophe(words[particle])):
        return FullName(" ".join(words[:particle]), " ".join(words[particle:]), True)
    start = 2 if len(words) > 2 and words[0].casefold() in DOUBLE else 1
    found = FullName(" ".join(words[:start]), " ".join(words[start:]), len(words) == 2)
    return found._replace(is_certain=found.is_certain and not _may_be_exchanged(found))


def _may_be_exchanged(found: FullName) -> bool:
    return is_given_name(found.last) and not is_given_name(found.first)


def _leading_particles(words: list[str]) -> int:
    """How many words at the start only a last name can begin with: de La Tour Anne-Marie."""
    if len(words) < 2 or (len(words) == 2 and words[0].casefold() in FIRST_NAMES):
        return 0
    count = 0
    while count < len(words) and _is_particle(words[count]):
        count += 1
        if _has_apostrophe(words[count - 1]):
            break
    return count


def _is_organisation_word(word: str) -> bool:
    return spelling(word) in ORGANISATION_WORDS


def _may_begin_with_acronym(words: list[str], last_first: bool) -> bool:
    """AFP Sciences, BFM BUSINESS and TF1 Info, but neither DURAND Zoé nor LE GOFF Zoé nor JEAN DUPONT."""
    if not words or not _is_capital(words[0]) or _is_particle(words[0]):
        return False
    letters = normalise(words[0])
    is_word = letters.isalpha() and bool(_VOWELS.search(letters))
    are_names = last_first or all(map(_is_capital, words)) or len(letters) >= _SHORTEST_CERTAIN
    return not (is_word and are_names)


def _is_written_as_name(words: list[str]) -> bool:
    """Not “Relations publiques”: beside a capital, each name has one."""
    small = [word.islower() and not _is_particle(word) for word in words]
    return all(small) or not any(small)


def _is_courtesy(word: str) -> bool:
    """Mme and Dr, but neither M alone, an initial, nor ME, who may be a last name."""
    return len(word) > 1 and spelling(word) in COURTESY and not _is_capital(word)


def _is_capital(word: str) -> bool:
    """DURAND, but neither the J. of a middle name nor Durand."""
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _has_apostrophe(word: str) -> bool:
    return word[1:2] in ("'", "’") and len(word) > 2


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES or (_has_apostrophe(word) and word[0] in "dDlLoO")
