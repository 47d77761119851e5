"""The database keeps the index by itself."""

import pytest
from django.core.management import call_command
from django.db import connection, models

from common.search import entries as entries_in_order
from common.search import index
from common.search.desk import find
from common.search.naming import table_of, terms_of, without_days
from common.search.typed import LAST, read
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


def found_by_day(typed):
    batches = entries_in_order.in_batches(Edition, read(typed, languages=["fr"]), LAST, "fr")
    return sorted(key for batch in batches for key in batch)


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


@pytest.mark.django_db(transaction=True)
def test_an_index_of_an_earlier_version_gives_way():
    edition = publish(make_release(title_fr="Un capteur"))
    assert found_by_day("capteur") == [edition.pk]
    before, index_now, terms = without_days(Edition), table_of(Edition), terms_of(Edition)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TABLE {terms}")
            cursor.execute(f"DROP TABLE {index_now}")
            cursor.execute(f"CREATE VIRTUAL TABLE {before} USING fts5(words, content='', detail=none)")
            for act in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER {index_now}_{act}")
            cursor.execute(
                f"CREATE TRIGGER {before}_insert AFTER INSERT ON releases_edition "
                f"BEGIN INSERT INTO {before} (words) SELECT NEW.search_text; END"
            )
        else:
            cursor.execute(f"DROP TABLE {terms}")
            cursor.execute(f"DROP INDEX {index_now}")
            cursor.execute(f"CREATE INDEX {before} ON releases_edition USING gin (press_words(search_text))")
    index.install("default")
    assert found_by_day("capt") == [edition.pk]
    another = publish(make_release(title_fr="Un capteur", slug_fr="autre"))
    assert found_by_day("capt") == [edition.pk, another.pk]
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        indexes = connection.introspection.get_constraints(cursor, "releases_edition")
    assert before not in names
    assert before not in indexes


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


def test_a_word_that_was_erased_is_none_that_something_may_begin():
    contact = make_contact("Quillevéré", email="")
    edition = publish(attach(make_release(title_fr="Un capteur"), contact))
    assert {"quillevere", "capteur"} <= words_there()
    assert found_by_day("quil") == [edition.pk]
    erase(contact, make_user("admin"), "Asked for it.")
    assert "quillevere" not in words_there()
    assert "capteur" in words_there()
    assert found_by_day("quil") == []


def words_there():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term FROM {terms_of(Edition)}")
        return {term.removeprefix("fr")[1:] for (term,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_it():
    contact = make_contact("Quillevéré", email="")
    call_command("flush", interactive=False, verbosity=0)
    assert found() == []
    models.QuerySet(model=Contact).bulk_create([Contact(pk=contact.pk, last_name="Martin")])
    assert found() == []
