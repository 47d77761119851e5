"""The one way from desk to record.

Each transition locks the release, checks, writes the edition and its Event in one transaction, or
raises Refused with every reason in words. Buttons, bulk actions and commands call these functions
and nothing else.
"""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from . import languages
from .composition import compose, organisations_of, with_contacts_of_today
from .models import Address, Edition, EditionFile, Event, Release, Status
from .models.release import REQUIRED_TEXTS
from .texts.richtext import pictures_in

WRITE = "write"


class Refused(Exception):
    """A transition that may not be made; `reasons` says why, one sentence each."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


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
    (Status.DRAFT,),
    Status.IN_REVIEW,
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
WITHDRAW = Transition(
    "withdraw",
    pgettext_lazy("a published release", "Withdraw"),
    Event.Kind.WITHDRAWN,
    tuple(Status),
    None,
    "releases.withdraw_release",
)
TRANSITIONS = {t.name: t for t in (SUBMIT, RETURN, APPROVE, REOPEN, WITHDRAW)}


def may_write(user: User, language: str) -> bool:
    return user.has_perm("releases.change_release") and (
        user.has_perm("releases.write_every_language") or user.has_perm(f"releases.write_{language}")
    )


def may(user: User, transition: Transition, language: str) -> bool:
    if transition.permission == WRITE:
        return may_write(user, language)
    return user.has_perm(transition.permission)


def offered(release: Release, user: User, language: str) -> list[Transition]:
    """The transitions to show as buttons: open to this person from where the language stands."""
    status = release.status_in(language)
    return [
        transition
        for transition in TRANSITIONS.values()
        if may(user, transition, language)
        and status in transition.sources
        and (transition is not SUBMIT or release.has_text(language))
        and (transition is not WITHDRAW or _open_editions(release, language).exists())
    ]


@transaction.atomic
def submit(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    _lock(release)
    _allow(SUBMIT, release, language, by, revision, _missing_texts(release, language))
    return _move(SUBMIT, release, language, by)


@transaction.atomic
def return_to_author(
    release: Release, language: str, by: User, *, remark: str, revision: int | None = None
) -> Event:
    _lock(release)
    missing = [] if remark.strip() else [_("Say in a remark what the author should change.")]
    _allow(RETURN, release, language, by, revision, missing)
    return _move(RETURN, release, language, by, note=remark)


@transaction.atomic
def approve(
    release: Release,
    language: str,
    by: User,
    *,
    live_from: datetime.datetime | None = None,
    change_note: str = "",
    minor: bool = False,
    override_reason: str = "",
    revision: int | None = None,
) -> Edition:
    """The desk's text becomes the next edition, live from that moment (None: now)."""
    _lock(release)
    now = timezone.now()
    own_submission = submitted_by(release, language) == by
    reasons = [
        *_missing_texts(release, language),
        *_time_problems(release, live_from, now),
        *_note_problems(release, language, change_note, minor),
        *(_own_submission_problems(by, override_reason) if own_submission else []),
        *_contact_problems(release),
        *_picture_problems(release, language),
    ]
    _allow(APPROVE, release, language, by, revision, reasons)
    edition = compose(release, language, live_from or now)
    edition.change_note, edition.is_minor = change_note.strip(), minor
    edition.approved_at, edition.approved_by = now, name_of(by)
    edition.address = _claim_address(release, language, edition.issued_on.year)
    _record(release, edition)
    _move(APPROVE, release, language, by, note=override_reason, edition=edition)
    return edition


@transaction.atomic
def reopen(release: Release, language: str, by: User, *, revision: int | None = None) -> Event:
    """The desk's text may change again; what is live stays."""
    _lock(release)
    _allow(REOPEN, release, language, by, revision, [])
    return _move(REOPEN, release, language, by)


