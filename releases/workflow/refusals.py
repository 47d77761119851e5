from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from common import languages
from common.dates import OFFICE
from common.exceptions import FieldReason, Refused

from ..models import Address, Event, Release, Status
from .checks import Examination
from .checks.missing import MISSING_TEXT
from .events import approval_of, has_written, is_withdrawn, submitted_by, was_public
from .prefetching import with_edition_sources
from .record import scheduled_editions, to_withdraw
from .submission import PARTS, changed_since_submission
from .transitions import SUBMIT, may

Done = TypeVar("Done")


def require(transition, release, language, by, revision, reasons) -> None:
    """Refused with these reasons, unless there are none and the transition is open to this person."""
    if not may(by, transition, language):
        raise Refused(_("You may not do this: your account lacks the permission."))
    if problems := status_problems(transition, release, language):
        reasons = problems
    elif revision is not None and revision != release.revision:
        reasons = [_newer_text(release), *reasons]
    if reasons:
        raise Refused(*reasons)


def in_each(codes: Sequence[str], release: Release, act: Callable[[str], Done]) -> list[Done]:
    """What an act on several languages gives, in a transaction; refused with the reasons of all of them."""
    before = {language: release.status_in(language) for language in codes}
    done: list[Done] = []
    refused: dict[str, list[str]] = {}
    for language in codes:
        try:
            done.append(act(language))
        except Refused as refusal:
            refused[language] = refusal.reasons
    if refused:
        for language, status in before.items():
            setattr(release, languages.column_in(language, "status"), status)
        raise Refused(*_said_of(codes, refused))
    return done


def _said_of(codes, refused) -> Iterator[str]:
    """What stands in the way of all languages is said once, without their names."""
    said = set()
    for language, reasons in refused.items():
        for reason in reasons:
            if all(reason in refused.get(code, ()) for code in codes):
                if reason not in said:
                    yield reason
                said.add(reason)
            else:
                yield _named(reason, language)


def _named(reason, language):
    sentence = _("%(language)s: %(reason)s") % {"language": languages.own_name(language), "reason": reason}
    if not isinstance(reason, FieldReason):
        return sentence
    # Each language has a note of its own.
    is_note = reason.field == "change_note"
    return FieldReason(sentence, languages.column_in(language, reason.field) if is_note else reason.field)


def status_problems(transition, release: Release, language: str) -> list[str]:
    status = release.status_in(language)
    if status in transition.sources and not _is_submitted(transition, release, language, status):
        return []
    if status == Status.APPROVED and (approval := approval_of(release, language)):
        return [_approved_already(approval)]
    return [_("This text is now “%(status)s”; look at it again.") % {"status": status.label}]


def _approved_already(approval):
    at = timezone.localtime(approval.at)
    is_today = at.date() == timezone.localdate()
    return _("This text is now approved: by %(who)s, since %(when)s.") % {
        "who": approval.actor_name,
        "when": formats.date_format(at, "TIME_FORMAT" if is_today else "DATETIME_FORMAT"),
    }


def precondition_problems(transition, release: Release, language: str, by: User, at=None) -> list[str]:
    """Why the transition is closed to this person, whatever they answer: said in place of its form."""
    if problems := status_problems(transition, release, language):
        return problems
    check = _PRECONDITIONS.get(transition.name)
    return check(release, language, by, at) if check else []


def problems_together(transition, release: Release, codes: Sequence[str], by: User) -> list[str]:
    """The same of an act on several languages."""
    found = {language: precondition_problems(transition, release, language, by) for language in codes}
    return list(_said_of(codes, {language: reasons for language, reasons in found.items() if reasons}))


def _submit_preconditions(release, language, by, at):
    return list(Examination(release, language).refusing)


def _take_back_preconditions(release, language, by, at):
    own = submitted_by(release, language) == by
    return (
        []
        if own
        else [
            _("Only the person who submitted this text can take it back. A publisher can return it instead.")
        ]
    )


def _approve_preconditions(release, language, by, at):
    return [*four_eyes_blockers(release, language, by), *_desk_problems(release, language)]


def _cancel_preconditions(release, language, by, at):
    is_there = scheduled_editions(release, language, at).exists()
    return [] if is_there else [_("Nothing in this language is scheduled.")]


def _withdraw_preconditions(release, language, by, at):
    is_there = to_withdraw(release, language).exists()
    return [] if is_there else [_("Nothing in this language is live or scheduled.")]


# {name of a transition: what stands in its way beside the status}
_PRECONDITIONS = {
    "submit": _submit_preconditions,
    "take_back": _take_back_preconditions,
    "approve": _approve_preconditions,
    "cancel": _cancel_preconditions,
    "withdraw": _withdraw_preconditions,
}


