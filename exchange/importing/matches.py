from dataclasses import dataclass, field
from typing import Any, NamedTuple


class MappedRow(NamedTuple):
    """The cells of a row by column key, and remarks for whoever imports it."""

    raw: dict[str, Any]
    remarks: list[str]


@dataclass
class Match:
    """Of a row: one target, none (a new row), several candidates, or cells that are refused."""

    target: int | None = None
    candidates: list[int] = field(default_factory=list)
    why: str = ""
    refused: dict[str, str] = field(default_factory=dict)