@transaction.atomic
def withdraw(
    release: Release, language: str, by: User, *, explanation: str, revision: int | None = None
) -> Event:
    """Closes what is live or scheduled; the address answers with the explanation."""
    _lock(release)
    now = timezone.now()
    editions = list(_open_editions(release, language, now))
    reasons = []
    if not editions:
        reasons.append(_("Nothing of this language is live or scheduled."))
    if not explanation.strip():
        reasons.append(_("Give the public explanation that will stand at this address."))
    _allow(WITHDRAW, release, language, by, revision, reasons)
    for edition in editions:
        edition.live_until = max(now, edition.live_from)
        edition.withdrawn_at, edition.withdrawn_by = now, name_of(by)
        edition.withdrawal_note = explanation.strip()
        edition.save(update_fields=["live_until", "withdrawn_at", "withdrawn_by", "withdrawal_note"])
    target = Status.DRAFT if release.status_in(language) == Status.APPROVED else None
    return _move(WITHDRAW, release, language, by, note=explanation, target=target)


@transaction.atomic
def reissue_contacts(release: Release, language: str, by: User) -> list[Edition]:
    """Minor editions of what is live and scheduled with the contacts' cards of today, where they differ.

    The desk's text stays out of it.
    """
    _lock(release)
    now = timezone.now()
    editions = _open_editions(release, language, now).select_related("address")
    if not by.has_perm(APPROVE.permission):
        raise Refused([_("You may not do this: your account lacks the permission.")])
    if not editions:
        raise Refused([_("Nothing of this language is live or scheduled.")])
    copies = [(edition, with_contacts_of_today(edition)) for edition in editions]
    return [_replace(old, new, by, now) for old, new in copies if new.document != old.document]


def _replace(old, new, by, now):
    """The copy goes on where the edition stands: from now, or from its hour."""
    new.live_from, new.live_until = max(now, old.live_from), old.live_until
    new.approved_at, new.approved_by, new.is_minor = now, name_of(by), True
    new.number = _next_number(old.release, old.language)
    old.live_until = new.live_from
    old.save(update_fields=["live_until"])
    new.save()
    new.organisations.add(*old.organisations.all())
    new.topics.add(*old.topics.all())
    _record_files(new)
    log(old.release, Event.Kind.REISSUED, by, language=old.language, edition_number=new.number)
    return new


def name_of(user: User) -> str:
    return user.get_full_name() or user.get_username()


def log(release: Release, kind: Event.Kind, by: User, **fields) -> Event:
    """One line of the timeline, with the names it needs to be read alone."""
    return Event.objects.create(
        release=release,
        reference=release.reference,
        kind=kind,
        actor=by,
        actor_name=name_of(by),
        at=timezone.now(),
        revision=release.revision,
        **fields,
    )


def submitted_by(release: Release, language: str) -> User | None:
    """Who put the language into review the last time."""
    last = Event.objects.of(release, language).filter(kind=Event.Kind.SUBMITTED).first()
    return last and last.actor


def was_public(release: Release, language: str) -> bool:
    """Whether readers have ever seen this language: the next edition is a correction then."""
    return Edition.objects.once_live().filter(release=release, language=language).exists()


def _lock(release: Release) -> None:
    Release.objects.select_for_update().get(pk=release.pk)
    release.refresh_from_db()


def _allow(transition, release, language, by, revision, reasons):
    if not may(by, transition, language):
        raise Refused([_("You may not do this: your account lacks the permission.")])
    status = release.status_in(language)
    if status not in transition.sources:
        reasons = [_("This text is now “%(status)s”; look at it again.") % {"status": status.label}]
    elif revision is not None and revision != release.revision:
        reasons = [_newer_text(release), *reasons]
    if reasons:
        raise Refused(reasons)


def _newer_text(release):
    saves = Event.objects.of(release).filter(kind__in=[Event.Kind.CREATED, Event.Kind.EDITED])
    last = saves.filter(revision=release.revision).first()
    if last is None:
        return _("The text has changed since you opened this page; read it again.")
    return _("%(who)s saved changes at %(when)s, after you opened this page; read it again.") % {
        "who": last.actor_name,
        "when": formats.date_format(timezone.localtime(last.at), "TIME_FORMAT"),
    }


