import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_a_database_of_before_the_first_release_is_refused_in_words_and_left_alone():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("institutes", "0002_spreadsheets_privacy_merges")
    before = recorder.applied_migrations().keys()
    with pytest.raises(
        CommandError, match=r"institutes\.0002_spreadsheets_privacy_merges.*mv var var\.before"
    ):
        call_command("migrate", verbosity=0)
    assert recorder.applied_migrations().keys() == before


def test_migrations_of_other_apps_are_not_ours_to_judge():
    MigrationRecorder(connection).record_applied("reversion", "0001_initial")
    call_command("migrate", verbosity=0)
