"""Which contact a row of a file means."""

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.characters import normalise, shortened
from common.mail_addresses import same_mailbox_key
from exchange.importing.matches import Confirmation, Match
from exchange.importing.row_handler import RowHandler
from exchange.importing.row_sentences import lost_letters_sentence
from exchange.spelling import Lookalikes

from ..models import Contact
from ..people import first_names, surnames
from ..people.surnames import Likeness, likeness
from .other_program_rows import ONLY_THE_OBJECTION, only_the_objection
from .suppression_list import SuppressionList


class Person(NamedTuple):
    id: int
    # For comparing.
    name: str
    email: str
    organisation: int | None
    # As they are written.
    first_name: str
    last_name: str
    address: str

    @property
    def label(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


# Why a number or an e-mail is asked about.
OF_NUMBER = {
    Likeness.OTHER_LAST_NAME: gettext_lazy(
        "This contact number belongs to someone with a different last name."
    ),
    Likeness.OTHER_FIRST_NAME: gettext_lazy(
        "This contact number belongs to someone with a different first name."
    ),
    Likeness.PART_OF_LAST_NAME: gettext_lazy(
        "This contact number belongs to someone whose last name matches only in part."
    ),
}
OF_EMAIL = dict.fromkeys(
    (*OF_NUMBER, Likeness.NEARLY), gettext_lazy("This e-mail belongs to someone with a different name.")
)
EXCHANGED: Promise = gettext_lazy(
    "A contact with this name already exists, with first and last name exchanged: that name stays as it is."
)


class ContactMatching(RowHandler):
    confirmation = Confirmation(
        yes=gettext_lazy("%(whom)s: this person objects"),
        no=gettext_lazy("%(whom)s: no objection"),
        yes_new=gettext_lazy("A new person, who objects"),
        no_new=gettext_lazy("A new person, without an objection"),
        decided=gettext_lazy("It was decided that this is %(whom)s, who objects."),
        decided_new=gettext_lazy("It was decided that this is a new person, who objects."),
        remark=ONLY_THE_OBJECTION,
    )

    def load_index(self):
        self.people: dict[int, Person] = {}
        self.by_email: dict[str, int] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        rows = Contact.objects.order_by().values_list(
            "pk", "first_name", "last_name", "email", "organisation_id"
        )
        for identity, first, last, email, organisation in rows.iterator():
            name, mailbox = normalise(f"{first} {last}"), same_mailbox_key(email)
            person = Person(identity, name, mailbox, organisation, first, last, email)
            self.people[identity] = person
            self.by_name[person.name].append(identity)
            if person.email:
                self.by_email[person.email] = identity

    def find(self, cleaned):
        email, name = self._email(cleaned), self._name(cleaned)
        if identity := cleaned.get("id"):
            return self._by_number(identity, email, cleaned)
        if email in self.by_email:
            return self._by_email(self.by_email[email], cleaned)
        if name:
            return self._by_name(name, email, cleaned)
        if email:
            return Match()
        return Match(
            refused={"": _("This row does not identify anyone: add a contact number, an e-mail or a name.")}
        )

    def find_or_ask(self, cleaned, given, texts):
        match = self.find(cleaned)
        is_sure = bool(match.target and (cleaned.get("id") or self._email(cleaned) in self.by_email))
        is_objection = bool(given.get("objected_on")) and not match.candidates
        if match.refused or is_sure or is_objection:
            return match
        return self._suppression_list.check(
            match, cleaned.get("first_name", ""), cleaned.get("last_name", ""), texts
        )

    def question(self, text):
        sentence = _(
            "“%(text)s” may mean that this person objects. Choose the answer that says so; if it does "
            "not mean that, say whom the row is about."
        )
        return sentence % {"text": shortened(text, 200)}

    def confirm(self, raw):
        return only_the_objection(raw, timezone.localdate())

    @cached_property
    def _suppression_list(self):
        return SuppressionList()

    def _by_number(self, identity, email, cleaned):
        if identity not in self.people:
            return self.unknown_number()
        person, other = self.people[identity], self.by_email.get(email, identity)
        if other != identity:
            return Match(
                candidates=[identity, other],
                why=_("The contact number and the e-mail belong to different people."),
            )
        return self._asked(person, self._likeness(cleaned, person), OF_NUMBER)

    def _by_email(self, identity, cleaned):
        """Colleagues share a mailbox, and each has a name of their own."""
        person = self.people[identity]
        return self._asked(person, self._likeness(cleaned, person), OF_EMAIL)

    def _asked(self, person, found, reasons):
        why = EXCHANGED if found is Likeness.EXCHANGED else reasons.get(found)
        return Match(candidates=[person.id], why=str(why)) if why else Match(target=person.id)

    def _likeness(self, cleaned, person):
        names = (cleaned.get("first_name", ""), cleaned.get("last_name", ""))
        return likeness(*names, person.first_name, person.last_name)

    def _by_name(self, name, email, cleaned):
        namesakes = [self.people[identity] for identity in self.by_name.get(name, [])]
        organisation = cleaned.get("organisation")
        here = [p for p in namesakes if p.organisation == organisation] if "organisation" in cleaned else []
        if len(here) == 1 and not (email and here[0].email):
            return Match(target=here[0].id)
        if here or (namesakes and not (email and organisation)):
            ids = [person.id for person in here or namesakes]
            return Match(candidates=ids, why=_("A contact with this name already exists."))
        exchanged = [] if namesakes else self._exchanged(cleaned)
        together = [person.id for person in exchanged if person.organisation == organisation]
        if together or (exchanged and not (email and organisation)):
            return Match(candidates=together or [person.id for person in exchanged], why=str(EXCHANGED))
        return Match(candidates=self.lookalikes(cleaned), why=lost_letters_sentence())

    def _exchanged(self, cleaned):
        first, last = cleaned.get("first_name", ""), cleaned.get("last_name", "")
        there = self.by_name.get(normalise(f"{last} {first}"), []) if first and last else []
        return [self.people[identity] for identity in there]

    def lookalikes(self, cleaned):
        return self._lookalikes.match(
            f"{cleaned.get('first_name', '')} {cleaned.get('last_name', '')}".strip()
        )

    @cached_property
    def _lookalikes(self):
        return Lookalikes((person.id, person.label) for person in self.people.values())

    def _name(self, cleaned):
        return _normalised(f"{cleaned.get('first_name', '')} {cleaned.get('last_name', '')}")

    def _email(self, cleaned):
        return same_mailbox_key(cleaned.get("email", ""))

    def identities(self, cleaned, target):
        yield from super().identities(cleaned, target)
        if email := self._email(cleaned):
            yield "email", email
        name = self._name(cleaned)
        if name and not target:
            # First and last name exchanged are no other person.
            yield "name", tuple(sorted(name.split())), cleaned.get("organisation")

    def shortens(self, key, short, long):
        rules = {"first_name": first_names.shortens, "last_name": surnames.shortens}
        return key in rules and rules[key](short, long)

    def name_key(self, cleaned):
        return self._name(cleaned)

    def conflicts(self, cleaned, target):
        other = self.by_email.get(self._email(cleaned), target)
        if other in (None, target):
            return {}
        return {
            "email": _("%(person)s already has this e-mail address.") % {"person": self.people[other].label}
        }

    def label(self, identity):
        person = self.people[identity]
        parts = [person.label, str(self.references.rows.get(person.organisation or 0, "")), person.address]
        return ", ".join(filter(None, parts))


@lru_cache(maxsize=1)
def _normalised(name: str) -> str:
    """A row's name is asked for again and again until the next row."""
    return normalise(name)
