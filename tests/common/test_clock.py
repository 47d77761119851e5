import datetime
import os
from functools import partial

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone

from common import clock
from common.clock import triggers, watcher
from common.models import Clock
from institutes.models import Organisation, PhoneNumber
from releases.models import EditionFile, Topic
from tests.builders import make_contact, make_organisation, make_release, publish, schedule
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
# No page of the public reads them, or, of EditionHtml, what is not in an Edition.
UNSEEN = {
    "common": {"Attempts", "Clock", "FileStore", "KeptFile", "Presence", "Session"},
    "exchange": {"ColumnSet", "Export", "Import", "ImportLine"},
    "institutes": {"ContactEvent", "Merge", "NotDuplicates", "VerificationLink", "VerificationReply"},
    "releases": {
        *(
            "Attachment",
            "Boilerplate",
            "CheckSetting",
            "DocumentFile",
            "EditionHtml",
            "Event",
            "LinkAnswer",
            "ReferenceCounter",
            "Release",
            "ReleaseBoilerplate",
        ),
        *("ReleaseContact", "Release_institutes", "Release_schools", "Release_topics"),
        *(
            "DeletedDraft",
            "ForgottenText",
            "MemoryKey",
            "MemoryPair",
            "ToRemember",
            "ReleaseTemplate",
            "Remark",
            "Term",
        ),
        *("Version", "VersionFile"),
    },
}


def version():
    return Clock.objects.values_list("version", flat=True).get()


@pytest.fixture
def raised():
    """Whether the clock was raised since it was last asked."""
    last = version()

    def ask():
        nonlocal last
        before, last = last, version()
        return last > before

    return ask


def test_every_model_is_either_read_by_the_public_and_watched_or_named_here_as_unseen():
    ours = {
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.partition(".")[0] in UNSEEN
    }
    unseen = {model for model in ours if model.__name__ in UNSEEN[model._meta.app_label]}
    assert ours - unseen == triggers.watched()
    assert {name for names in UNSEEN.values() for name in names} == {model.__name__ for model in unseen}


def test_each_way_of_writing_to_what_the_public_reads_raises_the_clock(raised):
    edition = World().edition
    edition.organisations.add(Organisation.objects.first(), through_defaults=edition.place_in_lists)
    edition.topics.add(Topic.objects.first())
    EditionFile.objects.create(edition=edition, path="2020/report.pdf")
    assert raised()
    for model in triggers.watched():
        for way, write in ways_of_writing(model):
            assert not raised()
            write()
            assert raised(), f"{way} of {model.__name__}"


def ways_of_writing(model):
    """To a row that stays as it is. Without the model's own manager and save(), which may refuse."""
    rows = models.QuerySet(model=model)
    row = rows.first()
    field = next(f for f in model._meta.local_concrete_fields if not f.primary_key)
    table, column, key = map(
        connection.ops.quote_name, (model._meta.db_table, field.column, model._meta.pk.column)
    )
    statement = f"UPDATE {table} SET {column} = {column} WHERE {key} = %s"

    def in_sql():
        with connection.cursor() as cursor:
            cursor.execute(statement, [row.pk])

    yield "update()", partial(rows.filter(pk=row.pk).update, **{field.attname: F(field.attname)})
    yield "bulk_update()", partial(rows.bulk_update, [row], [field.name])
    saved = {"force_update": True, "update_fields": [field.name], "raw": True}
    yield "save()", partial(models.Model.save_base, row, **saved)
    yield "SQL", in_sql


def test_rows_made_and_deleted_in_any_number_raise_it(raised):
    school = make_organisation()
    assert raised()
    contact = make_contact(organisation=school)
    assert raised()
    PhoneNumber.objects.bulk_create([PhoneNumber(contact=contact, number="+33145817777", order=0)])
    assert raised()
    PhoneNumber.objects.all().delete()
    assert raised()
    PhoneNumber.objects.bulk_create(
        [PhoneNumber(contact=contact, number="+33145817777", order=0)], ignore_conflicts=True
    )
    assert raised()
    PhoneNumber.objects.all()._raw_delete("default")
    assert raised()


