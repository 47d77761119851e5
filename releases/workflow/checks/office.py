"""What the office has chosen of each check: docs/checks.md."""

from collections.abc import Iterable, Iterator

from ...models import CheckSetting
from .registry import Check, Limits


def switched_on(checks: Iterable[Check]) -> Iterator[tuple[Check, Limits]]:
    chosen = CheckSetting.objects.chosen()
    for check in checks:
        is_on, limits = chosen.get(check.name, (True, {}))
        if is_on or check.is_always_on:
            own = {name: limits[name] for name in check.limits if name in limits}
            yield check, check.defaults | own
