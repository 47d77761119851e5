from ..registry import RESOURCES


def may_import(user, resource: str) -> bool:
    if resource not in RESOURCES:
        return False
    rows = RESOURCES[resource]
    return user.has_perm(rows.permission("import")) and rows.seen_by(user)


def importable(user) -> list[str]:
    return [name for name in RESOURCES if may_import(user, name)]
