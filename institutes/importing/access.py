"""Who may send in which files: contacts have a permission of their own, the rest shares one."""

from ..resources import RESOURCES

PERMISSIONS = dict.fromkeys(RESOURCES, "institutes.import_organisation") | {
    "contact": "institutes.import_contact"
}


def may_import(user, resource: str) -> bool:
    return resource in PERMISSIONS and user.has_perm(PERMISSIONS[resource])


def importable(user) -> list[str]:
    return [name for name in PERMISSIONS if may_import(user, name)]
