"""Whether two languages state the same: docs/parity.md."""

from .comparing import Difference, Place, differences
from .facts import Fact, Kind
from .names import NO_NAMES, Name, Names, name
from .reading import facts_of
from .sentences import sentence

__all__ = [
    "NO_NAMES",
    "Difference",
    "Fact",
    "Kind",
    "Name",
    "Names",
    "Place",
    "differences",
    "facts_of",
    "name",
    "sentence",
]
