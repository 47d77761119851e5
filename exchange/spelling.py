"""Two writings of one text: which of them says more, and what an encoding without these letters has lost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cached_property

from common.characters import fold, tidy, to_unicode_form

# What programs write in place of a letter that an encoding lacks.
PLACEHOLDERS = "?\ufffd¿□"
_TYPOGRAPHIC = "’–—"
# Folded, what stands between letters.
_BETWEEN = frozenset(" '-")
# What programs write a full stop and straight marks for.
_PLAIN = str.maketrans({**dict.fromkeys("·•‧", "."), **dict.fromkeys("“”„‟", '"')})


class Spelling(Enum):
    """What the new writing is to the old one."""

    LESS_DETAILED = "less detailed"
    # A part of a name, or its initials.
    SHORTENED = "shortened"
    DAMAGED = "damaged"
    MORE_DETAILED = "more detailed"
    # More detailed in one respect, less in another.
    MIXED = "mixed"
    OTHER = "other"


def compare(old: str, new: str) -> Spelling:
    if not _same_words(tidy(old), tidy(new)):
        return Spelling.DAMAGED if lost_letters(old, new) else Spelling.OTHER
    old, new = tidy(old), tidy(new)
    signs = [(told(old), told(new)) for told in (_accents, _joints, _typography, _case)]
    if any(before.keys() == after.keys() and before != after for before, after in signs):
        return Spelling.OTHER
    lacks_details = any(before.keys() > after.keys() for before, after in signs)
    adds_details = any(before.keys() < after.keys() for before, after in signs)
    crossed = any(before.keys() - after.keys() and after.keys() - before.keys() for before, after in signs)
    if crossed or lacks_details == adds_details:
        return Spelling.MIXED if crossed or lacks_details else Spelling.OTHER
    return Spelling.LESS_DETAILED if lacks_details else Spelling.MORE_DETAILED


def gains_details(old: str, new: str) -> bool:
    """Whether the new text has capitals among small letters, or accents, and the old one none."""
    return len(_case(new)) > len(_case(old)) or (old.isascii() and not new.isascii())


def lost_letters(old: str, new: str) -> bool:
    """Whether the new text is the old one but for placeholders: “Nguy?n” for “Nguyễn”, “e?” for an e and its
    accent, one placeholder for each letter, or for each part of it in UTF-16 or UTF-8; or nothing at all, as
    in “Nguyn”."""
    if not any(sign in new for sign in PLACEHOLDERS):
        return _dropped(old, new)
    forms = (old, to_unicode_form("NFD", old))
    return any(_fits(form, new, parts) for form in forms for parts in (_one, _in_utf_16, _in_utf_8))


def is_damaged(text: str, *, is_name: bool = False) -> bool:
    """Whether letters seem to be lost, where nothing is known to compare with; addresses hold “?” rightly."""
    if is_name:
        return any(sign in text for sign in PLACEHOLDERS)
    if "?" not in text or not text.strip("? "):
        return "?" in text
    words = [word for word in text.split() if not any(sign in word for sign in "/=&@")]
    return any("?" in word.rstrip("?!.,;:)»”\"'") for word in words)


class Lookalikes:
    """Whose name a text with lost letters could be; `names` are pairs of an id and a name."""

    def __init__(self, names: Iterable[tuple[int, str]]):
        self._all = names

    def match(self, text: str) -> list[int]:
        if not any(sign in text for sign in PLACEHOLDERS):
            return []
        alike = self._by_letters.get(_left_of(text), [])
        return sorted({identity for identity, name in alike if lost_letters(name, text)})

    # Most files have lost nothing, and the names are many.
    @cached_property
    def _by_letters(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for identity, name in self._all:
            if not name.isascii():
                for key in {_left_of(name), _left_of(fold(name))}:
                    found[key].append((identity, name))
        return found


def _left_of(text: str) -> str:
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())


def _same_words(old, new):
    if not old or _letters(old) != _letters(new):
        return False
    before, after = _gaps(old), _gaps(new)
    return all(_same_gap(before.get(place, ""), after.get(place, "")) for place in {*before, *after})


def _same_gap(one, other):
    """Programs write a blank for a hyphen, and a blank or nothing for an apostrophe."""
    signs = {one.strip(), other.strip()} - {""}
    if not signs:
        return one == other
    return signs == {"'"} or (len(signs) == 1 and bool(one and other))


def _letters(text):
    return "".join(c for c in fold(text).translate(_PLAIN) if c not in _BETWEEN)


def _gaps(text):
    """What stands between the letters, folded."""
    gaps: dict[int, str] = defaultdict(str)
    for place, c in _placed(text):
        if (folded := fold(c)) in _BETWEEN:
            gaps[place] += folded
    return gaps


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Each sign with its place among the folded letters, the same for both writings."""
    place = 0
    for letter in text:
        yield place, letter
        place += len(_letters(letter))


def _accents(text):
    return {place: c.lower() for place, c in _placed(text) if not c.isascii() and fold(c) not in _BETWEEN}


def _joints(text):
    return {place: signs for place, gap in _gaps(text).items() if (signs := gap.strip())}


def _typography(text):
    return {place: c for place, c in _placed(text) if c in _TYPOGRAPHIC}


def _case(text):
    """All capitals, or none: it cannot be told which letters were capitals once."""
    letters = [c for c in text if c.upper() != c.lower()]
    mixed = any(c.isupper() for c in letters) and any(c.islower() for c in letters)
    return {"mixed": True} if mixed else {}


def _fits(old, new, parts):
    place, lost = 0, False
    for letter in old:
        folded, width = fold(letter), parts(letter)
        piece = new[place : place + width]
        if folded and fold(new[place : place + 1]) == folded:
            place += 1
        elif not letter.isascii() and len(piece) == width and not piece.strip(PLACEHOLDERS):
            place, lost = place + width, True
        elif folded:
            return False
    return lost and place == len(new)


def _dropped(old, new):
    if old.isascii() or not new:
        return False
    kept = ("".join(c for c in old if c.encode(encoding, "ignore")) for encoding in ("ascii", "cp1252"))
    return any(fold(tidy(left)) == fold(new) and _count_letters(left) < _count_letters(old) for left in kept)


def _count_letters(text):
    return sum(map(str.isalpha, text))


def _one(_letter):
    return 1


def _in_utf_16(letter):
    return len(letter.encode("utf-16-le")) // 2


def _in_utf_8(letter):
    return len(letter.encode())
