import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.modeladmin.loaded_choices import LoadedRows
from institutes.models import Contact
from tests.builders import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return [make_contact(last_name="Un"), make_contact(last_name="Deux")]


def test_rows_at_hand_are_not_asked_for(rows):
    known = LoadedRows(rows, Contact.objects.all())
    with CaptureQueriesContext(connection) as captured:
        assert known.using("default").filter(id__in=[str(rows[1].pk)]) == [rows[1]]
    assert not captured.captured_queries


def test_any_other_row_is_asked_for(rows):
    known = LoadedRows(rows[:1], Contact.objects.all())
    assert set(known.filter(id__in=[row.pk for row in rows])) == set(rows)
