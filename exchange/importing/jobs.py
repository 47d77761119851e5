import contextlib
import datetime
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exceptions import Refused
from common.stored_files import Overdue, discard

from ..models import Import, ImportLine
from ..progress import Progress

State = Import.State

# What a step starts from, and the state that says it is running.
STEPS = {
    "check": ({State.UPLOADED, State.CHECKED}, State.CHECKING),
    "apply": ({State.CHECKED}, State.APPLYING),
    "undo": ({State.APPLIED}, State.UNDOING),
}
RUNNING = {running: step for step, (_from, running) in STEPS.items()}
WAITING = {State.UPLOADED, State.CHECKED}
# A process without a heartbeat for that long counts as dead.
HEARTBEAT_TIMEOUT = datetime.timedelta(minutes=1)
# Personal data of an import that nobody continues is not kept longer.
EXPIRES_AFTER = datetime.timedelta(days=30)


def is_running(job: Import) -> bool:
    return job.state in RUNNING


def is_interrupted(job: Import) -> bool:
    """Running by its state, but the process that ran it is gone."""
    return is_running(job) and timezone.now() - _last_heartbeat(job) > HEARTBEAT_TIMEOUT


def _last_heartbeat(job):
    report = job.progress.read()
    reported = datetime.datetime.fromtimestamp(report.at, tz=datetime.UTC) if report else job.heartbeat_at
    return max(reported, job.heartbeat_at or reported)


def claim(job: Import, step: str) -> datetime.datetime:
    """Take the job for one process; the moment returned is its lease. Refused when another process has it."""
    may_start, running = STEPS[step]
    if job.state not in may_start and not (job.state == running and is_interrupted(job)):
        raise Refused(_("This import is %(state)s; that cannot be done now.") % {"state": _state(job)})
    lease = timezone.now()
    mine = Import.objects.filter(pk=job.pk, state=job.state, heartbeat_at=job.heartbeat_at)
    if not mine.update(state=running, heartbeat_at=lease, done=0, problem=""):
        raise Refused(_("Somebody else has just continued this import."))
    job.progress.clear()
    job.progress.write(0, job.total)
    job.refresh_from_db()
    return lease


def _state(job):
    return Import.State(job.state).label


def leave(job: Import, state: Import.State, **fields) -> None:
    """End the step; within a transaction, it is undone when the lease was lost meanwhile."""
    held = Import.objects.filter(pk=job.pk, state=job.state, heartbeat_at=job.heartbeat_at)
    if not held.update(state=state, **fields):
        raise Refused(_("Somebody else has continued this import; this attempt changed nothing."))
    job.refresh_from_db()


def close(job: Import, state: Import.State, **fields) -> None:
    """The last state of a file: what it held of people goes with it."""
    reading = {key: value for key, value in job.reading.items() if key not in ("samples", "missing")}
    file = job.file.name
    leave(job, state, finished_at=timezone.now(), reading=reading, file="", **fields)
    discard(file)
    transaction.on_commit(job.progress.clear)


def cancel(job: Import) -> None:
    """At once where nothing runs; otherwise the process is asked, and stops at its next chunk."""
    if is_running(job) and not is_interrupted(job):
        job.progress.ask_to_stop()
    elif job.state in WAITING or is_running(job):
        give_up(job)
    else:
        raise Refused(_("This import is %(state)s; that cannot be done now.") % {"state": _state(job)})


def give_up(job: Import, problem: str = "") -> None:
    """Nothing has changed: an undo leaves the import applied, everything else ends it."""
    if job.state == State.UNDOING:
        leave(job, State.APPLIED, problem=problem or _("The undo was cancelled; nothing has changed."))
        job.progress.clear()
        return
    with transaction.atomic():
        close(job, State.CANCELLED, problem=problem)
        job.lines.all().delete()


def overdue() -> Iterator[Overdue]:
    """Waiting imports that nobody continued, and running ones whose process died."""
    old = Import.objects.filter(created_at__lt=timezone.now() - EXPIRES_AFTER)
    for job in old.filter(state__in=[*WAITING, *RUNNING]):
        if job.state in WAITING or is_expired(job):
            yield Overdue(f"import {job.pk} has expired", partial(_expire, job))


def is_expired(job: Import) -> bool:
    return is_running(job) and timezone.now() - _last_heartbeat(job) > EXPIRES_AFTER


def _expire(job):
    # Somebody may have continued it at this very moment.
    with contextlib.suppress(Refused):
        give_up(job, _("This import has expired: nobody continued it for 30 days."))


def referenced_files(names: set[str]) -> set[str]:
    """The progress files of running jobs."""
    jobs = {name: job for name in names if (job := Progress.job_of(name)) is not None}
    running = Import.objects.filter(pk__in=set(jobs.values()), state__in=RUNNING)
    known = set(running.values_list("pk", flat=True))
    return {name for name, job in jobs.items() if job in known}


def last_applied(resource: str) -> Import | None:
    """The only import of its kind that can be undone."""
    applied = Import.objects.filter(resource=resource, state__in=[State.APPLIED, State.UNDOING])
    return applied.order_by("finished_at", "pk").last()


class Blocked(NamedTuple):
    """How many lines prevent applying all rows."""

    refused: int
    undecided: int


def blocked_counts(job: Import) -> Blocked:
    undecided = job.lines.filter(kind=ImportLine.Kind.DOUBTFUL, answer="")
    return Blocked(job.lines.filter(kind=ImportLine.Kind.REFUSED).count(), undecided.count())
