import datetime
import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from common.exceptions import Refused

from ..models import Import
from ..progress import Cancelled
from ..spreadsheets import UnreadableFile
from . import jobs
from .applying import Stale, apply
from .checking import check
from .undoing import undo

# As this process began, whatever other steps run beside one.
_THRESHOLDS = gc.get_threshold()
logger = logging.getLogger(__name__)
FUNCTIONS = {"check": check, "apply": apply, "undo": undo}
BEFORE = {"apply": Import.State.CHECKED, "undo": Import.State.APPLIED}


def start(job: Import, step: str) -> None:
    """Refused when the job is not where this step begins."""
    lease = jobs.claim(job, step)
    if job.reading.get("small", True):
        run(job, step)
    else:
        _start_process(job, step, lease)


def _start_process(job, step, lease):
    command = [sys.executable, "-m", "django", "run_import", str(job.pk), step]
    process = subprocess.Popen(  # noqa: S603 - our own command; nothing in it was typed by anybody
        [*command, "--lease", lease.isoformat(), "--language", get_language() or settings.LANGUAGE_CODE],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        close_fds=True,
    )
    # Waits for the process, so that no zombie is left.
    threading.Thread(target=process.wait, daemon=True).start()


def take_over(job: Import, step: str, lease: datetime.datetime | None) -> None:
    """The claim that another process made for this one, or a claim of its own."""
    if lease is None:
        jobs.claim(job, step)
    elif job.state != jobs.STEPS[step][1] or job.heartbeat_at != lease:
        raise Refused(_("Somebody else has continued this import."))


@contextmanager
def _rare_collections() -> Iterator[None]:
    """A step makes many small objects that stay: looking for garbage after every 700 takes a sixth of it."""
    _young, *others = _THRESHOLDS
    gc.set_threshold(50_000, *others)
    try:
        yield
    finally:
        gc.set_threshold(*_THRESHOLDS)


def run(job: Import, step: str, language: str | None = None) -> None:
    """Runs a claimed step; the job's state tells how it ended."""
    lease = job.heartbeat_at
    with override(language or get_language()), _rare_collections():
        try:
            FUNCTIONS[step](job, job.progress)
        except Cancelled:
            jobs.give_up(job)
        except Stale as refusal:
            _end_with_problem(job, step, lease, refusal.sentence())
        except Refused as refusal:
            _end_with_problem(job, step, lease, " ".join(refusal.reasons))
        except UnreadableFile as refusal:
            _end_with_problem(job, step, lease, str(refusal))
        except FileNotFoundError:
            _end_with_problem(job, step, lease, _("This file has been lost. Upload it again."))
        except Exception:
            logger.exception("Import %s: %s failed", job.pk, step)
            problem = _(
                "This import stopped because of an unexpected error. Nothing was changed; the server log has "
                "the details."
            )
            _end_with_problem(job, step, lease, problem)
        else:
            job.progress.clear()


def _end_with_problem(job, step, lease, problem):
    """Back to the state before the step, with the reason; a failed check ends the import."""
    job.refresh_from_db()
    if job.heartbeat_at != lease:
        # Another process has taken over the job.
        return
    if step in BEFORE:
        jobs.leave(job, BEFORE[step], problem=problem)
        job.progress.clear()
    else:
        with transaction.atomic():
            jobs.close(job, Import.State.FAILED, problem=problem)
            job.lines.all().delete()