def test_what_is_rolled_back_raises_nothing(raised):
    make_organisation()
    assert raised()
    with transaction.atomic():
        Organisation.objects.update(website="https://example.org")
        transaction.set_rollback(True)
    assert not raised()


@pytest.mark.skipif("sqlite" in os.environ["DATABASE_URL"], reason="SQLite has one writer at a time")
def test_a_long_import_makes_no_approval_wait():
    school, other = make_organisation(), make_organisation()
    importing = connection.copy()
    try:
        importing.set_autocommit(False)
        with importing.cursor() as cursor:
            cursor.execute("UPDATE institutes_organisation SET website = '' WHERE id = %s", [school.pk])
        before = version()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        Organisation.objects.filter(pk=other.pk).update(website="https://example.org")
        between = version()
        importing.commit()
    finally:
        importing.close()
    assert before < between < version()


def test_what_the_desk_alone_reads_raises_nothing(raised):
    World()
    raised()
    call_command("sweep_files")
    assert not raised()


def test_migrate_makes_triggers_that_are_missing(raised):
    table = Organisation._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {triggers.PREFIX}{table}_update")
        else:
            cursor.execute(f"DROP TRIGGER {triggers.PREFIX}{table} ON {table}")
    make_organisation()
    raised()
    Organisation.objects.update(website="https://example.org")
    assert not raised()
    call_command("migrate", verbosity=0)
    raised()
    Organisation.objects.update(website="https://example.com")
    assert raised()


def test_the_next_moment_is_that_of_anything_that_begins_or_ends():
    publish(make_release())
    coming = schedule(make_release(slug_fr="autre"), hours=24)
    publish(release := make_release(slug_fr="encore"))
    correction = schedule(release, hours=48, change_note="Again.")
    first, second, third = (clock.read(at) for at in (timezone.now(), coming.live_from, correction.live_from))
    assert [r.changes_at for r in (first, second, third)] == [coming.live_from, correction.live_from, None]
    assert len({first.key, second.key, third.key}) == 3
    assert second.unchanged_since == coming.live_from
    assert third.unchanged_since == correction.live_from


def test_the_clock_is_one_query(django_assert_num_queries):
    publish(make_release())
    with django_assert_num_queries(1):
        clock.read()


def test_no_version_comes_twice_though_the_row_is_lost(raised):
    make_organisation()
    before = version()
    Clock.objects.all().delete()
    assert clock.read() is None
    make_organisation(slug="other")
    assert version() > before


def test_within_a_transaction_nobody_relies_on_the_clock():
    publish(make_release())
    clock.forget()
    assert clock.current()
    with transaction.atomic():
        assert clock.current() is None


def test_a_process_asks_once_a_second_and_at_the_next_moment(django_assert_num_queries, monkeypatch):
    seconds = 100.0
    monkeypatch.setattr("common.clock.watcher.time.monotonic", lambda: seconds)
    coming = schedule(make_release()).live_from
    clock.forget()
    with time_machine.travel(coming - datetime.timedelta(seconds=0.2), tick=False) as wall:
        with django_assert_num_queries(1):
            assert clock.current() is clock.current()
        seconds += 1
        with django_assert_num_queries(1):
            assert clock.current().changes_at == coming
        wall.move_to(coming)
        with django_assert_num_queries(1):
            assert clock.current().changes_at is None
        wall.move_to(coming - datetime.timedelta(hours=1))
        with django_assert_num_queries(1):
            assert clock.current().changes_at == coming
        clock.forget()
        with django_assert_num_queries(1):
            clock.current()


def test_what_was_asked_before_a_write_of_this_process_is_not_kept(monkeypatch):
    make_organisation()
    clock.forget()
    read = watcher.read

    def read_while_another_thread_writes():
        reading = read()
        make_organisation()
        clock.forget()
        return reading

    monkeypatch.setattr(watcher, "read", read_while_another_thread_writes)
    clock.current()
    monkeypatch.setattr(watcher, "read", read)
    assert clock.current().version == version()
