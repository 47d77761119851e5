"""docs/checks.md names every check as it is."""

import re
from pathlib import Path

from django.utils.translation import override

from releases.workflow.checks import CHECKS

PAGE = Path(__file__).resolve().parents[3] / "docs" / "checks.md"
ROW = re.compile(r"^\| `(\w+)` (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)


def _row(check):
    level = check.level.value.replace("_", " ") + (", always on" if check.is_always_on else "")
    limits = "; ".join(f"{limit.default} {limit.label}" for limit in check.limits.values())
    return check.name, str(check.label), level, limits


def test_the_table_is_that_of_the_registry():
    with override("en"):
        assert ROW.findall(PAGE.read_text(encoding="utf-8")) == [_row(check) for check in CHECKS.values()]
