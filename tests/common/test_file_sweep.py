import io
import time
from contextlib import closing
from threading import Thread

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from common import file_sweep
from common.models import FileStore
from releases.models import Attachment
from tests import media
from tests.builders import make_organisation, make_release, publish

pytestmark = pytest.mark.django_db


def attach(release, name="kit.pdf"):
    return Attachment.objects.create(release=release, file=ContentFile(b"%PDF-1.7", name=name))


@pytest.fixture
def named():
    """Files that rows name: at the desk, in the record, a logo."""
    release = make_release()
    attach(release, "desk.pdf")
    gone_from_the_desk = attach(release, "record.pdf")
    publish(release)
    Attachment.objects.filter(pk=gone_from_the_desk.pk).delete()
    make_organisation(logo=ContentFile(b"x", name="logo.png"))
    found = media.files()
    assert len(found) == 3
    return found


UNNAMED = [
    "attachments/6f1c1ba2-2ab1-4d86-9f2b-8a8a5a9e8a00/photo.jpg",
    "imports/6f1c1ba2-2ab1-4d86-9f2b-8a8a5a9e8a00",
    "imports/progress/999.json",
    "imports/progress/999.cancel",
    "imports/progress/1.4711",
    "logos/old.png",
    "forgotten.txt",
]


def sweep(**options):
    output = io.StringIO()
    call_command("sweep_files", stdout=output, **options)
    return output.getvalue()


@pytest.mark.parametrize("name", UNNAMED)
def test_what_no_row_names_goes_and_what_a_row_names_stays(named, name):
    media.put(name)
    media.age()
    assert f"no row names {name}" in sweep()
    assert media.files() == named


@pytest.mark.parametrize("name", UNNAMED)
def test_an_upload_that_is_just_arriving_is_left_alone(named, name):
    media.age()
    media.put(name)
    sweep()
    assert media.files() == {*named, name}


def test_a_dry_run_says_what_would_go_and_removes_nothing(named):
    media.put(UNNAMED[0])
    media.age()
    output = sweep(dry_run=True)
    assert UNNAMED[0] in output
    assert "1 would go." in output
    assert media.files() == {*named, UNNAMED[0]}


def test_the_folder_of_one_upload_goes_with_it():
    media.put(UNNAMED[0])
    media.age()
    sweep()
    assert [path.name for path in (settings.MEDIA_ROOT / "attachments").iterdir()] == []


def test_folders_made_by_hand_go_with_what_was_in_them_and_ours_stay():
    media.put("attachments/by-hand/again/file")
    media.put("imports/progress/7.json")
    media.age()
    sweep()
    left = [path.relative_to(settings.MEDIA_ROOT).as_posix() for path in settings.MEDIA_ROOT.rglob("*/")]
    assert sorted(name for name in left if not name.startswith(".")) == [
        "attachments",
        "imports",
        "imports/progress",
    ]


def test_without_any_file_there_is_nothing_to_do():
    assert "0 gone." in sweep()


class TestFilesOfAnotherDatabase:
    """A wrong DATABASE_URL, or a restore that is half done: every file would seem to be of no use."""

    @pytest.fixture(autouse=True)
    def swept_before(self, named):
        sweep()
        media.age()

    @pytest.mark.parametrize("mark", [None, "another"])
    def test_an_empty_or_another_database_removes_nothing(self, named, mark):
        FileStore.objects.all().delete()
        if mark:
            FileStore.objects.create(pk=1, mark=mark)
        Attachment.objects.all().delete()
        media.put(UNNAMED[0])
        media.age()
        with pytest.raises(CommandError, match="--adopt"):
            sweep()
        with pytest.raises(CommandError, match="--adopt"):
            sweep(dry_run=True)
        assert named < media.files() | named
        assert UNNAMED[0] in media.files()

    def test_the_operator_may_say_that_they_belong_together(self, named):
        FileStore.objects.update(mark="restored")
        media.put(UNNAMED[0])
        media.age()
        sweep(adopt=True)
        assert media.files() == named
        assert "0 gone." in sweep()

    def test_files_that_lost_their_mark_are_not_touched_either(self, named):
        (settings.MEDIA_ROOT / file_sweep.MARKER_FILE).unlink()
        with pytest.raises(CommandError):
            sweep()
        assert media.files() == named


class TestDaily:
    def test_of_several_processes_one_sweeps_once_a_day(self, named, monkeypatch):
        sweeps = []
        monkeypatch.setattr(file_sweep, "sweep", lambda: sweeps.append(1) or [])
        file_sweep.sweep_if_due()
        file_sweep.sweep_if_due()
        assert len(sweeps) == 1
        FileStore.objects.update(swept_at=FileStore.objects.get().swept_at - file_sweep.SWEEP_INTERVAL * 1.1)
        file_sweep.sweep_if_due()
        assert len(sweeps) == 2

    def test_what_goes_wrong_stands_in_the_log_and_disturbs_nobody(self, monkeypatch, caplog):
        monkeypatch.setattr(file_sweep, "sweep", lambda: 1 / 0)
        file_sweep.sweep_if_due()
        assert "sweep of files failed" in caplog.text

    @pytest.mark.parametrize(
        ("path", "hours", "asks"), [("/admin/", 2, 1), ("/admin/", 0, 0), ("/fr/", 2, 0)]
    )
    def test_after_an_answer_of_the_desk_once_an_hour(self, rf, monkeypatch, path, hours, asks):
        asked = []
        monkeypatch.setattr(file_sweep, "start", lambda: asked.append(1))
        middleware = file_sweep.SweepMiddleware(lambda request: "answer")
        middleware.asked_at = time.monotonic() - hours * 3600
        assert [middleware(rf.get(path)) for _ in range(3)] == ["answer"] * 3
        assert len(asked) == asks

    @pytest.mark.parametrize("path", ["/admin/", "/fr/", "/healthz"])
    def test_after_the_first_answer_of_a_process(self, rf, monkeypatch, path):
        asked = []
        monkeypatch.setattr(file_sweep, "start", lambda: asked.append(1))
        middleware = file_sweep.SweepMiddleware(lambda request: "answer")
        assert asked == []
        assert [middleware(rf.get(path)) for _ in range(3)] == ["answer"] * 3
        assert len(asked) == 1


@pytest.mark.django_db(transaction=True)
def test_processes_that_start_together_for_the_first_time_agree():
    media.put(UNNAMED[0])
    problems = []

    def start():
        with closing(connection):
            try:
                file_sweep._check_mark()
            except Exception as problem:
                problems.append(problem)

    threads = [Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert FileStore.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone is told how full its tables are")
def test_the_planner_is_not_told_while_another_process_writes():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
    writer = connection.copy()
    try:
        with writer.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
        file_sweep._note_how_full_tables_are()
    finally:
        writer.close()
        connection.close()
