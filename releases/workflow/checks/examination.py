"""What the checks say of one language of a release."""

from collections.abc import Iterable
from functools import cached_property

from ...models import Release
from .checked_text import CheckedText
from .finding import Finding
from .registry import BLOCKS, BLOCKS_APPROVAL, CHECKS, WARNS, Check, Level


class Examination:
    """Finds what it is asked for, and reads the text once."""

    def __init__(self, release: Release, language: str) -> None:
        self.text = CheckedText(release, language)

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
        return self._of(WARNS)

    def _of(self, level: Level) -> list[Finding]:
        return self.findings(check for check in CHECKS.values() if check.level is level)

    def findings(self, checks: Iterable[Check]) -> list[Finding]:
        """The same sentence of one field once."""
        found = [finding for check in checks for finding in check.findings(self.text, check.defaults)]
        return list({(finding, finding.field): finding for finding in found}.values())
