from ..registry import RESOURCES


def may_import(user, resource: str) -> bool:
    if resource not in RESOURCES:
        return False
    rows = RESOURCES[resource]
    return user.has_perm(rows.permission("import")) and rows.is_visible_to(user)


def importable_resources(user) -> list[str]:
    return [name for name in RESOURCES if may_import(user, name)]
