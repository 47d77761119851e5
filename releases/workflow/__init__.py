"""The one way from desk to record.

Each transition locks the release, checks, writes the edition and its Event in one transaction, or
raises Refused with every reason in words. Buttons, bulk actions and commands call these functions
and nothing else.
"""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from common import languages
from common.accounts import name_of
from common.characters import clean
from common.exceptions import FieldReason, Refused

from ..models import Edition, Event, Release, Status
from . import beginning, checks, deleted, dismissals, memory, record, remarks, restoring, versions
from .composition import compose, with_contacts_of_today
from .contradictions import keep_contradictions
from .events import (
    has_written,
    is_withdrawn,
    log,
    moment_of,
    names_of_changes,
    returned_with,
    submitted_by,
    was_public,
)
from .prefetching import with_edition_sources, with_history
from .record import is_only_scheduled, scheduled_editions
from .refusals import (
    approval_problems,
    claim_problems,
    four_eyes_blockers,
    four_eyes_problems,
    in_each,
    precondition_problems,
    problems_together,
    require,
    submission_problems,
)
from .staleness import changes_of_source, translations_left_behind
from .submission import changed_since_submission, fingerprint
from .transitions import (
    APPROVE,
    CANCEL,
    REOPEN,
    RETURN,
    SUBMIT,
    SUBMIT_ANEW,
    TAKE_BACK,
    TRANSITIONS,
    WITHDRAW,
    Transition,
    may,
    may_reissue,
    may_write,
    offered,
)

__all__ = [
    "APPROVE",
    "CANCEL",
    "RETURN",
    "SUBMIT",
    "SUBMIT_ANEW",
    "TRANSITIONS",
    "WITHDRAW",
    "Transition",
    "approve",
    "approve_together",
    "beginning",
    "cancel_schedule",
    "changed_since_submission",
    "changes_of_source",
    "checks",
    "deleted",
    "dismissals",
    "four_eyes_blockers",
    "four_eyes_problems",
    "has_written",
    "is_only_scheduled",
    "is_withdrawn",
    "log",
    "may",
    "may_reissue",
    "may_write",
    "memory",
    "names_of_changes",
    "offered",
    "precondition_problems",
    "problems_together",
    "reissue_contacts",
    "remarks",
    "reopen",
    "restoring",
    "return_to_author",
    "returned_with",
    "scheduled_editions",
    "submission_problems",
    "submit",
    "submit_together",
    "submitted_by",
    "take_back",
    "translations_left_behind",
    "versions",
    "was_public",
    "withdraw",
]


class Answers(TypedDict, total=False):
    """What an approval asks for, beside the note of a correction."""

    live_from: datetime.datetime | None
    minor: bool
    override_reason: str
    revision: int | None


