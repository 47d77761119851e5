import pytest
from django.contrib.auth.models import Group

from institutes.models import Contact, Institute, School
from tests.builders import make_contact, make_institute

pytestmark = pytest.mark.django_db

TOO_LARGE = [2**63, -(2**63) - 1, 10**20, -(10**20), 10**4000]


@pytest.fixture(autouse=True)
def rows():
    make_contact(organisation=make_institute())


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize("model", [Contact, Institute, School, Group])
def test_a_number_that_no_row_can_have_finds_no_row(model, number):
    assert not model.objects.filter(pk=number).exists()
    assert not model.objects.filter(pk__in=[number]).exists()
    assert not model.objects.filter(pk__in=[number, -(2**63) - 2]).exists()
    assert model.objects.exclude(pk=number).count() == model.objects.count()
    assert model.objects.exclude(pk__in=[number]).count() == model.objects.count()


@pytest.mark.parametrize("number", TOO_LARGE)
def test_along_a_relation_neither(number):
    assert not Contact.objects.filter(organisation=number).exists()
    assert not Contact.objects.filter(organisation__in=[number]).exists()
    assert not Institute.objects.filter(contacts__in=[number]).exists()


def test_the_rows_beside_it_are_found():
    contact, institute = Contact.objects.get(), Institute.objects.get()
    assert Contact.objects.filter(pk__in=[10**20, contact.pk]).get() == contact
    assert Institute.objects.filter(pk__in=[institute.pk, -(10**20)]).get() == institute
    assert Institute.objects.filter(pk=institute.pk).get() == institute
    assert Contact.objects.filter(organisation__in=[institute, 10**20]).get() == contact
    assert Contact.objects.filter(organisation__in=Institute.objects.all()).get() == contact


def test_rows_are_found_among_many_keys():
    contact, institute = Contact.objects.get(), Institute.objects.get()
    many = range(100_000)
    assert Contact.objects.get(pk__among=[*many, contact.pk]) == contact
    assert Contact.objects.get(organisation__among=[*many, institute.pk]) == contact
    assert not Contact.objects.filter(pk__among=[contact.pk + 1]).exists()
    assert not Contact.objects.filter(pk__among=[]).exists()
