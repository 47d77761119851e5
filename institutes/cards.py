"""Contacts as they go into the address book of a telephone or a computer."""

import uuid
from collections.abc import Iterator, Sequence

from django.conf import settings
from phonenumbers import PhoneNumberType, number_type, parse

from . import readers
from .languages import columns
from .models import Contact
from .resources import CHUNK
from .vcards import Card, Phone

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# The columns of the spreadsheet that a card holds.
KEYS = ["first_name", "last_name", *columns("job_title"), "organisation", "email", "phones", "languages"]
MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def cards(ids: Sequence[int], site: str) -> Iterator[Card]:
    """`site` is our host: the same person from the same site replaces the card that a telephone has."""
    namespace = uuid.uuid5(uuid.NAMESPACE_DNS, site)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        people = Contact.objects.who_do_not_object().select_related("organisation").in_bulk(chunk)
        numbers = dict(zip(chunk, readers.numbers.read(chunk), strict=True))
        for pk in chunk:
            if pk in people:
                yield _card(people[pk], numbers[pk], namespace)


def _card(person, numbers, namespace):
    return Card(
        uid=uuid.uuid5(namespace, f"contact {person.pk}").urn,
        first_name=person.first_name,
        last_name=person.last_name,
        titles=_in_languages(person, "job_title"),
        organisations=_in_languages(person.organisation, "name"),
        emails=[person.email],
        phones=[Phone(number, _types(number)) for number in numbers],
        languages=person.languages,
        revised=person.updated_at,
    )


def _in_languages(thing, field):
    texts = (getattr(thing, column, None) or "" for column in columns(field))
    return dict(zip(LANGUAGES, texts, strict=True))


def _types(number):
    return ("cell", "voice") if number_type(parse(number)) in MOBILE else ("work", "voice")
