"""Contacts that may be one person's twice: found by keys that they share, never by comparing all with all."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.characters import normalise, tidy
from common.mail_addresses import same_mailbox_key

from ..models import Contact, NotDuplicates, PhoneNumber
from .one_letter import one_letter_apart

Pair = tuple[int, int]

# A number on more contacts than this is a switchboard: it says where people work, not who they are.
SHARED_BY = 4
# Contacts that share a key make a block; in a larger one each is compared with the next alone.
MAX_BLOCK_SIZE = 20
# A page that is opened often does not wait for more contacts than these to be compared.
COUNTED_UP_TO = 10_000
# Below this many letters, one letter more or less makes another name.
LONG_ENOUGH = 7
CACHE_KEY = "likely-duplicates"

MAILBOX, EMAIL, PHONE = "mailbox", "email", "phone"
SAME, SWAPPED, INITIALS, NEARLY = "same", "swapped", "initials", "nearly"
REASONS: dict[str, Promise] = {
    SAME: _("same name"),
    SWAPPED: _("same name, first and last exchanged"),
    INITIALS: _("same name, once with initials"),
    NEARLY: _("names one letter apart"),
    MAILBOX: _("same e-mail address"),
    EMAIL: _("same e-mail name at another address"),
    PHONE: _("same telephone number"),
}
WEIGHTS = {MAILBOX: 6, SAME: 5, SWAPPED: 5, EMAIL: 4, INITIALS: 3, PHONE: 3, NEARLY: 2}


class DuplicateCandidate(NamedTuple):
    """Two ids, the lower first, and why they may be one person, the strongest reason first."""

    first: int
    second: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> list[Promise]:
        return [REASONS[reason] for reason in self.reasons]


class ComparedContact:
    def __init__(self, identity: int, first_name: str, last_name: str, email: str):
        self.id = identity
        self.first = normalise(first_name).split()
        self.last = normalise(last_name).split()
        self.letters = "".join([*self.first, *self.last])
        self.mailbox = same_mailbox_key(tidy(email))
        self.local = self.mailbox.partition("@")[0].partition("+")[0]

    @property
    def is_abbreviated(self) -> bool:
        return bool(self.first) and all(len(word) == 1 for word in self.first)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.first)

    @property
    def has_personal_address(self) -> bool:
        """zoe.durand@ is a person's; presse@ is a desk's, the same at every school."""
        last = "".join(self.last)
        return len(last) > 2 and last in normalise(self.local).replace(" ", "").replace("_", "")


def duplicate_candidates() -> list[DuplicateCandidate]:
    """The surest first; three queries, whatever the number of contacts."""
    return _pairs(*_read())


def _read():
    """All that the pairs depend on, and so all by which somebody could tell that they have changed."""
    # As text: parsing each number costs more than all the rest.
    numbers = PhoneNumber.objects.values_list(Cast("number", CharField()), "contact_id")
    return (
        list(Contact.objects.order_by("pk").values_list("pk", "first_name", "last_name", "email")),
        list(numbers.order_by("pk")),
        list(NotDuplicates.objects.order_by("pk").values_list("first_id", "second_id")),
    )


def _pairs(names, numbers, decisions):
    contacts = [ComparedContact(*row) for row in names]
    found: dict[Pair, set[str]] = defaultdict(set)
    for reason, pairs in (
        (PHONE, _same_number(numbers)),
        (MAILBOX, _same_mailbox(contacts)),
        (EMAIL, _same_address_name(contacts)),
        (INITIALS, _same_initials(contacts)),
    ):
        for pair in pairs:
            found[pair].add(reason)
    for reason, pair in _same_letters(contacts):
        found[pair].add(reason)
    for pair in decisions:
        found.pop(pair, None)
    return sorted((_candidate(pair, reasons) for pair, reasons in found.items()), key=_surest_first)


def count() -> int | None:
    """For a button: counted again only when something has changed; None where that would take long."""
    if Contact.objects.count() > COUNTED_UP_TO:
        return None
    names, numbers, decisions = read = _read()
    signature = hashlib.sha256(repr(read).encode()).hexdigest()
    kept = cache.get(CACHE_KEY)
    if kept is None or kept[0] != signature:
        kept = signature, len(_pairs(names, numbers, decisions))
        cache.set(CACHE_KEY, kept)
    return kept[1]


def ordered(first: int, second: int) -> Pair:
    return (first, second) if first < second else (second, first)


def _candidate(pair: Pair, reasons: set[str]) -> DuplicateCandidate:
    first, second = pair
    return DuplicateCandidate(first, second, tuple(sorted(reasons, key=lambda reason: -WEIGHTS[reason])))


def _surest_first(likely):
    return -sum(WEIGHTS[reason] for reason in likely.reasons), likely.first, likely.second


def _blocks(keyed: Iterable[tuple[str, int]]) -> Iterator[list[int]]:
    # Most keys are borne by one contact alone: a set for each would cost more than all the rest.
    first: dict[str, int] = {}
    several: dict[str, set[int]] = {}
    for key, identity in keyed:
        if first.setdefault(key, identity) != identity:
            several.setdefault(key, {first[key]}).add(identity)
    return (sorted(block) for block in several.values())


def _within(block: list[int]) -> Iterable[Pair]:
    return combinations(block, 2) if len(block) <= MAX_BLOCK_SIZE else pairwise(block)


def _same_number(numbers: Iterable[tuple[str, int]]) -> Iterator[Pair]:
    for block in _blocks(numbers):
        if len(block) <= SHARED_BY:
            yield from combinations(block, 2)


def _same_mailbox(contacts: list[ComparedContact]) -> Iterator[Pair]:
    """One address in two writings that no database takes for one."""
    for block in _blocks((contact.mailbox, contact.id) for contact in contacts if contact.mailbox):
        yield from _within(block)


def _same_address_name(contacts: list[ComparedContact]) -> Iterator[Pair]:
    for block in _blocks((contact.local, contact.id) for contact in contacts if contact.has_personal_address):
        yield from _within(block)


def _same_initials(contacts: list[ComparedContact]) -> Iterator[Pair]:
    """Z. Durand and Zoé Durand, J.-P. Martin and Jean-Pierre Martin; also JP Martin."""
    blocks = defaultdict(list)
    for contact in contacts:
        if contact.first:
            blocks[" ".join(contact.last), contact.first[0][0]].append(contact)
    for block in blocks.values():
        short = [contact for contact in block if contact.is_abbreviated]
        whole = [contact for contact in block if not contact.is_abbreviated]
        yield from (
            ordered(contact.id, other.id)
            for contact in short[:MAX_BLOCK_SIZE]
            for other in whole[:MAX_BLOCK_SIZE]
            if other.initials.startswith(contact.initials) or contact.initials.startswith(other.initials)
        )
        joined = [contact for contact in whole if len(contact.first) == 1 and 2 <= len(contact.first[0]) <= 3]
        yield from (
            ordered(contact.id, other.id)
            for contact in joined[:MAX_BLOCK_SIZE]
            for other in whole[:MAX_BLOCK_SIZE]
            if len(other.first) > 1 and contact.first[0] == other.initials
        )


def _same_letters(contacts: list[ComparedContact]) -> Iterator[tuple[str, Pair]]:
    """Two names are at most one letter apart only if some letter can go from each to make them equal."""
    by_id = {contact.id: contact for contact in contacts}
    for block in _blocks((contact.letters, contact.id) for contact in contacts if contact.letters):
        yield from ((SAME, pair) for pair in _within(block))
    exchanged = (
        (" ".join(sorted([*contact.first, *contact.last])), contact.id)
        for contact in contacts
        if contact.first
    )
    for block in _blocks(exchanged):
        for first, second in _within(block):
            if by_id[first].letters != by_id[second].letters:
                yield SWAPPED, (first, second)
    for first, second in {pair for block in _blocks(_shortened(contacts)) for pair in _within(block)}:
        if one_letter_apart(by_id[first].letters, by_id[second].letters):
            yield NEARLY, (first, second)


def _shortened(contacts: list[ComparedContact]) -> Iterator[tuple[str, int]]:
    for contact in contacts:
        letters = contact.letters
        if len(letters) >= LONG_ENOUGH and letters.isalpha() and not contact.is_abbreviated:
            yield letters, contact.id
            yield from ((letters[:i] + letters[i + 1 :], contact.id) for i in range(len(letters)))
