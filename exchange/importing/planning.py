from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import override

from ..models import Import, ImportLine
from ..spelling import PLACEHOLDERS, is_damaged, lost_letters
from . import cells, spelling_changes
from .matches import Match
from .month_first import MonthFirst
from .planned_row import Outcome, PlannedRow
from .problem_languages import add_language, in_each_language, other_languages
from .row_handler import RowHandler
from .row_sentences import duplicate_sentence, lost_letters_sentence

Kind = ImportLine.Kind
CHUNK = 1000


class Planner:
    def __init__(
        self,
        handler: RowHandler,
        columns: list[str],
        *,
        blank_clears_value: bool = False,
        ignore_extra_cells: bool = False,
        is_separated: bool = False,
        reasons: Collection[int] = (),
    ):
        """`columns`: the key of each column of the file, or nothing for one that is left out. Rows with more
        cells than that are refused, unless `ignore_extra_cells`. `is_separated`: a separator
        ends each cell, as in a CSV. `reasons`: the places of columns that we wrote ourselves."""
        self.handler, self.blank_clears_value = handler, blank_clears_value
        self.width, self.ignore_extra_cells = len(columns), ignore_extra_cells
        self.is_separated = is_separated
        self.columns = [(place, key) for place, key in enumerate(columns) if key]
        self._asked = [
            (place, key)
            for place, key in enumerate(columns)
            if place not in reasons and handler.resource.column_needs_review(key)
        ]
        # {what identifies a row: (its number, its name)}
        self._claims: dict[tuple, tuple[int, str]] = {}
        # {number of an earlier row: (that of a later one about the same, whether its name differs)}
        self.duplicates: dict[int, tuple[int, bool]] = {}
        self.month_first = MonthFirst()
        known = handler.resource.columns
        self._dates = [
            place for place in self.columns if place[1] in known and known[place[1]].kind == "date"
        ]

    def plan(self, rows: Iterable[tuple[int, list]]) -> list[ImportLine]:
        """One line per row, none saved; the targets come in as many queries for one row as for all."""
        rows = list(rows)
        lines = self._plan(rows)
        to_say = {line.number: line for line in lines if line.problems}
        for language in other_languages() if to_say else ():
            with override(language):
                for same in self._plan([row for row in rows if row[0] in to_say]):
                    add_language(to_say[same.number].problems, same.problems)
        return lines

    def _plan(self, rows):
        """Also once more, for rows that were planned before."""
        planned = [row for number, values in rows if (row := self._read_row(number, values)).raw]
        targets = self.handler.load({row.match.target for row in planned} - {None})
        return [self._line(row, self._decide(row, targets)) for row in planned]

    def plan_for_target(self, line: ImportLine, target: int | None, *, confirmed: bool = False) -> Outcome:
        """The outcome if the row had that target, or were new; `confirmed`: if it says what was asked."""
        row = self._read_row(line.number, line.values["row"])
        if confirmed:
            row.raw, row.cleaned, row.problems = self.handler.confirm(row.raw), {}, {}
            self._understand(row, [key for key in self.handler.match_keys if key in row.raw])
        row.match, row.answered = Match(target=target), True
        row.cleaned.pop("id", None)
        return self._plan_match(row, self.handler.load([target] if target else []))

    def _read_row(self, number, values):
        found = [(key, values[place] if place < len(values) else None) for place, key in self.columns]
        texts = list(map(cells.text, values))
        if refused := cells.with_losses(found):
            return PlannedRow(number, texts, raw=refused, match=Match(refused=refused))
        raw, remarks, doubts = self.handler.map_columns(found)
        extra_cells = [] if self.ignore_extra_cells else cells.filled_cells(values, self.width)
        if all(cells.is_empty(value) for value in raw.values()) and not extra_cells:
            return PlannedRow(number, [], {})
        row = PlannedRow(number, texts, raw, remarks, [*doubts])
        for place, key in self._dates:
            if place < len(values) and isinstance(values[place], str):
                self.month_first.see(number, key, values[place])
        if extra_cells:
            row.problems[""] = cells.extra_cells_sentence(number, extra_cells, is_separated=self.is_separated)
        self._understand(row, [key for key in self.handler.match_keys if key in raw])
        if self._is_clear(row):
            row.match = self.handler.find_or_ask(row.cleaned, raw, row.texts)
        return row

    def _is_clear(self, row):
        """A valid number decides, even when another matching cell is invalid."""
        unclear = {key for key in row.problems if key in self.handler.match_keys}
        decisive = next(
            (key for key in self.handler.unique_keys if row.cleaned.get(key) or key in unclear), None
        )
        return not unclear or (decisive is not None and decisive not in unclear)

    def _understand(self, row, keys):
        for key in keys:
            empty = cells.is_empty(row.raw[key])
            if not empty or self.blank_clears_value or key in self.handler.match_keys:
                self._clean(row, key)

    def _clean(self, row, key):
        try:
            row.cleaned[key] = self.handler.cleaner.value(key, row.raw[key])
        except ValidationError as refusal:
            row.problems[key] = " ".join(refusal.messages)

    def _decide(self, row, targets):
        if row.match.refused:
            outcome = Outcome(Kind.REFUSED, problems=row.problems | row.match.refused)
        elif row.match.candidates:
            why = " ".join(filter(None, [row.match.why, *row.doubts]))
            outcome = self._doubt(row, row.match.candidates, why)
        else:
            outcome = self._plan_match(row, targets)
        return self._claim(row, self._ask_about_cells(row, outcome))

    def _ask_about_cells(self, row, outcome):
        is_settled = outcome.kind == Kind.UNCHANGED and outcome.problems
        if outcome.kind == Kind.REFUSED or is_settled or row.raw.get("objected_on"):
            return outcome
        texts = ((key, row.texts[place]) for place, key in self._asked if place < len(row.texts))
        cell = next((text for key, text in texts if self.handler.resource.cell_needs_review(key, text)), None)
        if cell is None:
            return outcome
        candidates = outcome.candidates or ([outcome.target] if outcome.target else [])
        before = outcome.problems.get("", "") if outcome.kind == Kind.DOUBTFUL else ""
        row.may_be_confirmed = True
        return self._doubt(row, candidates, f"{before} {self.handler.question(cell)}".strip())

    def _doubt(self, row, candidates, why):
        return Outcome(Kind.DOUBTFUL, problems={"": why}, candidates=candidates)

    def _plan_match(self, row, targets):
        if target := row.match.target:
            if target not in targets:
                return Outcome(Kind.REFUSED, problems=self.handler.unknown_number().refused)
            return self._compare(row, targets[target])
        return self._add(row)

    def _compare(self, row, instance):
        if reason := self.handler.why_protected(instance):
            return Outcome(Kind.UNCHANGED, problems={"": reason}, target=instance.pk)
        current = self.handler.current(instance)
        changes = [
            change
            for key in self.handler.columns_to_compare(row.raw, instance)
            if key != "id" and (change := self._change(row, instance, current, key))
        ]
        if changes:
            self.handler.set_values(instance, {change["column"]: change["new"] for change in changes})
            keys = [change["column"] for change in changes]
            row.problems |= self.handler.validate(instance, keys) | self.handler.conflicts(
                row.cleaned, instance.pk
            )
        if row.problems:
            return Outcome(Kind.REFUSED, changes, row.problems, target=instance.pk)
        if row.doubts and not row.answered:
            return self._doubt(row, [instance.pk], " ".join(row.doubts))
        return Outcome(Kind.CHANGED if changes else Kind.UNCHANGED, changes, target=instance.pk)

    def _change(self, row, instance, current, key):
        """{"column", "old", "new"} where the cell says something else than the database."""
        empty = cells.is_empty(row.raw[key])
        if key not in current:
            if not empty:
                row.problems[key] = self.handler.inapplicable(instance, key)
            return None
        if empty and not self.blank_clears_value:
            return None
        if key not in row.cleaned and key not in row.problems:
            self._clean(row, key)
        if key in row.problems:
            self._accept_exported_value(row, key, self.handler.rendered_texts(instance, key))
            return None
        new = row.cleaned[key]
        return None if new == current[key] else self._difference(row, instance, key, current[key], new)

    def _difference(self, row, instance, key, old, new):
        if isinstance(new, list):
            new = self.handler.combine(old, new)
        if self._says_the_same(row, instance, key, old, new):
            return None
        if self._is_text(key, new) and not spelling_changes.is_change(row, self.handler, key, old or "", new):
            return None
        return {"column": key, "old": old, "new": new}

    def _accept_exported_value(self, row, key, rendered):
        """An invalid cell that equals what an export wrote is no error."""
        text = cells.tidy(cells.text(row.raw[key]))
        if text not in rendered:
            if not any(lost_letters(ours, text) or ours == text.strip(PLACEHOLDERS) for ours in rendered):
                return
            spelling_changes.keep(row, text, next(iter(rendered)))
        del row.problems[key]

    def _says_the_same(self, row, instance, key, old, new):
        if cells.same(self.handler.columns[key].kind, old, new):
            return True
        # Without a number, a name identifies the target and is not a change.
        return not row.cleaned.get("id") and self.handler.is_same_name(instance, key, new)

    def _add(self, row):
        self._understand(row, [key for key in row.raw if key not in self.handler.match_keys])
        cleaned = {key: value for key, value in row.cleaned.items() if not cells.is_empty(row.raw[key])}
        cleaned.pop("id", None)
        instance = self.handler.new_instance(cleaned)
        known = self.handler.keys(instance)
        for key in [key for key in cleaned if key not in known]:
            row.problems[key] = self.handler.inapplicable(instance, key)
        self.handler.set_values(instance, {key: value for key, value in cleaned.items() if key in known})
        # An invalid cell is not reported as missing, too.
        found = self.handler.validate(instance, [key for key in known if key not in row.problems])
        taken, left_out = self.handler.conflicts(cleaned, None), {}
        if row.answered:
            left_out = {key: cleaned.pop(key) for key in self.handler.optional_unique if key in taken}
        row.problems |= found | {key: why for key, why in taken.items() if key not in left_out}
        row.cleaned = cleaned
        if any(self._is_damaged(*cell) for cell in cleaned.items()):
            row.doubts.append(lost_letters_sentence())
        if row.doubts and not (row.problems or row.answered):
            return self._doubt(row, [], " ".join(row.doubts))
        kind = Kind.REFUSED if row.problems else Kind.NEW
        return Outcome(kind, problems=row.problems, cleaned=cleaned, left_out=left_out)

    def _is_text(self, key, value):
        return isinstance(value, str) and self.handler.columns[key].kind == "text"

    def _is_damaged(self, key, value):
        return self._is_text(key, value) and is_damaged(value, is_name=key in self.handler.name_columns)

    def _claim(self, row, outcome):
        """Two rows with the same target are both doubtful."""
        if outcome.kind == Kind.REFUSED:
            return outcome
        claims = list(self.handler.identities(row.cleaned, outcome.target))
        name = self.handler.name_key(row.cleaned)
        own = (row.number, name)
        shared = next((claim for claim in claims if self._claims.get(claim, own)[0] != row.number), None)
        earlier, first_name = self._claims[shared] if shared else (0, "")
        for claim in claims:
            self._claims.setdefault(claim, (row.number, name))
        if shared is None:
            return outcome
        differs = shared[0] == "email" and bool(name and first_name and name != first_name)
        self.duplicates.setdefault(earlier, (row.number, differs))
        candidates = outcome.candidates or ([outcome.target] if outcome.target else [])
        why = outcome.problems.get("", "") if outcome.kind == Kind.DOUBTFUL else ""
        return self._doubt(row, candidates, f"{duplicate_sentence(earlier, differs=differs)} {why}".strip())

    def _line(self, row, outcome):
        values: dict[str, Any] = {"row": row.texts}
        if outcome.kind != Kind.UNCHANGED:
            values["cleaned"] = row.cleaned
        if row.may_be_confirmed:
            values["may_be_confirmed"] = True
        return ImportLine(
            number=row.number,
            kind=outcome.kind,
            values=values,
            changes=outcome.changes if outcome.kind != Kind.DOUBTFUL else [],
            problems=[
                *problem_list(outcome.problems),
                *({"column": "", "problem": remark} for remark in row.remarks),
            ],
            candidates=[{"id": pk, "label": self.handler.label(pk)} for pk in outcome.candidates],
            target_id=outcome.target,
        )

    def to_revise(self) -> set[int]:
        """The rows of which a later row says something."""
        return self.duplicates.keys() | self.month_first.doubtful_rows()

    def revise(self, line: ImportLine) -> None:
        if line.number in self.duplicates:
            self._mark_duplicate(line)
        problems = in_each_language(lambda: problem_list(self.month_first.problems(line.number)))
        if problems and line.kind != Kind.UNCHANGED:
            line.kind, line.changes, line.candidates, line.target_id = Kind.REFUSED, [], [], None
            line.problems = [*problems, *line.problems]

    def _mark_duplicate(self, line):
        """A later row has the same target."""
        if line.kind == Kind.REFUSED:
            return
        if line.target_id and not line.candidates:
            line.candidates = [{"id": line.target_id, "label": self.handler.label(line.target_id)}]
        line.kind, line.changes, line.target_id = Kind.DOUBTFUL, [], None
        number, differs = self.duplicates[line.number]
        added = in_each_language(lambda: problem_list({"": duplicate_sentence(number, differs=differs)}))
        line.problems = [*added, *line.problems]


def chunks(rows: Iterable, size: int = CHUNK) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def problem_list(problems: dict[str, str]) -> list[dict]:
    return [{"column": column, "problem": problem} for column, problem in problems.items()]


def planner_for(job: Import, handler: RowHandler) -> Planner:
    return Planner(
        handler,
        job.reading["columns"],
        blank_clears_value=job.blank_clears_value,
        ignore_extra_cells=job.reading.get("ignore_extra_cells", False),
        is_separated=bool(job.reading.get("separator")),
        reasons=[
            place
            for place, header in enumerate(job.reading["headers"])
            if handler.resource.is_rejection_header(header)
        ],
    )
