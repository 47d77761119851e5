"""What each row of a file would do, a thousand rows at a time; nothing of the directory is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from ..models import Import, ImportLine
from ..spelling import PLACEHOLDERS, is_damaged, lost_letters
from . import cells, spelling_changes
from .subject import Found, Subject, lost_sentence

Kind = ImportLine.Kind
CHUNK = 1000


@dataclass
class Draft:
    number: int
    row: list[str]
    raw: dict[str, Any]
    # What to look at in a row that is good all the same.
    remarks: list[str] = field(default_factory=list)
    # What only a person can tell, and whether a person has said whom the row means.
    doubts: list[str] = field(default_factory=list)
    answered: bool = False
    given: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    found: Found = field(default_factory=Found)


@dataclass
class Verdict:
    kind: str
    changes: list[dict] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    candidates: list[int] = field(default_factory=list)
    target: int | None = None
    given: dict[str, Any] = field(default_factory=dict)


class Planner:
    def __init__(
        self,
        subject: Subject,
        columns: list[str],
        *,
        empty_clears: bool = False,
        beyond_left_out: bool = False,
        is_separated: bool = False,
    ):
        """`columns`: the key of each column of the file, or nothing for one that is left out. Rows with more
        cells than that are refused, unless what stands beyond is left out. `is_separated`: a sign in the file
        ends each cell."""
        self.subject, self.empty_clears = subject, empty_clears
        self.width, self.beyond_left_out = len(columns), beyond_left_out
        self.is_separated = is_separated
        self.columns = [(place, key) for place, key in enumerate(columns) if key]
        self._claims: dict[tuple, int] = {}
        # {number of a row planned before: number of the later row that seems to mean the same}
        self.contested: dict[int, int] = {}

    def plan(self, rows: Iterable[tuple[int, list]]) -> list[ImportLine]:
        """One line per row, none saved; the targets come in as many queries for one row as for all."""
        drafts = [draft for number, values in rows if (draft := self._draft(number, values)).raw]
        targets = self.subject.load({draft.found.target for draft in drafts} - {None})
        return [self._line(draft, self._decide(draft, targets)) for draft in drafts]

    def redo(self, line: ImportLine, target: int | None) -> Verdict:
        """The line as if its row were known to mean that target, or nobody yet."""
        draft = self._draft(line.number, line.values["row"])
        draft.found, draft.answered = Found(target=target), True
        draft.given.pop("id", None)
        return self._settle(draft, self.subject.load([target] if target else []))

    def _draft(self, number, values):
        found = [(key, values[place] if place < len(values) else None) for place, key in self.columns]
        raw, remarks = self.subject.arrange(found)
        beyond = [] if self.beyond_left_out else cells.filled(values, self.width)
        if all(cells.is_empty(value) for value in raw.values()) and not beyond:
            return Draft(number, [], {})
        draft = Draft(number, [cells.text(value) for value in values], raw, remarks)
        if beyond:
            draft.problems[""] = too_many(number, beyond, is_separated=self.is_separated)
        self._understand(draft, [key for key in self.subject.match_keys if key in raw])
        if self._is_clear(draft):
            draft.found = self.subject.find(draft.given)
        return draft

    def _is_clear(self, draft):
        """Who is meant by a number stays clear when another cell is not."""
        unclear = {key for key in draft.problems if key in self.subject.match_keys}
        surest = next((key for key in self.subject.deciding if draft.given.get(key) or key in unclear), None)
        return not unclear or (surest is not None and surest not in unclear)

    def _understand(self, draft, keys):
        for key in keys:
            empty = cells.is_empty(draft.raw[key])
            if empty and not (self.empty_clears or key in self.subject.match_keys):
                continue
            try:
                draft.given[key] = self.subject.cleaner.value(key, draft.raw[key])
            except ValidationError as refusal:
                draft.problems[key] = " ".join(refusal.messages)

    def _decide(self, draft, targets):
        if draft.found.refused:
            verdict = Verdict(Kind.REFUSED, problems=draft.problems | draft.found.refused)
        elif draft.found.candidates:
            verdict = self._doubt(draft, draft.found.candidates, draft.found.why)
        else:
            verdict = self._settle(draft, targets)
        return self._claim(draft, verdict)

    def _doubt(self, draft, candidates, why):
        return Verdict(Kind.DOUBTFUL, problems={"": why}, candidates=candidates)

    def _settle(self, draft, targets):
        if target := draft.found.target:
            if target not in targets:
                return Verdict(Kind.REFUSED, problems=self.subject.no_such_number().refused)
            return self._compare(draft, targets[target])
        return self._add(draft)

    def _compare(self, draft, thing):
        if reason := self.subject.off_limits(thing):
            return Verdict(Kind.UNCHANGED, problems={"": reason}, target=thing.pk)
        current = self.subject.current(thing)
        changes = [
            change
            for key in self.subject.compared(draft.raw, thing)
            if key != "id" and (change := self._change(draft, thing, current, key))
        ]
        if changes:
            self.subject.put(thing, {change["column"]: change["new"] for change in changes})
            keys = [change["column"] for change in changes]
            draft.problems |= self.subject.validate(thing, keys) | self.subject.taken(draft.given, thing.pk)
        if draft.problems:
            return Verdict(Kind.REFUSED, changes, draft.problems, target=thing.pk)
        if draft.doubts and not draft.answered:
            return self._doubt(draft, [thing.pk], " ".join(draft.doubts))
        return Verdict(Kind.CHANGED if changes else Kind.UNCHANGED, changes, target=thing.pk)

    def _change(self, draft, thing, current, key):
        """{"column", "old", "new"} where the cell says something else than the database."""
        raw = draft.raw[key]
        empty = cells.is_empty(raw)
        if key not in current:
            if not empty:
                draft.problems[key] = self.subject.inapplicable(thing, key)
            return None
        if empty and not self.empty_clears:
            return None
        if key not in draft.given and key not in draft.problems:
            self._understand(draft, [key])
        if key in draft.problems:
            self._forgive(draft, key, self.subject.rendered(thing, key))
            return None
        new = self.subject.combined(current[key], draft.given[key])
        if self._says_the_same(draft, thing, key, current[key], new):
            return None
        is_name = key in self.subject.names_of
        if self._is_text(key, new) and not spelling_changes.is_change(
            draft, current[key] or "", new, is_name=is_name
        ):
            return None
        return {"column": key, "old": current[key], "new": new}

    def _forgive(self, draft, key, rendered):
        """What an export wrote comes back, even where nobody could have typed it."""
        text = cells.tidy(cells.text(draft.raw[key]))
        if text not in rendered:
            if not any(lost_letters(ours, text) or ours == text.strip(PLACEHOLDERS) for ours in rendered):
                return
            spelling_changes.keep(draft, text, next(iter(rendered)))
        del draft.problems[key]

    def _says_the_same(self, draft, thing, key, old, new):
        if cells.same(self.subject.columns[key].kind, old, new):
            return True
        # Without a number, a name says who is meant, not what is to change.
        return not draft.given.get("id") and self.subject.is_name_of(thing, key, new)

    def _add(self, draft):
        self._understand(draft, [key for key in draft.raw if key not in self.subject.match_keys])
        given = {key: value for key, value in draft.given.items() if not cells.is_empty(draft.raw[key])}
        given.pop("id", None)
        thing = self.subject.blank(given)
        known = self.subject.keys(thing)
        for key in [key for key in given if key not in known]:
            draft.problems[key] = self.subject.inapplicable(thing, key)
        self.subject.put(thing, {key: value for key, value in given.items() if key in known})
        # What could not be understood is no reason to ask for it as missing, too.
        found = self.subject.validate(thing, [key for key in known if key not in draft.problems])
        draft.problems |= found | self.subject.taken(given, None)
        draft.given = given
        if not (draft.problems or draft.answered) and any(self._is_damaged(*cell) for cell in given.items()):
            return self._doubt(draft, [], lost_sentence())
        return Verdict(Kind.REFUSED if draft.problems else Kind.NEW, problems=draft.problems, given=given)

    def _is_text(self, key, value):
        return isinstance(value, str) and self.subject.columns[key].kind == "text"

    def _is_damaged(self, key, value):
        return self._is_text(key, value) and is_damaged(value, is_name=key in self.subject.names_of)

    def _claim(self, draft, verdict):
        """No two rows may mean the same; both are asked about."""
        if verdict.kind == Kind.REFUSED:
            return verdict
        claims = list(self.subject.identities(draft.given, verdict.target))
        earlier = next((self._claims[claim] for claim in claims if claim in self._claims), None)
        for claim in claims:
            self._claims.setdefault(claim, draft.number)
        if earlier is None:
            return verdict
        self.contested.setdefault(earlier, draft.number)
        candidates = verdict.candidates or ([verdict.target] if verdict.target else [])
        return self._doubt(draft, candidates, twice(earlier))

    def _line(self, draft, verdict):
        values = {"row": draft.row}
        if verdict.kind != Kind.UNCHANGED:
            values["given"] = draft.given
        remarks = [{"column": "", "problem": remark} for remark in draft.remarks]
        return ImportLine(
            number=draft.number,
            kind=verdict.kind,
            values=values,
            changes=verdict.changes if verdict.kind != Kind.DOUBTFUL else [],
            problems=[*listed(verdict.problems), *remarks],
            candidates=[{"id": pk, "label": self.subject.label(pk)} for pk in verdict.candidates],
            target_id=verdict.target,
        )

    def contest(self, line: ImportLine) -> None:
        """An earlier line turns out to share its row's meaning with a later one."""
        if line.kind == Kind.REFUSED:
            return
        if line.target_id and not line.candidates:
            line.candidates = [{"id": line.target_id, "label": self.subject.label(line.target_id)}]
        line.kind, line.changes, line.target_id = Kind.DOUBTFUL, [], None
        line.problems = listed({"": twice(self.contested[line.number])})


