from dataclasses import dataclass, field
from typing import Any

from .matches import Match


@dataclass
class PlannedRow:
    number: int
    texts: list[str]
    raw: dict[str, Any]
    # Shown with a valid row.
    remarks: list[str] = field(default_factory=list)
    # Questions for a person, and whether a person has answered which target the row has.
    doubts: list[str] = field(default_factory=list)
    answered: bool = False
    # Whether one of the answers is yes: see RowHandler.confirm.
    may_be_confirmed: bool = False
    cleaned: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    match: Match = field(default_factory=Match)


@dataclass
class Outcome:
    kind: str
    changes: list[dict] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    candidates: list[int] = field(default_factory=list)
    target: int | None = None
    cleaned: dict[str, Any] = field(default_factory=dict)
    # Values that a new row is added without, since another has them.
    left_out: dict[str, Any] = field(default_factory=dict)
