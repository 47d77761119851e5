from django.db import models
from django.db.models import Case, CharField, When
from django.db.models.functions import Cast, Concat

from common.languages import columns
from common.telephones import EXT
from exchange.readers import ManyRelated, Related, filter_by_ids

from ..models import Contact, FormerName, Organisation, PhoneNumber


def organisation(lookup: str) -> Related:
    return Related(lookup, lambda: Organisation.objects.only(*columns("name")))


def person(lookup: str) -> Related:
    return Related(lookup, lambda: Contact.objects.only("first_name", "last_name", "objected_on"))


def with_extension() -> Case:
    """What is dialled, as text: the field would parse every number."""
    number = Cast("number", CharField())
    extended = Concat(number, models.Value(EXT), "extension", output_field=CharField())
    return Case(When(extension="", then=number), default=extended)


def _numbers(contacts):
    lines = filter_by_ids(PhoneNumber.objects.all(), "contact_id", contacts)
    return lines.values_list("contact_id", with_extension())


def _former_names(organisations):
    for former in filter_by_ids(FormerName.objects.all(), "organisation_id", organisations):
        yield former.organisation_id, former.name


numbers = ManyRelated(_numbers)


former_names = ManyRelated(_former_names)
