from django.db import transaction
from django.utils.translation import gettext as _

from common.exceptions import Refused

from ..models import Import, ImportLine
from ..progress import Progress
from . import jobs
from .applying import in_chunks
from .planning import problem_list
from .registry import ROW_HANDLERS
from .row_handler import RowHandler


def undo(job: Import, progress: Progress) -> None:
    with transaction.atomic():
        if jobs.last_applied(job.resource) != job:
            raise Refused(_("Only the last import can be undone."))
        handler = ROW_HANDLERS[job.resource]()
        written = job.lines.filter(after__isnull=False)
        total, done, kept = written.count(), 0, 0
        for lines in in_chunks(written):
            chunk = _Chunk(handler, lines)
            chunk.undo_lines()
            kept += len(chunk.kept)
            done += len(lines)
            progress.step(done, total)
        counts = {**job.counts, "undone": done - kept, "kept": kept}
        jobs.close(job, Import.State.UNDONE, counts=counts, done=done, total=total)


class _Chunk:
    def __init__(self, handler: RowHandler, lines: list[ImportLine]):
        self.handler, self.lines = handler, lines
        self.targets = handler.load({line.target_id for line in lines if line.target_id}, lock=True)
        self.kept: dict[int, str] = {}

    def undo_lines(self):
        added = [line for line in self.lines if line.before is None]
        changed = [line for line in self.lines if line.before is not None]
        for line in self.lines:
            if reason := self._reason_to_keep(line):
                self.kept[line.number] = reason
        self._remove([line for line in added if line.target_id in self.targets])
        self._restore([line for line in changed if line.number not in self.kept])
        for line in self.lines:
            line.problems = problem_list({"": self.kept[line.number]} if line.number in self.kept else {})
        ImportLine.objects.bulk_create(
            self.lines, update_conflicts=True, unique_fields=["id"], update_fields=["problems"]
        )

    def _reason_to_keep(self, line):
        instance = self.targets.get(line.target_id)
        if instance is None:
            # A deleted row need not be deleted, and cannot be restored.
            return "" if line.before is None else _("Deleted since the import; nothing to undo.")
        if self.handler.snapshot(instance, line.after) != line.after:
            return _("Changed since the import; not undone.")
        if line.before is None:
            return ""
        if self.handler.why_protected(instance):
            return self.handler.why_protected(instance)
        if self.handler.conflicts(line.before, instance.pk) or self.handler.refers_to_deleted(line.before):
            return _("The old values are no longer valid; not undone.")
        return ""

    def _remove(self, lines):
        ids = [line.target_id for line in lines if line.number not in self.kept]
        referred = self.handler.referenced_by(ids)
        for line in lines:
            if line.target_id in referred:
                self.kept[line.number] = _("In use since the import (%(where)s); not deleted.") % {
                    "where": referred[line.target_id]
                }
        self.handler.delete([identity for identity in ids if identity not in referred])

    def _restore(self, lines):
        keys, instances = set(), []
        for line in lines:
            instance = self.targets[line.target_id]
            self.handler.set_values(instance, line.before)
            keys |= line.before.keys()
            instances.append(instance)
        self.handler.update(instances, keys)
