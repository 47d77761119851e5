"""What readers take away of an edition: one file of each kind, made when it is first asked for and kept.

docs/documents.md says more.
"""

from .kinds import Kind
from .pack import pack_of
from .pdf import PDF
from .word import WORD

_WITH_PACK: list[Kind] = [PDF, WORD]
KINDS: dict[str, Kind] = {kind.name: kind for kind in (*_WITH_PACK, pack_of(_WITH_PACK))}


def offered() -> list[Kind]:
    """Those that this machine can make."""
    return [kind for kind in KINDS.values() if not kind.lacks()]
