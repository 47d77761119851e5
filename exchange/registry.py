"""The kinds of rows that go out: each app registers its own when it starts."""

from .resources import SheetResource

RESOURCES: dict[str, type[SheetResource]] = {}


def register(*resources: type[SheetResource]) -> None:
    RESOURCES.update({resource.name: resource for resource in resources})
