"""Remarks on a release: who may write, answer and resolve them."""

from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.accounts import name_of
from common.characters import clean, clean_line, shortened
from common.exceptions import FieldReason, Refused

from ..models import Release, Remark
from ..models.release import TEXTS
from ..models.remark import LONGEST_QUOTATION, LONGEST_TEXT
from .transitions import APPROVE, WITHDRAW, may_write

# Of one release, replies included.
MOST = 500


class Thread(NamedTuple):
    first: Remark
    replies: list[Remark]


def may_remark(user: User) -> bool:
    """Whoever may change a release in any language, approve it or withdraw it."""
    decides = any(user.has_perm(transition.permission) for transition in (APPROVE, WITHDRAW))
    return decides or any(may_write(user, code) for code in languages.LANGUAGES)


def threads(release: Release) -> list[Thread]:
    """In one query: what is open before what is resolved, and of both the oldest first."""
    remarks = list(release.remarks.all())
    by_first = {remark.pk: Thread(remark, []) for remark in remarks if not remark.reply_to_id}
    for remark in remarks:
        if remark.reply_to_id:
            by_first[remark.reply_to_id].replies.append(remark)
    return sorted(by_first.values(), key=lambda thread: bool(thread.first.resolved_at))


@transaction.atomic
def write(
    release: Release, by: User, text: str, *, language: str = "", field: str = "", quotation: str = ""
) -> Remark:
    text = _checked(release, by, text)
    if field not in ("", *TEXTS) or language not in ("", *languages.LANGUAGES) or (field and not language):
        raise Refused(_("There is no such text."))
    return _create(release, by, text, language=language, field=field, quotation=_quoted(quotation))


def write_return(release: Release, by: User, text: str, language: str) -> Remark:
    """What a return to the author says; it has been checked with the return."""
    return _create(release, by, text, language=language, is_return=True)


@transaction.atomic
def reply(remark: Remark, by: User, text: str) -> Remark:
    """To the first remark of the thread, whichever of its remarks is answered."""
    first = _locked(remark.reply_to or remark)
    text = _checked(first.release, by, text)
    if first.resolved_at:
        raise Refused(_("This remark is resolved. Reopen it to reply."))
    return _create(first.release, by, text, reply_to=first)


@transaction.atomic
def resolve(remark: Remark, by: User) -> None:
    _require(by)
    first = _locked(remark.reply_to or remark)
    if not first.resolved_at:
        _set_resolved(first, timezone.now(), by, name_of(by))


@transaction.atomic
def reopen(remark: Remark, by: User) -> None:
    _require(by)
    _set_resolved(_locked(remark.reply_to or remark), None, None, "")


def _locked(remark):
    return Remark.objects.select_for_update().get(pk=remark.pk)


def _set_resolved(remark, at, by, name):
    remark.resolved_at, remark.resolved_by, remark.resolved_by_name = at, by, name
    remark.save(update_fields=["resolved_at", "resolved_by", "resolved_by_name"])


def _require(by):
    if not may_remark(by):
        raise Refused(_("You may not do this: your account lacks the permission."))


def _checked(release, by, text):
    _require(by)
    text = clean(text).strip()
    if not text:
        raise Refused(FieldReason(_("Write what you have to say."), "text"))
    if len(text) > LONGEST_TEXT:
        sentence = ngettext(
            "A remark has at most %(number)s character.",
            "A remark has at most %(number)s characters.",
            LONGEST_TEXT,
        )
        raise Refused(FieldReason(sentence % {"number": LONGEST_TEXT}, "text"))
    if release.remarks.count() >= MOST:
        raise Refused(_("This release has as many remarks as it can have: %(number)s.") % {"number": MOST})
    return text


def _quoted(quotation):
    """On one line, and cut off where it is long."""
    return shortened(clean_line(" ".join(quotation.split())), LONGEST_QUOTATION)


def _create(release, by, text, **fields) -> Remark:
    named = {"actor": by, "actor_name": name_of(by), "at": timezone.now()}
    return Remark.objects.create(release=release, text=text, **named, **fields)
