import pytest
from django.db import connection

from exchange.readers import filter_by_ids
from institutes.models import Contact
from tests.builders import make_contact

pytestmark = pytest.mark.django_db


def found(*ids):
    return {contact.pk for contact in filter_by_ids(Contact.objects.all(), "pk", ids)}


def test_those_of_the_ids_are_found_and_nobody_else():
    first, second, _third = (make_contact(name).pk for name in "ABC")
    assert found(second, first, first) == {first, second}
    # Larger than 32 bits: no such row, and no error of the database.
    assert found(first, 2**40) == {first}
    assert found() == set()


def test_many_ids_take_no_more_parameters_than_one():
    taken = []

    def note(execute, sql, params, many, context):
        taken.append(len(params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        found(1)
        found(*range(3000))
    assert taken == [1, 1]
