import uuid
from collections.abc import Iterator, Sequence

from phonenumbers import PhoneNumberType, number_type, parse

from common.languages import LANGUAGES, columns
from common.telephones import split_extension
from exchange.resources import CHUNK
from exchange.vcards import Phone, VCard

from .columns import readers
from .models import Contact

# The columns of the spreadsheet that a vCard holds.
KEYS = ["first_name", "last_name", *columns("job_title"), "organisation", "email", "phones", "languages"]
ORGANISATION = readers.organisation("organisation_id")
MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def vcards(ids: Sequence[int], site: str) -> Iterator[VCard]:
    """`site` is our host: the same person from the same site replaces the contact that a telephone has."""
    namespace = uuid.uuid5(uuid.NAMESPACE_DNS, site)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        known = Contact.objects.who_do_not_object().in_bulk(chunk)
        people = [known[pk] for pk in chunk if pk in known]
        numbers = readers.numbers.read([person.pk for person in people])
        organisations = ORGANISATION.read([person.organisation_id for person in people])
        for person, organisation, phones in zip(people, organisations, numbers, strict=True):
            yield _card(person, organisation, phones, namespace)


def _card(person, organisation, numbers, namespace):
    return VCard(
        uid=uuid.uuid5(namespace, f"contact {person.pk}").urn,
        first_name=person.first_name,
        last_name=person.last_name,
        titles=_in_languages(person, "job_title"),
        organisations=_in_languages(organisation, "name"),
        emails=[person.email],
        phones=[_phone(*split_extension(number)) for number in numbers],
        languages=person.languages,
        revised=person.updated_at,
    )


def _in_languages(instance, field):
    texts = (getattr(instance, column, None) or "" for column in columns(field))
    return dict(zip(LANGUAGES, texts, strict=True))


def _phone(number, extension):
    return Phone(number, _types(number), extension)


def _types(number):
    return ("cell", "voice") if number_type(parse(number)) in MOBILE else ("work", "voice")