def four_eyes_blockers(release: Release, language: str, by: User) -> list[str]:
    """Why this person cannot approve, whatever reason they give."""
    may_override = by.has_perm("releases.override_approval")
    return [] if may_override else four_eyes_problems(release, language, by)


def _is_submitted(transition, release, language, status):
    """A second press of the same button submits nothing."""
    waits = transition is SUBMIT and status == Status.IN_REVIEW
    return waits and not changed_since_submission(release, language)


def _newer_text(release):
    saves = Event.objects.of(release).filter(kind__in=[Event.Kind.CREATED, Event.Kind.EDITED])
    last = saves.filter(revision=release.revision).first()
    if last is None:
        return _("The text has changed since you opened this page; read it again.")
    return _("%(who)s saved changes at %(when)s, after you opened this page; read it again.") % {
        "who": last.actor_name,
        "when": formats.date_format(timezone.localtime(last.at), "TIME_FORMAT"),
    }


def approval_problems(release, language, by, now, *, live_from, change_note, minor, override_reason):
    return [
        *_desk_problems(release, language),
        *_time_problems(release, live_from, now),
        *_note_problems(release, language, change_note, minor, now),
        *four_eyes_problems(release, language, by, override_reason),
    ]


def claim_problems(release: Release, address: Address) -> list[str]:
    """Of the address that an approval claims."""
    if address.release_id == release.pk:
        return []
    sentence = _("Another release already has this address; change its last part.")
    return [FieldReason(sentence, languages.column_in(address.language, "slug"))]


def _desk_problems(release, language):
    examination = Examination(with_edition_sources(release), language)
    # What is missing was there when it was submitted.
    is_complete = not any(finding.check == MISSING_TEXT for finding in examination.refusing)
    return [
        *examination.refusing,
        *(submission_problems(examination.text.release, language) if is_complete else []),
        *examination.refusing_approval,
    ]


def _time_problems(release, live_from, now):
    moments = {
        "issued_on": release.issued_on,
        "embargo_until": release.embargo_until,
        "live_from": live_from,
    }
    if problems := [
        FieldReason(sentence, field) for field, moment in moments.items() for sentence in _unlikely(moment)
    ]:
        return problems
    if live_from and live_from < now:
        sentence = _("The moment chosen has passed; choose a later one, or approve now.")
        problems.append(FieldReason(sentence, "live_from"))
    if release.embargo_until and (live_from or now) < release.embargo_until:
        until = formats.date_format(timezone.localtime(release.embargo_until), "DATETIME_FORMAT")
        sentence = _("Under embargo until %(until)s: nothing can go live before.")
        problems.append(FieldReason(sentence % {"until": until}, "live_from"))
    return problems


def _unlikely(moment):
    """A date may have come past the forms."""
    try:
        if moment:
            OFFICE(moment)
    except ValidationError as error:
        return error.messages
    return []


def _note_problems(release, language, change_note, minor, now):
    if not was_public(release, language, now):
        return []
    if change_note and minor:
        sentence = _(
            "A minor change has no change note. Untick “Minor change, without a note”, or clear the note."
        )
    elif change_note:
        return []
    elif is_withdrawn(release, language):
        sentence = _("This text was withdrawn: say in a change note what has changed since.")
    elif minor:
        return []
    else:
        sentence = _("Say in a change note what is corrected, or tick that the change is minor.")
    return [FieldReason(sentence, "change_note")]


def four_eyes_problems(release: Release, language: str, by: User, reason: str = "") -> list[str]:
    """Nobody approves what they wrote or submitted, unless they may override and say why."""
    if submitted_by(release, language) == by:
        somebody_else = _("You submitted this text yourself; somebody else must approve it.")
        alone = _("You submitted this text yourself; give the reason for approving it alone.")
    elif has_written(by, release, language):
        somebody_else = _(
            "You changed this text, or what it shows, since it was last approved; somebody else "
            "must approve it."
        )
        alone = _(
            "You changed this text or what it shows since its last approval; say why you approve alone."
        )
    else:
        return []
    if not by.has_perm("releases.override_approval"):
        return [somebody_else]
    return [] if reason else [FieldReason(alone, "override_reason")]


def submission_problems(release: Release, language: str) -> list[str]:
    """What is approved is what was submitted."""
    changed = changed_since_submission(release, language)
    if not changed:
        return []
    names = ", ".join(str(PARTS[name]) for name in changed)
    sentence = _("Changed since this text was submitted: %(parts)s. Have it resubmitted, then approve it.")
    return [sentence % {"parts": names}]
