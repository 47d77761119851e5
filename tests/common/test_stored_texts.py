import importlib
import json
import unicodedata

import pytest
from django.apps import apps
from django.db import connection

from institutes import duplicates
from institutes.models import Contact, Organisation
from releases.models import Release
from tests.builders import make_contact, make_organisation, make_release, submit

pytestmark = pytest.mark.django_db
NFD = unicodedata.normalize("NFD", "Noël")


def store(thing, **columns):
    """Round the cleaning of today, as it was stored before."""
    with connection.cursor() as cursor:
        for column, value in columns.items():
            table = connection.ops.quote_name(type(thing)._meta.db_table)
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, thing.pk])


def migrate():
    for name in ("institutes.migrations.0010_texts_are_clean", "releases.migrations.0011_texts_are_clean"):
        importlib.import_module(name).clean(apps, None)


def test_what_is_stored_already_is_composed_and_cleaned():
    contact, organisation, release = make_contact(), make_organisation(), make_release()
    store(contact, last_name=f"{NFD}\u200b", email="noel@example.org\u202c", job_title_fr=f"{NFD}\u00a0!")
    store(organisation, name_fr=f"{NFD}\u00a0A", name_en=NFD)
    store(release, title_fr=f"{NFD}\u00a0!", body_fr=f"<p>{NFD}</p>")

    migrate()

    found = Contact.objects.values_list("last_name", "email", "job_title_fr").get()
    assert found == ("Noël", "noel@example.org", "Noël\u00a0!")
    assert Organisation.objects.values_list("name_fr", "name_en").get() == ("Noël A", "Noël")
    assert Release.objects.values_list("title_fr", "body_fr").get() == ("Noël\u00a0!", "<p>Noël</p>")


def test_two_cards_that_would_have_one_address_stay_two_and_are_found():
    first = make_contact("Durand", email="noel@example.org", phones=())
    second = make_contact("Petit", email="other@example.org", phones=())
    store(second, email="noel@example.org\u200b")

    migrate()

    assert list(Contact.objects.order_by("pk").values_list("email", flat=True)) == [
        "noel@example.org",
        "noel@example.org\u200b",
    ]
    assert [(pair.first, pair.second) for pair in duplicates.likely_pairs()] == [(first.pk, second.pk)]


def test_a_name_of_invisible_signs_alone_is_left_for_a_person():
    contact = make_contact()
    store(contact, last_name="\u200b")
    migrate()
    assert Contact.objects.values_list("last_name", flat=True).get() == "\u200b"


def test_no_translation_becomes_stale_by_it():
    release = make_release()
    submit(release, "en")
    store(release, title_fr=NFD)
    release.refresh_from_db()
    release.mark_translated("en")
    store(release, translated_from=json.dumps({"en": {**release.translated_from["en"], "title": NFD}}))

    migrate()

    release.refresh_from_db()
    assert release.title_fr == "Noël"
    assert not release.is_stale("en")
