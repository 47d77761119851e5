import datetime
import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from common.accounts import name_of
from common.characters import tidy
from common.languages import LANGUAGES, columns

from ..models import Contact, ContactEvent, VerificationLink, VerificationReply
from . import own_numbers
from .events import log

VERIFIED_FOR = datetime.timedelta(days=365)
LINK_LIFETIME = datetime.timedelta(days=14)
MAX_LINK_ATTEMPTS = 10
# What people may say of their own details; who they work for and what is public stays the office's word.
OWN_FIELDS = ("first_name", "last_name", *columns("job_title"), "email")
PHONES = "phones"


def to_verify(at: datetime.datetime | None = None) -> QuerySet[Contact]:
    """Press contacts that nobody has verified for a year; the longest unverified first."""
    day = timezone.localdate(at or timezone.now()) - VERIFIED_FOR
    stale = Contact.objects.who_do_not_object().filter(Q(verified_on__isnull=True) | Q(verified_on__lt=day))
    never_first = F("verified_on").asc(nulls_first=True)
    return stale.filter(is_press_contact=True).order_by(never_first, "last_name", "first_name", "pk")


@transaction.atomic
def verify(contact: Contact, by: User) -> None:
    contact.verified_on, contact.verified_by = timezone.localdate(), name_of(by)
    contact.save(update_fields=["verified_on", "verified_by", "updated_at"])
    log(contact, ContactEvent.Kind.VERIFIED, by)


@transaction.atomic
def make_link(contact: Contact, by: User) -> str:
    """The secret of a new link; older ones of the same person stop working. Only its digest is kept."""
    VerificationLink.objects.filter(contact=contact, used_at__isnull=True).delete()
    secret = secrets.token_urlsafe(32)
    VerificationLink.objects.create(
        contact=contact,
        digest=_digest(secret),
        created_by=name_of(by),
        expires_at=timezone.now() + LINK_LIFETIME,
    )
    log(contact, ContactEvent.Kind.ASKED, by)
    return secret


def open_link(secret: str, at: datetime.datetime | None = None) -> VerificationLink | None:
    """The link of that secret while it works; never for who objects."""
    links = _working(at or timezone.now()).filter(digest=_digest(secret), contact__objected_on__isnull=True)
    return links.select_related("contact").prefetch_related("contact__phone_numbers").first()


def attempt(link: VerificationLink) -> bool:
    """Counts what is sent before it is looked at, however many send at once; False once it is too much."""
    counted = _working(timezone.now()).filter(pk=link.pk).update(attempts=F("attempts") + 1)
    link.attempts += counted
    return bool(counted)


def attempts_left(link: VerificationLink) -> int:
    return MAX_LINK_ATTEMPTS - link.attempts


@transaction.atomic
def answer(link: VerificationLink, values: dict[str, str]) -> VerificationReply | None:
    """What the person says, waiting for a manager; None when the link was used meanwhile."""
    now = timezone.now()
    if not VerificationLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=now).update(
        used_at=now
    ):
        return None
    reply = VerificationReply.objects.create(contact=link.contact, changes=_changes(link.contact, values))
    log(link.contact, ContactEvent.Kind.ANSWERED, None)
    return reply


@transaction.atomic
def accept(reply: VerificationReply, by: User) -> bool:
    """Takes the answer over into the contact; False when somebody decided meanwhile."""
    reply = _decide(reply, by, VerificationReply.State.ACCEPTED)
    if reply is None:
        return False
    contact = Contact.objects.select_for_update().get(pk=reply.contact_id)
    for name, change in reply.changes.items():
        if name == PHONES:
            own_numbers.set_numbers(contact, change["to"])
        else:
            setattr(contact, name, change["to"])
    contact.verified_on, contact.verified_by = timezone.localdate(reply.at), contact.full_name
    contact.full_clean(exclude=["languages"])
    contact.save()
    log(contact, ContactEvent.Kind.CORRECTED, by)
    return True


@transaction.atomic
def decline(reply: VerificationReply, by: User) -> bool:
    reply = _decide(reply, by, VerificationReply.State.DECLINED)
    if reply:
        log(reply.contact, ContactEvent.Kind.DECLINED, by)
    return reply is not None


def current(contact: Contact) -> dict[str, str]:
    """The contact as its own form shows it."""
    details = {name: getattr(contact, name) or "" for name in OWN_FIELDS}
    return {**details, PHONES: own_numbers.text_of(contact)}


def _working(at):
    return VerificationLink.objects.filter(
        used_at__isnull=True, expires_at__gt=at, attempts__lt=MAX_LINK_ATTEMPTS
    )


def _changes(contact, values):
    changes = {}
    for name, before in current(contact).items():
        after = tidy(values.get(name, before))
        same = own_numbers.is_same(after, contact) if name == PHONES else after == before
        if not same:
            changes[name] = {"from": before, "to": after}
    return changes


def _decide(reply, by, state):
    decided = {"state": state, "decided_by": name_of(by), "decided_at": timezone.now()}
    waiting = VerificationReply.objects.filter(pk=reply.pk, state=VerificationReply.State.PENDING)
    return (
        VerificationReply.objects.select_related("contact").get(pk=reply.pk)
        if waiting.update(**decided)
        else None
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def language_for(contact: Contact) -> str:
    """A language of the site that the person speaks; the site's first where they speak none of them."""
    return next((code for code in contact.languages or [] if code in LANGUAGES), settings.LANGUAGE_CODE)
