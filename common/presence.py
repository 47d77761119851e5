"""Who has the same page open: each says so every few seconds, and is forgotten when that stops."""

import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from . import languages
from .accounts import name_of
from .models import Presence

EXPIRES_AFTER = datetime.timedelta(seconds=60)
# So soon again, nothing is written unless something has changed.
WRITTEN_EVERY = datetime.timedelta(seconds=5)


def subject_of(row: Any) -> str:
    return f"{row._meta.label_lower} {row.pk}"


def say(subject: str, page: str, user, language: str = "", before: str = "") -> None:
    """`page` is the mark that one open page gave itself, `before` that of the one it follows in its window.

    `language` is the one it is writing in, or ''.
    """
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - EXPIRES_AFTER).delete()
    known = Presence.objects.filter(page=page, account=user).first()
    if not known and before:
        leave(before, user)
    if known and (known.subject, known.language) == (subject, language):
        if now - known.seen_at >= WRITTEN_EVERY:
            Presence.objects.filter(pk=known.pk).update(seen_at=now)
        return
    Presence.objects.update_or_create(
        page=page,
        account=user,
        defaults={"subject": subject, "language": language, "since": now, "seen_at": now},
    )


def leave(page: str, user) -> None:
    Presence.objects.filter(page=page, account=user).delete()


def others(subject: str, page: str, user) -> list[str]:
    """A sentence for each other person and language, in the order in which they came.

    Of several windows of one person the first is named.
    """
    alive = Presence.objects.filter(subject=subject, seen_at__gte=timezone.now() - EXPIRES_AFTER)
    found = alive.exclude(page=page, account=user).select_related("account").order_by("since", "pk")
    first: dict[tuple[int, str], Presence] = {}
    for each in found:
        first.setdefault((each.account_id, each.language), each)
    return [_sentence(each, each.account == user) for each in first.values()]


def _sentence(presence, is_own):
    names = {
        "who": name_of(presence.account),
        "language": languages.own_name(presence.language) if presence.language else "",
        "when": formats.time_format(timezone.localtime(presence.since), "TIME_FORMAT"),
    }
    if is_own:
        return _("You have it open in another window since %(when)s") % names
    if presence.language:
        return _("%(who)s writes %(language)s since %(when)s") % names
    return _("%(who)s has it open since %(when)s") % names
