"""Whoever objects does not come back as somebody new."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.characters import normalise
from common.mail_addresses import same_mailbox_key
from common.telephones import parse_numbers
from exchange.importing.matches import Match

from ..columns.readers import with_extension
from ..models import Contact, PhoneNumber
from ..people.duplicates import SHARED_BY, ComparedContact
from ..people.first_names import are_compatible
from ..people.one_letter import one_letter_apart
from ..people.surnames import surname_key

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
# So many digits at its end are the same in each writing of a number.
_END = 7
_NAMED = 3
# One letter more or less makes another last name below so many letters.
_LONG_ENOUGH = 4
# No last name is longer; so many keys are made of one of so many letters.
_MAX_COMPARED = 60
# Behind the name of the person and before the day.
SAME_NAME: Promise = _("%(person)s, of the same name, objected on %(day)s.")
SIMILAR_NAME: Promise = _("%(person)s, of a similar name, objected on %(day)s.")
SAME_EMAIL: Promise = _("%(person)s, who has an e-mail of this row, objected on %(day)s.")
SAME_NUMBER: Promise = _("%(person)s, who has a telephone number of this row, objected on %(day)s.")


class SuppressionList:
    """Everybody who objects, by what a row may say of a person."""

    def __init__(self) -> None:
        self.people: dict[int, tuple[str, Any]] = {}
        self.by_letters: dict[str, list[int]] = defaultdict(list)
        # (id, first name) by the last name without its particles.
        self.by_last_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
        # Their last names, by the same with one letter less.
        self._nearly: dict[str, set[str]] = defaultdict(set)
        self.by_email: dict[str, int] = {}
        self.by_number: dict[str, list[int]] = defaultdict(list)
        rows = Contact.objects.filter(objected_on__isnull=False).order_by("pk")
        for identity, first, last, email, day in rows.values_list(
            "pk", "first_name", "last_name", "email", "objected_on"
        ):
            self.people[identity] = (f"{first} {last}".strip(), day)
            person = ComparedContact(identity, first, last, email)
            for letters in {person.letters, "".join([*person.last, *person.first])} - {""}:
                self.by_letters[letters].append(identity)
            if first and last:
                self.by_last_name[surname_key(last)].append((identity, first))
                for less in _with_a_letter_less(surname_key(last)):
                    self._nearly[less].add(surname_key(last))
            if mailbox := same_mailbox_key(email):
                self.by_email[mailbox] = identity
        if self.people:
            self._load_numbers()

    def _load_numbers(self):
        numbers = PhoneNumber.objects.annotate(written=with_extension()).order_by()
        shared = numbers.values_list("written").annotate(holders=Count("contact", distinct=True))
        switchboards = set(shared.filter(holders__gt=SHARED_BY).values_list("written", flat=True))
        theirs = numbers.filter(contact__objected_on__isnull=False).values_list("written", "contact_id")
        for number, identity in theirs:
            if number not in switchboards:
                self.by_number[number].append(identity)
        self._ends = {re.sub(r"\D", "", number.partition(";")[0])[-_END:] for number in self.by_number}

    def check(self, match: Match, first: str, last: str, texts: Sequence[str]) -> Match:
        """The match, or a question where the row may be about somebody who objects.

        `first` and `last` are the row's names, and `texts` all its cells."""
        if not self.people or match.target in self.people:
            return match
        found: dict[int, Promise] = dict.fromkeys(self._with_similar_name(first, last), SIMILAR_NAME)
        letters = normalise(first + last).replace(" ", "")
        found = found | dict.fromkeys(self.by_letters.get(letters, []), SAME_NAME)
        if not match.target:
            found = dict.fromkeys(self._with_email(texts), SAME_EMAIL) | found
            found = dict.fromkeys(self._with_number(texts), SAME_NUMBER) | found
        if not found:
            return match
        before = [match.why] if match.candidates else []
        reasons = [self._sentence(identity, said) for identity, said in list(found.items())[:_NAMED]]
        known = [match.target] if match.target else match.candidates
        return Match(candidates=list(dict.fromkeys([*known, *found])), why=" ".join([*before, *reasons]))

    def _sentence(self, identity, said):
        person, day = self.people[identity]
        return said % {"person": person, "day": formats.date_format(day)}

    def _with_similar_name(self, first: str, last: str) -> Iterator[int]:
        """V. Long, Vera-Marie de Long, Long Vera, Ver Long and Vera Lang for Vera Long."""
        for given, family in ((first, last), (last, first)):
            for written in self._nearly_as(surname_key(family)) if given and family else ():
                known = self.by_last_name.get(written, ())
                yield from (identity for identity, name in known if _may_be_same(given, name))

    def _nearly_as(self, key: str) -> Iterator[str]:
        """The last name itself, and those of the list that are one letter apart."""
        yield key
        found = {known for less in _with_a_letter_less(key) for known in self._nearly.get(less, ())}
        for known in sorted(found):
            if max(len(key), len(known)) >= _LONG_ENOUGH and one_letter_apart(key, known):
                yield known

    def _with_email(self, texts: Sequence[str]) -> Iterator[int]:
        for text in texts:
            for address in _ADDRESS.findall(text) if "@" in text else ():
                if identity := self.by_email.get(same_mailbox_key(address)):
                    yield identity

    def _with_number(self, texts: Sequence[str]) -> Iterator[int]:
        for text in filter(self._may_hold_number, texts):
            try:
                written = parse_numbers(text)
            except ValidationError:
                continue
            for one in written:
                yield from self.by_number.get(one.number, [])

    def _may_hold_number(self, text: str) -> bool:
        """Without parsing, which takes a hundred times as long."""
        digits = re.sub(r"\D", "", text)
        return any(digits[end - _END : end] in self._ends for end in range(_END, len(digits) + 1))


def _with_a_letter_less(key: str) -> set[str]:
    """The name too: names that are one letter apart share one of these."""
    return (
        {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}
        if len(key) <= _MAX_COMPARED
        else {key}
    )


def _may_be_same(one: str, other: str) -> bool:
    """Also Xav for Xavier: to be asked about, but too little to take one for the other."""
    short, long = sorted((normalise(name).replace(" ", "") for name in (one, other)), key=len)
    return (bool(short) and long.startswith(short)) or are_compatible(one, other)
