"""The database keeps the index by itself."""

import pytest
from django.core.management import call_command
from django.db import connection, models

from common.search import index
from common.search.desk import find
from common.search.naming import table_of
from institutes.models import Contact, Organisation, School
from institutes.people.erasure import erase
from releases.models import Edition
from tests import databases
from tests.builders import (
    attach,
    make_contact,
    make_organisation,
    make_release,
    make_school,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db

TABLE = "institutes_contact"


def entries():
    """Of the index itself, whatever rows there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {table_of(Contact)} WHERE {table_of(Contact)} MATCH '1quillevere'")
        return [row[0] for row in cursor.fetchall()]


def found(typed="quillevere", model=Contact):
    return list(find(model.objects.all(), ["search_text"], typed))


def test_a_row_that_plain_sql_wrote_is_found():
    contact = make_contact("Martin")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET search_text = ' 1quillevere '")
    assert found() == [contact]
    assert found("martin") == []


def test_a_deleted_row_leaves_nothing_in_the_index():
    contact = make_contact("Quillevéré", email="")
    kept = contact.pk
    if connection.vendor == "sqlite":
        assert entries() == [kept]
    Contact._base_manager.filter(pk=kept).delete()
    if connection.vendor == "sqlite":
        assert entries() == []
    Contact.objects.create(pk=kept, last_name="Martin")
    assert found() == []


def test_a_school_is_found_among_schools_and_among_organisations():
    school = make_school("Télécom Sud")
    make_organisation("Réseau")
    assert found("telec", School) == [school]
    assert found("telec", Organisation) == [school.organisation_ptr]


@pytest.mark.django_db(transaction=True)
def test_it_is_made_anew_after_a_migration_without_losing_a_row():
    contact = make_contact("Quillevéré", email="")
    index.install("default")
    assert found() == [contact]
    contact.last_name = "Martin"
    contact.save()
    assert (found(), found("martin")) == ([], [contact])


def test_it_is_rebuilt_by_one_command(capsys):
    contact = make_contact("Quillevéré", email="")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table_of(Contact)} ({table_of(Contact)}) VALUES ('delete-all')")
        assert found() == []
    call_command("index_texts")
    assert found() == [contact]


@pytest.mark.skipif(databases.is_second(), reason="PostgreSQL keeps deleted rows until it cleans a table up")
def test_what_was_erased_leaves_no_letter_in_the_index():
    contact = make_contact("Quillevéré", email="")
    make_contact("Martin")
    edition = publish(attach(make_release(), contact))
    erase(contact, make_user("admin"), "Asked for it.")
    for model in (Contact, Edition):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table_of(model)}_data WHERE instr(block, 'uillev')")
            assert cursor.fetchone() == (0,)
    assert list(find(Edition.objects.all(), ["search_text"], "standfirst")) == [edition]
    assert list(find(Edition.objects.all(), ["search_text"], "quillevere")) == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_it():
    contact = make_contact("Quillevéré", email="")
    call_command("flush", interactive=False, verbosity=0)
    assert found() == []
    models.QuerySet(model=Contact).bulk_create([Contact(pk=contact.pk, last_name="Martin")])
    assert found() == []
