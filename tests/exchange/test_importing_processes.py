"""Large imports in processes of their own: they report, can be stopped, and killed leave the data whole."""

import gc
import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.db import connection
from django.urls import reverse

from common.exceptions import Refused
from exchange.importing import applying, jobs, running, source_file
from exchange.progress import Progress
from institutes.models import Contact, PhoneNumber
from tests.exchange.importing import checked, everything, killed, someone, upload

pytestmark = pytest.mark.django_db(transaction=True)

# Three chunks of CHUNK rows: a process that is killed after its first one is in the middle.
ROWS, CHUNK = 300, 100


@pytest.fixture(autouse=True)
def same_site(monkeypatch, tmp_path):
    """What a process started by a test finds: the tests' database and files."""
    database = urlsplit(os.environ["DATABASE_URL"])
    name = connection.settings_dict["NAME"]
    address = f"{database.scheme}://{database.netloc}/{name}?{database.query}"
    monkeypatch.setenv("DATABASE_URL", address.removesuffix("?"))
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "carnot_site.settings")


def make_job(size):
    """Half of the rows change somebody, half are new."""
    people = Contact.objects.bulk_create(
        Contact(last_name=f"P{n}", email=f"p{n}@example.org") for n in range(size // 2)
    )
    PhoneNumber.objects.bulk_create(PhoneNumber(contact=person, number="+33141113789") for person in people)
    rows = [[f"p{n}@example.org", f"P{n}", "Changed", "06 76 12 00 53"] for n in range(size)]
    return checked(["e-mail", "last name", "job title (fr)", "telephone numbers"], *rows)


@pytest.fixture
def job(monkeypatch):
    monkeypatch.setattr(applying, "CHUNK", CHUNK)
    return make_job(ROWS)


def start(job, step):
    command = [sys.executable, "-m", "django", "run_import", str(job.pk), step]
    return subprocess.Popen(command, cwd=project.BASE_DIR)


def wait_until(happened, process=None):
    for _look in range(6_000):
        if happened():
            return
        assert process is None or process.poll() is None, "the process ended before"
        time.sleep(0.01)
    pytest.fail("it did not happen")


def has_begun(job):
    return (report := job.progress.read()) is not None and report.done > 0


def kill_in_the_middle(monkeypatch, job, step):
    """After the first of its chunks was written."""
    write = Progress.write

    def die(progress, done, total):
        write(progress, done, total)
        if done:
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "write", die)
        killed(lambda: running.start(job, step))
    assert job.progress.read().done == CHUNK
    job.refresh_from_db()


def test_killed_in_the_middle_of_applying_nothing_has_changed_and_it_can_start_again(job, monkeypatch):
    before = everything()
    kill_in_the_middle(monkeypatch, job, "apply")
    assert job.state == "applying"
    assert everything() == before
    monkeypatch.setattr(jobs, "HEARTBEAT_TIMEOUT", jobs.HEARTBEAT_TIMEOUT * 0)
    running.start(job, "apply")
    job.refresh_from_db()
    assert job.state == "applied"
    assert Contact.objects.filter(job_title_fr="Changed").count() == ROWS


def test_killed_in_the_middle_of_an_undo_all_is_still_applied(job, monkeypatch):
    before = everything()
    running.start(job, "apply")
    after = everything()
    kill_in_the_middle(monkeypatch, job, "undo")
    assert job.state == "undoing"
    assert everything() == after
    monkeypatch.setattr(jobs, "HEARTBEAT_TIMEOUT", jobs.HEARTBEAT_TIMEOUT * 0)
    running.start(job, "undo")
    job.refresh_from_db()
    assert job.state == "undone"
    assert everything() == before


def test_cancelled_in_the_middle_of_applying_nothing_has_changed():
    job = make_job(2_500)
    before = everything()
    process = start(job, "apply")
    wait_until(lambda: has_begun(job), process)
    job.refresh_from_db()
    jobs.cancel(job)
    assert process.wait() == 0
    job.refresh_from_db()
    assert (job.state, everything()) == ("cancelled", before)


def test_a_large_file_is_checked_outside_the_request(client, monkeypatch):
    monkeypatch.setattr(source_file, "SMALL", 2)
    client.force_login(someone())
    job = upload(["last name"], *[[f"P{n}"] for n in range(5)])
    address = reverse("admin:exchange_import_act", args=[job.pk, "columns"])
    client.post(
        address, {"column_0": "last_name", "encoding": "utf-8", "separator": job.reading["separator"]}
    )
    progress = reverse("admin:exchange_import_progress", args=[job.pk])
    assert client.get(progress).json()["running"]
    wait_until(lambda: not client.get(progress).json()["running"])
    job.refresh_from_db()
    assert (job.state, job.counts["new"]) == ("checked", 5)


def test_a_lease_works_once(job):
    lease = jobs.claim(job, "apply")
    running.take_over(job, "apply", lease)
    with pytest.raises(Refused):
        running.take_over(job, "apply", lease.replace(year=2000))
    with pytest.raises(Refused):
        running.take_over(job, "apply", None)


def test_a_step_looks_for_garbage_seldom_and_the_process_then_as_before(job, monkeypatch):
    before, during = gc.get_threshold(), []
    monkeypatch.setitem(running.FUNCTIONS, "apply", lambda *_args: during.append(gc.get_threshold()))
    running.start(job, "apply")
    assert during[0][0] == 50_000
    assert gc.get_threshold() == running._THRESHOLDS
    gc.set_threshold(*before)
