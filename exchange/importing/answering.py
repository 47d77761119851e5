from django.db import transaction
from django.utils.translation import gettext as _

from common.exceptions import Refused

from ..models import Import, ImportLine
from .applying import NEW, SKIP, YES, to_apply
from .planning import Kind, planner_for
from .problem_languages import in_each_language
from .registry import ROW_HANDLERS


class Answers:
    """The answers of one page; the directory's index is made once for all of them."""

    def __init__(self, job: Import):
        self.job = job
        self.planner = planner_for(job, ROW_HANDLERS[job.resource]())

    def give(self, line: ImportLine, answer: str) -> None:
        """Refused with the reasons when the row cannot be what was answered; a row about what no file may
        change is left out, and says why."""
        whom = {NEW, *(str(candidate["id"]) for candidate in line.candidates)}
        confirming = {YES + one for one in whom} if line.values.get("may_be_confirmed") else set()
        if answer not in {"", SKIP, *whom, *confirming}:
            raise Refused(_("This is not one of the answers."))
        if answer == line.answer:
            return
        line.answer, line.changes, line.target_id = answer, [], None
        line.problems = [problem for problem in line.problems if not problem.get("answered")]
        if answer not in ("", SKIP):
            target = answer.removeprefix(YES)
            self._decide(line, None if target == NEW else int(target), confirmed=answer in confirming)
        if line.answer in confirming and self.planner.handler.confirmation:
            remark = self.planner.handler.confirmation.remark
            line.problems += in_each_language(lambda: [_answered("", str(remark))])
        line.save(update_fields=["answer", "changes", "target_id", "values", "problems"])

    def _decide(self, line, target, *, confirmed):
        outcome = self.planner.plan_for_target(line, target, confirmed=confirmed)
        if outcome.kind == Kind.REFUSED:
            raise Refused(*outcome.problems.values())
        if outcome.kind == Kind.UNCHANGED and outcome.problems:
            line.answer = SKIP
            line.problems += in_each_language(
                lambda: _all_answered(self.planner.plan_for_target(line, target, confirmed=confirmed))
            )
            return
        cleaned = dict(outcome.cleaned if target is None else line.values["cleaned"])
        left_out = dict(outcome.left_out)
        others = to_apply(self.job).exclude(pk=line.pk)
        if target:
            self._require_free(others.filter(target_id=target))
        for key in filter(cleaned.get, ("email", "slug")):
            same_value = others.filter(**{f"values__cleaned__{key}__iexact": cleaned[key]})
            if target or key not in self.planner.handler.optional_unique:
                self._require_free(same_value)
            elif same_value.exists():
                left_out[key] = cleaned[key]
        line.changes, line.target_id = outcome.changes, target
        if target is None:
            line.values["cleaned"] = {key: value for key, value in cleaned.items() if key not in left_out}
        line.problems += in_each_language(lambda: [_left_out(*cell) for cell in left_out.items()])

    def _require_free(self, same_value):
        if number := same_value.values_list("number", flat=True).first():
            sentence = _(
                "Row %(number)s already changes or adds the same entry: give one of the two rows another "
                "answer, or leave it out."
            )
            raise Refused(sentence % {"number": number})


def _left_out(column: str, value: str) -> dict:
    sentence = _("“%(value)s” is left out: it belongs to another contact, and only one contact can have it.")
    return _answered(column, sentence % {"value": value})


def _all_answered(outcome) -> list[dict]:
    return [_answered(*problem) for problem in outcome.problems.items()]


def _answered(column: str, problem: str) -> dict:
    """Said only while the answer stands."""
    return {"column": column, "problem": problem, "answered": True}


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
