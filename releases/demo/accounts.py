import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group, Permission, User

from common import languages


@dataclass(frozen=True)
class Account:
    username: str
    may: str
    group: str = ""
    writes: tuple[str, ...] = ()

    @property
    def is_superuser(self):
        return not self.group


def accounts() -> list[Account]:
    translations = tuple(languages.others(settings.LANGUAGE_CODE))
    return [
        Account("writer", "writes in every language and submits", "writers"),
        Account("translator", "writes and submits translations only", "translators", translations),
        Account("publisher", "reviews, approves, schedules, withdraws", "publishers"),
        Account("contacts", "keeps people and organisations", "contact managers"),
        Account("admin", "may do everything"),
    ]


def missing() -> list[Account]:
    present = set(User.objects.values_list("username", flat=True))
    return [account for account in accounts() if account.username not in present]


def ensure(chosen: str, kept: Path) -> dict[Account, str]:
    """Every account with its password, '' where nobody knows it any more.

    `chosen` becomes everybody's password. Without it, those there keep theirs, and new ones get the
    one in the file `kept`, made at the first run so that a later one can print it again.
    """
    new = missing()
    password = chosen or _kept(kept, needed=bool(new))
    encoded = make_password(password)
    if chosen:
        User.objects.filter(username__in=[a.username for a in accounts()]).update(password=encoded)
    for account in new:
        _create(account, encoded)
    passwords = dict(User.objects.values_list("username", "password"))
    known = {e: bool(password) and check_password(password, e) for e in set(passwords.values())}
    return {a: password if known[passwords[a.username]] else "" for a in accounts()}


def _kept(path, needed):
    if path.exists() and (password := path.read_text().strip()):
        return password
    if not needed:
        return ""
    password = secrets.token_urlsafe(12)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(password)
    return password


def _create(account, encoded):
    user = User.objects.create(
        username=account.username,
        first_name="Demo",
        last_name=account.username.capitalize(),
        password=encoded,
        is_staff=True,
        is_superuser=account.is_superuser,
    )
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))
    codes = [f"write_{language}" for language in account.writes]
    user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="releases", codename__in=codes)
    )