def _move(transition, release, language, by, *, note="", edition=None, target=None) -> Event:
    target = target or transition.target
    if target:
        status = languages.column("status", language)
        Release.objects.filter(pk=release.pk).update(**{status: target})
        setattr(release, status, target)
    number = edition.number if edition else None
    return log(release, transition.kind, by, language=language, note=note.strip(), edition_number=number)


def _correction(edition, before):
    """What readers are told was corrected: now, or, under a minor edition, by the one before it."""
    if not was_public(edition.release, edition.language):
        return None
    if edition.is_minor:
        return before.order_by("-number").first().document.get("correction")
    return {
        "number": edition.number,
        "date": timezone.localdate(edition.live_from).isoformat(),
        "note": edition.change_note,
    }


def _missing_texts(release, language):
    sentences = {
        "title": _("The title is missing."),
        "standfirst": _("The standfirst is missing."),
        "city": _("The city of the dateline is missing."),
        "body": _("The body is missing."),
        "slug": _("The last part of the address is missing."),
    }
    return [sentences[field] for field in (*REQUIRED_TEXTS, "slug") if not release.text(field, language)]


def _time_problems(release, live_from, now):
    problems = []
    if live_from and live_from < now:
        problems.append(_("The moment chosen has passed; choose a later one, or approve now."))
    if release.embargo_until and (live_from or now) < release.embargo_until:
        until = formats.date_format(timezone.localtime(release.embargo_until), "DATETIME_FORMAT")
        problems.append(_("Under embargo until %(until)s: nothing can go live before.") % {"until": until})
    return problems


def _note_problems(release, language, change_note, minor):
    if minor or change_note.strip() or not was_public(release, language):
        return []
    return [_("Say in a change note what is corrected, or tick that the change is minor.")]


def _own_submission_problems(by, reason):
    if not by.has_perm("releases.override_approval"):
        return [_("You submitted this text yourself; somebody else approves it.")]
    if not reason.strip():
        return [_("You submitted this text yourself; give the reason for approving it alone.")]
    return []


def _contact_problems(release):
    objecting = release.contacts.filter(objected_on__isnull=False)
    return [
        _("%(name)s objects to being shown; take this contact out of the release.") % {"name": contact}
        for contact in objecting
    ]


def _picture_problems(release, language):
    shown = set(pictures_in(release.text("body", language)))
    attached = {attachment.path for attachment in release.attachments.all()}
    return [
        _("The text shows “%(file)s”, which is not attached to this release.") % {"file": path.split("/")[1]}
        for path in sorted(shown - attached)
    ]


def _open_editions(release, language, at=None):
    return Edition.objects.filter(release=release, language=language).open(at)


def _claim_address(release, language, year):
    address, _created = Address.objects.get_or_create(
        language=language,
        year=year,
        slug=release.text("slug", language),
        defaults={"release": release},
    )
    if address.release_id != release.pk:
        raise Refused([_("Another release already stands at this address; change its last part.")])
    return address


def _record(release, edition):
    """Writes the edition, ends the live one where it begins and takes the place of a scheduled one."""
    before = Edition.objects.filter(release=release, language=edition.language)
    edition.number = _next_number(release, edition.language)
    # The latest first: the live edition may grow only where the scheduled one has made room.
    for earlier in before.open(edition.approved_at).order_by("-live_from"):
        has_begun = earlier.live_from <= edition.approved_at
        earlier.live_until = edition.live_from if has_begun else earlier.live_from
        earlier.save(update_fields=["live_until"])
    edition.document["correction"] = _correction(edition, before)
    edition.save()
    edition.organisations.set(organisations_of(release))
    edition.topics.set(release.topics.all())
    _record_files(edition)


def _next_number(release, language):
    numbers = Edition.objects.filter(release=release, language=language).order_by("-number")
    return (numbers.values_list("number", flat=True).first() or 0) + 1


def _record_files(edition):
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, path=attachment["path"]) for attachment in edition.attachments
    )