def chunks(rows: Iterable, size: int = CHUNK) -> Iterator[list]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def twice(number: int) -> str:
    return _("Row %(number)s seems to be about the same entry.") % {"number": number}


def too_many(number: int, beyond: list[tuple[int, Any]], *, is_separated: bool) -> str:
    shown = [
        f"{get_column_letter(place + 1)}{number} “{cells.text(value)[:60]}”" for place, value in beyond[:3]
    ]
    if is_separated:
        # Mostly a text with the separator of its file in it: the cells behind it are one place too far.
        sentence = _(
            "This row has more cells than there are column names: %(cells)s. In a CSV file, put quotation "
            "marks around a text that contains the separator."
        )
    else:
        sentence = _(
            "This row has more cells than there are column names: %(cells)s. Name their columns in the "
            "first row, or empty these cells."
        )
    return sentence % {"cells": ", ".join(shown)}


def listed(problems: dict[str, str]) -> list[dict]:
    return [{"column": column, "problem": problem} for column, problem in problems.items()]


def planner_for(job: Import, subject: Subject) -> Planner:
    return Planner(
        subject,
        job.reading["columns"],
        empty_clears=job.empty_clears,
        beyond_left_out=job.reading.get("beyond_left_out", False),
        is_separated=bool(job.reading.get("separator")),
    )
