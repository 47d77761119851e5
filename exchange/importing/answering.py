from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused

from ..models import Import, ImportLine
from .applying import LEAVE, NEW, to_apply
from .planning import Kind, planner_for
from .registry import SUBJECTS


class Answers:
    """The answers of one page; the directory's index is made once for all of them."""

    def __init__(self, job: Import):
        self.job = job
        self.planner = planner_for(job, SUBJECTS[job.resource]())

    def give(self, line: ImportLine, answer: str) -> None:
        """Refused with the reasons when the row cannot be what was answered."""
        if answer not in {"", NEW, LEAVE, *(str(candidate["id"]) for candidate in line.candidates)}:
            raise Refused(_("This is not one of the answers."))
        if answer == line.answer:
            return
        line.answer, line.changes, line.target_id = answer, [], None
        if answer not in ("", LEAVE):
            self._decide(line, None if answer == NEW else int(answer))
        line.save(update_fields=["answer", "changes", "target_id", "values"])

    def _decide(self, line, target):
        outcome = self.planner.plan_for_target(line, target)
        if outcome.kind == Kind.REFUSED:
            raise Refused(*outcome.problems.values())
        if outcome.kind == Kind.UNCHANGED and outcome.problems:
            raise Refused(*outcome.problems.values())
        self._require_free(line, target)
        line.changes, line.target_id = outcome.changes, target
        if target is None:
            line.values["given"] = outcome.given

    def _require_free(self, line, target):
        others = to_apply(self.job).exclude(pk=line.pk)
        same_target = others.filter(target_id=target) if target else others.none()
        for key in ("email", "slug"):
            if value := line.values["given"].get(key):
                same_target |= others.filter(**{f"values__given__{key}__iexact": value})
        if number := same_target.values_list("number", flat=True).first():
            raise Refused(_("Row %(number)s already concerns the same entry.") % {"number": number})


def answer(job: Import, answers: dict[int, str]) -> dict[int, list[str]]:
    """{row number: answer} → {row number: reasons} for those that could not be taken."""
    if job.state != Import.State.CHECKED:
        raise Refused(_("This import is not waiting for answers."))
    refused = {}
    answers_of_job = Answers(job)
    with transaction.atomic():
        for line in job.lines.filter(kind=Kind.DOUBTFUL, number__in=answers):
            try:
                answers_of_job.give(line, answers[line.number])
            except Refused as refusal:
                refused[line.number] = refusal.reasons
    return refused
