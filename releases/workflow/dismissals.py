"""Warnings that somebody has dismissed with a reason: kept with the release, told in its timeline.

A dismissal is known by the fingerprint of what was found: once the text there changes, the warning is another
one. No sentence is kept, since one may name a person.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.accounts import name_of
from common.characters import clean
from common.exceptions import FieldReason, Refused

from ..models import Event, Release
from .checks import Examination
from .contradictions import keep_contradictions
from .events import log
from .transitions import APPROVE, may_write

LONGEST_REASON = 500
# Of one release; the oldest go, whose texts have most likely changed since.
MOST = 300


def may_dismiss(user: User, language: str) -> bool:
    return may_write(user, language) or user.has_perm(APPROVE.permission)


@transaction.atomic
def dismiss(release: Release, language: str, by: User, fingerprint: str, reason: str) -> None:
    _require(by, language)
    release = _locked(release)
    reason = _checked(reason)
    found = {finding.fingerprint: finding for finding in Examination(release, language).warnings}
    if fingerprint not in found:
        raise Refused(_("This warning is not there any more: the text, or what it shows, has changed."))
    entry = {"reason": reason, "by": name_of(by), "at": timezone.now().isoformat()}
    _keep(release, {**release.dismissed, fingerprint: entry})
    _log(release, Event.Kind.DISMISSED, by, language, found[fingerprint].check, reason)


@transaction.atomic
def take_back(release: Release, language: str, by: User, fingerprint: str) -> None:
    """The warning is asked again."""
    _require(by, language)
    release = _locked(release)
    known = {each.finding.fingerprint: each for each in Examination(release, language).dismissed}
    if fingerprint in known:
        _keep(release, {key: entry for key, entry in release.dismissed.items() if key != fingerprint})
        _log(release, Event.Kind.ASKED_AGAIN, by, language, known[fingerprint].finding.check)


def _require(by, language):
    if not may_dismiss(by, language):
        raise Refused(_("You may not do this: your account lacks the permission."))


def _locked(release):
    return Release.objects.select_for_update().get(pk=release.pk)


def _checked(reason):
    reason = clean(reason).strip()
    if not reason:
        raise Refused(FieldReason(_("Give the reason: whoever approves will read it."), "reason"))
    if len(reason) > LONGEST_REASON:
        sentence = ngettext(
            "A reason has at most %(number)s character.",
            "A reason has at most %(number)s characters.",
            LONGEST_REASON,
        )
        raise Refused(FieldReason(sentence % {"number": LONGEST_REASON}, "reason"))
    return reason


def _keep(release, dismissed):
    """No change of the text: its revision stays."""
    release.dismissed = dict(list(dismissed.items())[-MOST:])
    Release.objects.filter(pk=release.pk).update(dismissed=release.dismissed)
    keep_contradictions(release)


def _log(release, kind, by, language, check, reason=""):
    log(release, kind, by, language=language, note=reason, changes={check: {}})
