from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from ..models import Event, Release, Status
from .events import submitted_by
from .record import is_scheduled, is_to_withdraw
from .submission import changed_since_submission

WRITE = "write"


@dataclass(frozen=True)
class Transition:
    name: str
    label: Promise
    kind: Event.Kind
    sources: tuple[Status, ...]
    target: Status | None
    permission: str  # WRITE: whoever may write that language


SUBMIT = Transition(
    "submit",
    gettext_lazy("Submit for review"),
    Event.Kind.SUBMITTED,
    # In review, too: what has changed while it waits is submitted anew.
    (Status.DRAFT, Status.IN_REVIEW),
    Status.IN_REVIEW,
    WRITE,
)
SUBMIT_ANEW = replace(SUBMIT, label=gettext_lazy("Resubmit as it is now"))
TAKE_BACK = Transition(
    "take_back",
    gettext_lazy("Take back from review"),
    Event.Kind.TAKEN_BACK,
    (Status.IN_REVIEW,),
    Status.DRAFT,
    WRITE,
)
RETURN = Transition(
    "return",
    gettext_lazy("Return to the author"),
    Event.Kind.RETURNED,
    (Status.IN_REVIEW,),
    Status.DRAFT,
    "releases.approve_release",
)
APPROVE = Transition(
    "approve",
    gettext_lazy("Approve"),
    Event.Kind.APPROVED,
    (Status.IN_REVIEW,),
    Status.APPROVED,
    "releases.approve_release",
)
REOPEN = Transition(
    "reopen",
    gettext_lazy("Reopen to correct"),
    Event.Kind.REOPENED,
    (Status.APPROVED,),
    Status.DRAFT,
    WRITE,
)
CANCEL = Transition(
    "cancel",
    gettext_lazy("Cancel the schedule"),
    Event.Kind.CANCELLED,
    tuple(Status),
    None,
    "releases.approve_release",
)
WITHDRAW = Transition(
    "withdraw",
    pgettext_lazy("a published release", "Withdraw"),
    Event.Kind.WITHDRAWN,
    tuple(Status),
    None,
    "releases.withdraw_release",
)
TRANSITIONS = {t.name: t for t in (SUBMIT, TAKE_BACK, RETURN, APPROVE, REOPEN, CANCEL, WITHDRAW)}


def may_write(user: User, language: str) -> bool:
    return user.has_perm("releases.change_release") and (
        user.has_perm("releases.write_every_language") or user.has_perm(f"releases.write_{language}")
    )


def may(user: User, transition: Transition, language: str) -> bool:
    if transition.permission == WRITE:
        return may_write(user, language)
    return user.has_perm(transition.permission)


def may_reissue(user: User) -> bool:
    """Minor editions with the contacts of today, of what is scheduled too: for those who see releases."""
    sees = user.has_perm("releases.view_release") or user.has_perm("releases.change_release")
    return sees and user.has_perm(APPROVE.permission)


def offered(release: Release, user: User, language: str) -> list[Transition]:
    """The transitions to show as buttons: open to this person from where the language stands."""
    in_review = release.status_in(language) == Status.IN_REVIEW
    open_to = [t for t in TRANSITIONS.values() if _is_offered(t, release, user, language)]
    return [SUBMIT_ANEW if t is SUBMIT and in_review else t for t in open_to]


def _is_offered(transition, release, user, language):
    status = release.status_in(language)
    if not may(user, transition, language) or status not in transition.sources:
        return False
    if transition is WITHDRAW:
        return is_to_withdraw(release, language)
    if transition is CANCEL:
        return is_scheduled(release, language)
    if transition is TAKE_BACK:
        return submitted_by(release, language) == user
    if transition is SUBMIT and status == Status.IN_REVIEW:
        return bool(changed_since_submission(release, language))
    return transition is not SUBMIT or release.has_text(language)
