"""What the checks say of one language of a release."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from ...models import Release
from . import office
from .checked_text import CheckedText, Label
from .finding import Finding
from .registry import BLOCKS, BLOCKS_APPROVAL, CHECKS, WARNS, Check, Level


class Dismissed(NamedTuple):
    """A warning that somebody has dismissed."""

    finding: Finding
    reason: str
    by: str
    # As Release.dismissed keeps it.
    at: str

    @property
    def moment(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.at)


class Examination:
    """Finds what it is asked for, and reads the text once; with `group`, by the checks of one heading."""

    def __init__(self, release: Release, language: str, group: Label | None = None) -> None:
        self.text, self.group = CheckedText(release, language), group

    @cached_property
    def refusing(self) -> list[Finding]:
        """What refuses a submission, and an approval."""
        return self._of(BLOCKS)

    @cached_property
    def refusing_approval(self) -> list[Finding]:
        """What refuses an approval alone."""
        return self._of(BLOCKS_APPROVAL)

    @cached_property
    def warnings(self) -> list[Finding]:
        """Those that nobody has dismissed."""
        return [each for each in self._all_warnings if each.fingerprint not in self._dismissed]

    @cached_property
    def dismissed(self) -> list[Dismissed]:
        """Those that somebody has."""
        known = self._dismissed
        return [
            Dismissed(each, **known[each.fingerprint])
            for each in self._all_warnings
            if each.fingerprint in known
        ]

    @property
    def _dismissed(self):
        return self.text.release.dismissed

    @cached_property
    def _all_warnings(self) -> list[Finding]:
        return self._of(WARNS)

    def _of(self, level: Level) -> list[Finding]:
        checks = (check for check in CHECKS.values() if self.group in (None, check.group))
        return self.findings(check for check in checks if check.level is level)

    def findings(self, checks: Iterable[Check]) -> list[Finding]:
        """Of those that are switched on; the same sentence of one field once."""
        found = [
            finding
            for check, limits in office.switched_on(checks)
            for finding in check.findings(self.text, limits)
        ]
        return list({(finding, finding.field): finding for finding in found}.values())
