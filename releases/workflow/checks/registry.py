"""Every check that there is. One is a function with this decorator; nothing else has to know of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import NamedTuple

from .checked_text import CheckedText, Label
from .finding import Finding

# Of one check and one language: the others are found when these are corrected.
MOST_FINDINGS = 200
Limits = Mapping[str, int]
Look = Callable[[CheckedText, Limits], Iterator[Finding]]


class Level(Enum):
    BLOCKS = "blocks"
    # Only an approval.
    BLOCKS_APPROVAL = "blocks_approval"
    WARNS = "warns"


BLOCKS, BLOCKS_APPROVAL, WARNS = Level.BLOCKS, Level.BLOCKS_APPROVAL, Level.WARNS


class Limit(NamedTuple):
    default: int
    label: Label


@dataclass(frozen=True)
class Check:
    name: str
    level: Level
    label: Label
    group: Label
    # What to do about it.
    advice: Label
    look: Look
    limits: Mapping[str, Limit]
    # The record itself needs it: no office switches it off.
    is_always_on: bool
    # Looks at the words of one place alone, and so at what somebody is typing.
    as_typed: bool

    def findings(self, text: CheckedText, limits: Limits) -> Iterator[Finding]:
        for finding in islice(self.look(text, limits), MOST_FINDINGS):
            finding.check, finding.advice = self.name, str(self.advice)
            finding.blocks = self.level is not WARNS
            yield finding

    @property
    def defaults(self) -> dict[str, int]:
        return {name: limit.default for name, limit in self.limits.items()}


CHECKS: dict[str, Check] = {}


def check(
    name: str,
    level: Level,
    label: Label,
    group: Label,
    advice: Label = "",
    *,
    always: bool = False,
    as_typed: bool = False,
    **limits: Limit,
) -> Callable[[Look], Look]:
    def registered(look: Look) -> Look:
        if name in CHECKS:
            raise ValueError(f"There are two checks of the name {name}.")
        CHECKS[name] = Check(name, level, label, group, advice, look, limits, always, as_typed)
        return look

    return registered
