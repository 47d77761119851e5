"""What stays as it is typed, letter by letter."""

import re
from collections.abc import Iterator

_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_ADDRESS = re.compile(
    r"(?:\b(?:https?://|ftp://|www\.|mailto:|tel:)|(?<![\w./-])[\w-]++(?:\.[\w-]++)++/)"
    r"""[^\s<>"«»“”]*[^\s<>"'«»“”‘’.,;:!?)\]…]"""
)
_MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]++)*")
_ENTITY = re.compile(r"&#?\w{1,10};")
_NUMBERED = re.compile(
    rf"\b(?:ISO|IEC|EN|NF|RFC|UMR|DOI|ISBN|ISSN|SIREN|SIRET|RCS|IBAN|BP|CS|TSA){_SPACE}?(?:[A-Z]{_SPACE})?"
    rf"[A-Z]?\d(?:[\w.:/-]|{_SPACE}(?=\d))*+"
)
_TELEPHONE = re.compile(
    rf"\+\d(?:[\d().-]|{_SPACE}(?=[\d(]))*+|(?<![\w.,])0\d(?:(?:[.-]|{_SPACE})\d\d){{4}}(?!\d)"
    rf"|(?<![\w.,])0{_SPACE}?[89]\d\d(?:{_SPACE}\d{{3}}){{2}}(?!\d)"
)
_JOINED = re.compile(r"(?<![\w/.-])\w++(?:[-/.]\w++)++")
_JOINT = re.compile("[-/]")
# With the code of its country; what is shorter may be a number with its sign.
FEWEST_DIGITS = 10


def protected(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses, references, codes and telephone numbers begin and end; some may overlap."""
    for pattern in (_ADDRESS, _MAIL, _ENTITY, _NUMBERED):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span() for found in _TELEPHONE.finditer(text) if _is_telephone(found[0]))
    yield from (found.span() for found in _JOINED.finditer(text) if _is_reference(found[0]))


def _is_telephone(found):
    return not found.startswith("+") or sum(map(str.isdigit, found)) >= FEWEST_DIGITS


def _is_reference(found):
    """CP-2020-001, F-91120, 2020-02-12; not 2019-2020 and not Saint-Étienne."""
    if not any(map(str.isdigit, found)):
        return False
    joints = len(_JOINT.findall(found))
    return joints > 1 or (joints == 1 and found[0].isupper())
