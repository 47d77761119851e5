"""What a process that is killed in the middle of an import leaves in files, and who takes it away."""

import os
import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from common import stored_files
from exchange.importing import checking, jobs, running, source_file
from exchange.models import Import
from tests import media
from tests.exchange.importing import checked, killed, someone, upload

pytestmark = pytest.mark.django_db(transaction=True)


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def a_month_later():
    then = timezone.now() - jobs.EXPIRES_AFTER - timedelta(hours=1)
    Import.objects.update(created_at=then, heartbeat_at=then)
    for job in Import.objects.all():
        job.progress.clear()
    media.age()


def in_the_middle_of(monkeypatch, module, name, act):
    with monkeypatch.context() as patch:
        patch.setattr(module, name, die)
        killed(act)


MOMENTS = {
    "before the upload has a row": (source_file, "understand", lambda: upload(["last name"], ["A"])),
    "while it is checked": (checking, "_keep", lambda: running.start(upload(["last name"], ["A"]), "check")),
    "before its first row is checked": (
        checking,
        "planner_for",
        lambda: running.start(upload(["last name"], ["A"]), "check"),
    ),
    "at the end of the check": (
        checking,
        "_revise",
        lambda: running.start(upload(["last name"], ["A"]), "check"),
    ),
    "before the file of what is applied is removed": (
        stored_files,
        "remove",
        lambda: running.start(checked(["last name"], ["A"]), "apply"),
    ),
    "before the file of what is cancelled is removed": (
        stored_files,
        "remove",
        lambda: jobs.cancel(checked(["last name"], ["A"])),
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_killed_import_leaves_goes_with_the_sweep(monkeypatch, moment):
    someone()
    in_the_middle_of(monkeypatch, *MOMENTS[moment])
    assert media.files()
    a_month_later()
    call_command("sweep_files")
    assert not media.files()
    assert not Import.objects.filter(state__in=[*jobs.WAITING, *jobs.RUNNING]).exists()
    assert not Import.objects.exclude(file="").exists()