def submit(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    """Into review, or, where it has changed while it waited, submitted anew by this person."""
    [event] = submit_together(release, [language], by, revision=revision)
    return event


@transaction.atomic
def submit_together(
    release: Release, languages: Sequence[str], by: User, *, revision: int | None = None
) -> list[Event]:
    """All of them or none."""
    _lock(release)
    known = with_edition_sources(release)

    def submit_one(language):
        reasons = precondition_problems(SUBMIT, known, language, by)
        require(SUBMIT, known, language, by, revision, reasons)
        return _move(SUBMIT, release, language, by, fingerprint=fingerprint(known, language))

    return in_each(languages, release, submit_one)


@transaction.atomic
def take_back(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    """A draft again, for whoever submitted it, while nobody has decided."""
    _lock(release)
    reasons = precondition_problems(TAKE_BACK, release, language, by)
    require(TAKE_BACK, release, language, by, revision, reasons)
    return _move(TAKE_BACK, release, language, by)


@transaction.atomic
def return_to_author(
    release: Release, language: str, by: User, *, remark: str, revision: int | None = None
) -> Event:
    _lock(release)
    remark = _as_kept(remark)
    missing = FieldReason(_("Say in a remark what the author should change."), "remark")
    require(RETURN, release, language, by, revision, [] if remark else [missing])
    event = _move(RETURN, release, language, by, note=remark)
    # To be answered there.
    remarks.write_return(release, by, remark, language)
    return event


def approve(
    release: Release, language: str, by: User, *, change_note: str = "", **answers: Unpack[Answers]
) -> Edition:
    """The desk's text becomes the next edition, live from that moment (None: now)."""
    [edition] = approve_together(release, [language], by, change_notes={language: change_note}, **answers)
    return edition


@transaction.atomic
def approve_together(
    release: Release,
    languages: Sequence[str],
    by: User,
    *,
    change_notes: Mapping[str, str] = MappingProxyType({}),
    **answers: Unpack[Answers],
) -> list[Edition]:
    """All of them or none, from the same moment; a correction is told in each language's own words."""
    _lock(release)
    known = with_edition_sources(with_history(release))
    now = moment_of(known)

    def approve_one(language):
        note = change_notes.get(language, "")
        return _approve(release, known, language, by, now, change_note=note, **answers)

    editions = in_each(languages, release, approve_one)
    if len({edition.language for edition in (*known.editions.all(), *editions)}) > 1:
        keep_contradictions(known, now)
    memory.remember_later(release)
    return editions


def _approve(
    release,
    known,
    language,
    by,
    now,
    *,
    change_note,
    live_from=None,
    minor=False,
    override_reason="",
    revision=None,
):
    change_note, override_reason = _as_kept(change_note), _as_kept(override_reason)
    given = {"change_note": change_note, "minor": minor, "override_reason": override_reason}
    reasons = approval_problems(known, language, by, now, live_from=live_from, **given)
    require(APPROVE, release, language, by, revision, reasons)
    edition = compose(known, language, live_from or now)
    edition.release = release
    # Of several languages approved together one may be new to readers.
    edition.change_note, edition.is_minor = change_note, minor and was_public(known, language, now)
    edition.approved_at, edition.approved_by = now, name_of(by)
    edition.address = record.claim_address(release, language, edition.issued_on.year)
    if problems := claim_problems(release, edition.address):
        raise Refused(*problems)
    record.write(known, edition)
    _move(APPROVE, release, language, by, at=now, note=override_reason, edition_number=edition.number)
    return edition


@transaction.atomic
def reopen(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    """The desk's text may change again; what is live stays."""
    _lock(release)
    require(REOPEN, release, language, by, revision, [])
    return _move(REOPEN, release, language, by)


@transaction.atomic
def cancel_schedule(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    """The scheduled edition never goes live; what is live stays, and the text may change again."""
    _lock(release)
    now = moment_of(release)
    require(
        CANCEL, release, language, by, revision, precondition_problems(CANCEL, release, language, by, now)
    )
    [edition] = record.scheduled_editions(release, language, now)
    record.cancel(edition, now)
    keep_contradictions(release, now)
    memory.remember(release)
    target = Status.DRAFT if release.status_in(language) == Status.APPROVED else None
    return _move(CANCEL, release, language, by, target=target, edition_number=edition.number)


@transaction.atomic
def withdraw(
    release: Release, language: str, by: User, *, explanation: str = "", revision: int | None = None
) -> Event:
    """Closes what is live or scheduled; an address that readers knew answers with the explanation."""
    _lock(release)
    now, explanation = moment_of(release), _as_kept(explanation)
    reasons = precondition_problems(WITHDRAW, release, language, by, now)
    if not reasons and not explanation and not record.is_only_scheduled(release, language, now):
        sentence = _("Give the public explanation that will be shown at this address.")
        reasons.append(FieldReason(sentence, "explanation"))
    require(WITHDRAW, release, language, by, revision, reasons)
    for edition in list(record.to_withdraw(release, language)):
        record.close(edition, explanation, name_of(by), now)
    memory.remember(release)
    target = Status.DRAFT if release.status_in(language) == Status.APPROVED else None
    return _move(WITHDRAW, release, language, by, note=explanation, target=target)


@transaction.atomic
def reissue_contacts(release: Release, language: str, by: User) -> list[Edition]:
    """Minor editions of what is live and scheduled with the contacts as they are today, where they differ.

    The desk's text stays out of it.
    """
    _lock(release)
    now = moment_of(release)
    editions = record.live_or_scheduled_editions(release, language, now).select_related("address")
    if not may_reissue(by):
        raise Refused(_("You may not do this: your account lacks the permission."))
    if not editions:
        raise Refused(_("Nothing in this language is live or scheduled."))
    copies = [(edition, with_contacts_of_today(edition)) for edition in editions]
    renewed = [(old, new) for old, new in copies if new.document != old.document]
    for old, new in renewed:
        record.write_copy(old, new, name_of(by), now)
        log(release, Event.Kind.REISSUED, by, language=language, edition_number=new.number)
    return [new for _old, new in renewed]


def _as_kept(answer: str) -> str:
    """What no reader would see is no answer."""
    return clean(answer).strip()


def _lock(release: Release) -> None:
    release.refresh_from_db(from_queryset=Release.objects.select_for_update())


def _move(transition, release, language, by, *, note="", target=None, **fields) -> Event:
    if target := target or transition.target:
        status = languages.column_in(language, "status")
        Release.objects.filter(pk=release.pk).update(**{status: target})
        setattr(release, status, target)
    return log(release, transition.kind, by, language=language, note=note, **fields)
