"""Who may send in which files."""

from ..resources import RESOURCES


def may_import(user, resource: str) -> bool:
    return resource in RESOURCES and user.has_perm(RESOURCES[resource].permission("import"))


def importable(user) -> list[str]:
    return [name for name in RESOURCES if may_import(user, name)]
