"""The dry run: one line per row, kept; the directory is not written."""

from django.db import transaction
from django.db.models import Count

from ..models import Import, ImportLine
from . import jobs
from .planning import Planner, chunks, planner_for
from .progress import Progress
from .reading import rows_of
from .subjects import SUBJECTS


def check(job: Import, progress: Progress) -> None:
    job.lines.all().delete()
    total = job.total or _count(job, progress)
    planner = planner_for(job, SUBJECTS[job.resource]())
    done = 0
    with rows_of(job) as rows:
        for chunk in chunks(rows):
            lines = planner.plan(chunk)
            with transaction.atomic():
                _keep(job, lines)
            done += len(chunk)
            progress.step(done, max(total, done))
    with transaction.atomic():
        _revise(job, planner)
        jobs.leave(job, Import.State.CHECKED, counts=counts(job), total=job.lines.count(), done=done)


def _count(job, progress):
    """A file too large to be counted while somebody waits: a bar needs to know where it ends."""
    total = 0
    with rows_of(job) as rows:
        for chunk in chunks(rows):
            total += len(chunk)
            progress.step(0, 0)
    return total


def _keep(job, lines):
    for line in lines:
        line.job = job
    ImportLine.objects.bulk_create(lines)


def _revise(job: Import, planner: Planner) -> None:
    for numbers in chunks(sorted(planner.contested)):
        lines = list(job.lines.filter(number__in=numbers))
        for line in lines:
            planner.contest(line)
        fields = ["kind", "changes", "target_id", "problems", "candidates"]
        ImportLine.objects.bulk_update(lines, fields)


def counts(job: Import) -> dict[str, int]:
    found = dict(job.lines.order_by().values_list("kind").annotate(Count("pk")))
    return {str(kind): found.get(kind, 0) for kind in ImportLine.Kind}
