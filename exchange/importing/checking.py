import json
from collections.abc import Iterable, Iterator
from itertools import islice
from time import thread_time

from django.db import transaction
from django.db.models import Count

from ..models import Import, ImportLine
from ..progress import Progress
from ..spreadsheets import Row, limits
from . import jobs
from .planning import CHUNK, Planner, chunks, planner_for
from .registry import ROW_HANDLERS
from .source_file import characters_in, rows_of

# In characters: a thousand rows may hold two hundred million.
CHUNK_CHARACTERS = 1_000_000


def check(job: Import, progress: Progress) -> None:
    job.lines.all().delete()
    total = job.total or _count(job, progress)
    planner = planner_for(job, ROW_HANDLERS[job.resource]())
    done = 0
    with rows_of(job) as rows:
        for chunk, lines in plan_in_chunks(planner, rows):
            with transaction.atomic():
                _keep(job, lines)
            done += len(chunk)
            job.reading["width"] = max(
                job.reading.get("width", 0), *(len(values) for _number, values in chunk)
            )
            progress.step(done, max(total, done))
    job.reading["missing"] = planner.handler.references.missing
    with transaction.atomic():
        _revise(job, planner)
        found = {"counts": counts(job), "total": job.lines.count(), "done": done, "reading": job.reading}
        jobs.leave(job, Import.State.CHECKED, **found)


def plan_in_chunks(planner: Planner, rows: Iterable[Row]) -> Iterator[tuple[list[Row], list[ImportLine]]]:
    """Chunks of rows with their lines, none saved, within the bounds of one trial."""
    cost = _Cost()
    for chunk in _light_chunks(rows):
        lines = planner.plan(chunk)
        cost.add(lines)
        yield chunk, lines


class _Cost:
    """Limits processor time and stored bytes, before anything is written."""

    def __init__(self):
        self.kept, self.started = 0, thread_time()

    def add(self, lines: list[ImportLine]) -> None:
        self.kept += sum(map(_size, lines))
        if self.kept > limits.KEPT.most:
            raise limits.KEPT.exceeded()
        if thread_time() - self.started > limits.SECONDS_OF_A_TRIAL.most:
            raise limits.SECONDS_OF_A_TRIAL.exceeded()


def _size(line: ImportLine) -> int:
    """In letters, about as many as are written."""
    row, others = line.values["row"], [line.values.get("cleaned"), line.changes, line.problems]
    return sum(map(len, row)) + 4 * len(row) + (len(json.dumps(others)) if any(others) else 0)


def _light_chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows, chunk, characters = iter(rows), list[Row](), 0
    for row in rows:
        chunk.append(row)
        characters += characters_in([row])
        if len(chunk) == CHUNK or characters > CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _count(job, progress):
    """A file too large to be counted while somebody waits: a bar needs to know where it ends."""
    total = 0
    with rows_of(job) as rows:
        while count := sum(1 for _row in islice(rows, CHUNK)):
            total += count
            progress.step(0, 0)
    return total


def _keep(job, lines):
    for line in lines:
        line.job = job
    ImportLine.objects.bulk_create(lines)


def _revise(job: Import, planner: Planner) -> None:
    for numbers in chunks(sorted(planner.to_revise())):
        lines = list(job.lines.filter(number__in=numbers))
        for line in lines:
            planner.revise(line)
        fields = ["kind", "changes", "target_id", "problems", "candidates"]
        ImportLine.objects.bulk_update(lines, fields)


def counts(job: Import) -> dict[str, int]:
    found = dict(job.lines.order_by().values_list("kind").annotate(Count("pk")))
    return {str(kind): found.get(kind, 0) for kind in ImportLine.Kind}
