from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from common.exceptions import Refused

from ..models import Import, ImportLine
from ..progress import Progress
from . import jobs
from .checking import counts
from .planning import CHUNK
from .registry import ROW_HANDLERS
from .row_handler import RowHandler

Kind = ImportLine.Kind
NEW, SKIP = "new", "leave"
# Before either of the answers "new" and the number of a target: and yes to what was asked.
YES = "objects-"
MAX_NAMED = 20


class Stale(Exception):
    """The data has changed since the dry run; `rows` no longer apply."""

    def __init__(self, rows: list[int]):
        super().__init__(rows)
        self.rows = rows

    def sentence(self) -> str:
        rows = ", ".join(map(str, self.rows[:MAX_NAMED])) + (" …" if len(self.rows) > MAX_NAMED else "")
        return _(
            "The data that these rows concern has changed since the check, so nothing was applied: "
            "%(rows)s. Check again."
        ) % {"rows": rows}


def to_apply(job: Import) -> QuerySet[ImportLine]:
    decided = Q(kind=Kind.DOUBTFUL) & ~Q(answer__in=["", SKIP])
    return job.lines.filter(Q(kind__in=[Kind.NEW, Kind.CHANGED]) | decided)


def apply(job: Import, progress: Progress) -> None:
    if not job.valid_rows_only and any(jobs.blocked_counts(job)):
        raise Refused(_("Some rows are refused or not decided; correct them, or apply only the valid rows."))
    try:
        with transaction.atomic():
            done = _apply_all(job, progress)
            _delete_older_lines(job)
            jobs.close(job, Import.State.APPLIED, done=done, total=done, counts=counts(job))
    except IntegrityError as error:
        # Somebody changed the rows between the check above and this write.
        raise Refused(
            _("Somebody changed the same rows at the same moment; nothing was applied. Check again.")
        ) from error


def _apply_all(job, progress):
    handler = ROW_HANDLERS[job.resource]()
    handler.actor = job.actor
    total, done, stale = to_apply(job).count(), 0, []
    for lines in in_chunks(to_apply(job)):
        ready = _Chunk(handler, lines)
        stale += ready.stale
        if not stale:
            ready.write()
        done += len(lines)
        progress.step(done, total)
    if stale:
        raise Stale(stale)
    return done


def in_chunks(lines: QuerySet[ImportLine]) -> Iterator[list[ImportLine]]:
    """A thousand at a time, each chunk read when its turn comes: the lines are written meanwhile."""
    last = 0
    while chunk := list(lines.filter(number__gt=last).order_by("number")[:CHUNK]):
        yield chunk
        last = chunk[-1].number


class _Chunk:
    def __init__(self, handler: RowHandler, lines: list[ImportLine]):
        self.handler, self.lines = handler, lines
        self.targets = handler.load({line.target_id for line in lines if line.target_id}, lock=True)
        self.stale = [line.number for line in lines if not self._still_applies(line)]

    def _still_applies(self, line):
        if line.target_id is None:
            cleaned = line.values["cleaned"]
            known = None
            if line.kind == Kind.NEW:
                known = self.handler.find_or_ask(cleaned, cleaned, line.values["row"])
            unknown = known is None or not (known.target or known.candidates or known.refused)
            return (
                unknown
                and not self.handler.conflicts(cleaned, None)
                and not self.handler.refers_to_deleted(cleaned)
            )
        instance = self.targets.get(line.target_id)
        if instance is None or self.handler.why_protected(instance):
            return False
        new = {change["column"]: change["new"] for change in line.changes}
        if self.handler.refers_to_deleted(new) or self.handler.conflicts(new, instance.pk):
            return False
        return all(self.handler.get(instance, change["column"]) == change["old"] for change in line.changes)

    def write(self):
        self._add([line for line in self.lines if line.target_id is None])
        self._change([line for line in self.lines if line.target_id in self.targets and line.after is None])
        ImportLine.objects.bulk_create(
            self.lines,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["target_id", "before", "after"],
        )

    def _add(self, lines):
        instances = []
        for line in lines:
            cleaned = line.values["cleaned"]
            instance = self.handler.new_instance(cleaned)
            self.handler.set_values(instance, cleaned)
            instances.append(instance)
        self.handler.insert(instances)
        for line, instance in zip(lines, instances, strict=True):
            line.target_id, line.after = instance.pk, self.handler.snapshot(instance)

    def _change(self, lines):
        keys: set[str] = set()
        instances = []
        for line in lines:
            instance = self.targets[line.target_id]
            new = {change["column"]: change["new"] for change in line.changes}
            line.before = self.handler.snapshot(instance, new)
            self.handler.set_values(instance, new)
            line.after = self.handler.snapshot(instance, new)
            keys |= new.keys()
            instances.append(instance)
        self.handler.update(instances, keys)


def _delete_older_lines(job):
    """Only the last import can be undone: earlier lines hold personal data and are deleted."""
    others = ImportLine.objects.filter(job__resource=job.resource, job__finished_at__isnull=False)
    others.exclude(job=job).delete()
