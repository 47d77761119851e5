from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise


class MappedRow(NamedTuple):
    """The cells of a row by column key, and remarks and questions for whoever imports it."""

    raw: dict[str, Any]
    remarks: list[str]
    doubts: Sequence[str] = ()


class Confirmation(NamedTuple):
    """A yes and a no for each candidate, %(whom)s, and for somebody new."""

    yes: Promise
    no: Promise
    yes_new: Promise
    no_new: Promise
    # What was decided, once the import is over.
    decided: Promise
    decided_new: Promise
    # Said of the row while the answer is yes.
    remark: Promise


@dataclass
class Match:
    """Of a row: one target, none (a new row), several candidates, or cells that are refused."""

    target: int | None = None
    candidates: list[int] = field(default_factory=list)
    why: str = ""
    refused: dict[str, str] = field(default_factory=dict)
