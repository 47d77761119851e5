import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, ngettext_lazy, pgettext
from django.utils.translation import gettext as _

from common.telephone_layout import international
from common.telephones import split_extension

from ..models import Import, ImportLine
from ..registry import RESOURCES
from ..spreadsheets import Column
from ..widgets import Reference
from .applying import NEW, SKIP, YES
from .problem_languages import sentence_of
from .registry import ROW_HANDLERS

Kind = ImportLine.Kind


@dataclass
class PresentedLine:
    line: ImportLine
    kind: str
    # The kind of row whose colour it has.
    colour: str
    caption: str
    # (label of the column, old text, new text)
    changes: list[tuple[str, str, str]]
    # (label of the column, sentence)
    problems: list[tuple[str, str]]
    # (value, label, whether it is the answer so far)
    answers: list[tuple[str, str, bool]]
    # What was decided about a doubtful row, once the import is over.
    decision: str


def label_of(resource: str) -> str:
    return str(RESOURCES[resource]._meta.model._meta.verbose_name_plural)


def kinds(state: str) -> list[tuple[str, str]]:
    """(value, label); after the trial nothing is left to be decided."""
    labels = {value: str(label) for value, label in Kind.choices}
    if state != Import.State.CHECKED:
        labels[Kind.DOUBTFUL.value] = _("needed a decision")
    return list(labels.items())


# A sentence for each count; French agrees with the number of rows.
COUNTED = {
    Kind.NEW: ngettext_lazy("%(count)s new", "%(count)s new", "count"),
    Kind.CHANGED: ngettext_lazy("%(count)s changed", "%(count)s changed", "count"),
    Kind.UNCHANGED: ngettext_lazy("%(count)s unchanged", "%(count)s unchanged", "count"),
    Kind.DOUBTFUL: ngettext_lazy("%(count)s to be decided", "%(count)s to be decided", "count"),
    Kind.REFUSED: ngettext_lazy("%(count)s refused", "%(count)s refused", "count"),
    "decided": ngettext_lazy("%(count)s needed a decision", "%(count)s needed a decision", "count"),
    "undone": ngettext_lazy("%(count)s undone", "%(count)s undone", "count"),
    "kept": ngettext_lazy("%(count)s not undone", "%(count)s not undone", "count"),
}


def count_sentences(job: Import) -> list[str]:
    """“34 new”, “16 refused” and so on, of all the rows of the file."""
    named = {kind: kind for kind in (*Kind, "undone", "kept")}
    if job.state != Import.State.CHECKED:
        named[Kind.DOUBTFUL] = "decided"
    return [
        COUNTED[name] % {"count": count} for kind, name in named.items() if (count := job.counts.get(kind))
    ]


class LinePresenter:
    def __init__(self, job: Import, lines: Iterable[ImportLine]):
        self.job, self.lines = job, list(lines)
        self.columns = RESOURCES[job.resource].columns | RESOURCES[job.resource].import_only
        self.confirmation = ROW_HANDLERS[job.resource].confirmation
        self.referred = self._referred(RESOURCES[job.resource].reference_model)

    def _referred(self, model):
        """The rows that cells refer to."""
        keys = {key for key, column in self.columns.items() if isinstance(column.widget, Reference)}
        ids = set()
        for line in self.lines:
            ids |= {c[side] for c in line.changes if c["column"] in keys for side in ("old", "new")}
            ids |= {line.values.get("cleaned", {}).get(key) for key in keys}
        return model._default_manager.in_bulk(ids - {None}) if model else {}

    def __iter__(self) -> Iterator[PresentedLine]:
        for line in self.lines:
            result, colour = self._result(line)
            yield PresentedLine(
                line,
                result,
                colour,
                self.caption(line),
                self._changes(line),
                [(self.label(p["column"]), sentence_of(p)) for p in line.problems],
                self._answers(line),
                self._decision(line),
            )

    def _result(self, line):
        """(label, kind for the colour)."""
        if self._is_undone(line):
            return _("undone"), Kind.UNCHANGED.value
        if line.kind != Kind.DOUBTFUL or not (line.answer or self._is_over()):
            return str(Kind(line.kind).label), line.kind
        if not line.answer:
            return _("not decided"), Kind.DOUBTFUL.value
        if line.answer == SKIP:
            return _("decided: left out"), Kind.UNCHANGED.value
        return _("decided"), (Kind.NEW if _is_new(line) else Kind.CHANGED).value

    def _decision(self, line):
        if not (self._is_over() and line.answer) or line.answer == SKIP or _is_erased(line):
            return ""
        confirmation = self.confirmation if line.answer.startswith(YES) else None
        if _is_new(line):
            return (
                str(confirmation.decided_new) if confirmation else _("It was decided that this is a new one.")
            )
        target = line.answer.removeprefix(YES)
        label = next((c["label"] for c in line.candidates if str(c["id"]) == target), target)
        sentence = confirmation.decided if confirmation else _("It was decided that this is %(whom)s.")
        return sentence % {"whom": label}

    def _is_undone(self, line):
        """A row that was not undone says why."""
        return self.job.state == Import.State.UNDONE and line.after is not None and not line.problems

    def _is_over(self):
        return self.job.state != Import.State.CHECKED

    def caption(self, line: ImportLine) -> str:
        """The row as its own cells name it."""
        if _is_erased(line):
            return _("contact removed")
        columns = self.job.reading["columns"]
        raw = {key: text for key, text in zip(columns, line.values["row"], strict=False) if key and text}
        return ROW_HANDLERS[self.job.resource].caption(raw)

    def _changes(self, line):
        if line.changes:
            return [
                (self.label(c["column"]), self.text(c["column"], c["old"]), self.text(c["column"], c["new"]))
                for c in line.changes
            ]
        if line.kind != Kind.NEW and not _is_new(line):
            return []
        cleaned = line.values["cleaned"].items()
        return [(self.label(key), "", text) for key, value in cleaned if (text := self.text(key, value))]

    def label(self, key):
        return self.columns[key].name() if key in self.columns else ""

    def text(self, key: str, value: Any) -> str:
        column = self.columns[key]
        if value in (None, "", []):
            return ""
        if column.kind == "date":
            return formats.date_format(datetime.date.fromisoformat(value))
        if column.kind == "phone":
            return " ; ".join(map(_number_shown, value))
        if isinstance(column.widget, Reference):
            value = self.referred.get(value)
        return str(column.widget.render(value))

    def reason(self, problem: dict) -> str:
        if label := self.label(problem["column"]):
            return _("%(label)s: %(value)s") % {"label": label, "value": sentence_of(problem)}
        return sentence_of(problem)

    def choice(self, line: ImportLine) -> str:
        """The candidates, and how to choose one in the file."""
        known = ", ".join(f"{c['id']} ({c['label']})" for c in line.candidates)
        return _(
            "If the row is about one of these, write its number in the column “%(column)s”: %(known)s."
        ) % {
            "column": self.label("id"),
            "known": known,
        }

    def _answers(self, line):
        if line.kind != Kind.DOUBTFUL or self.job.state != Import.State.CHECKED:
            return []
        whom = [(str(c["id"]), c["label"]) for c in line.candidates]
        offered = [*whom, (NEW, _("A new one"))]
        if self.confirmation and line.values.get("may_be_confirmed"):
            offered = list(_with_yes_or_no(self.confirmation, whom))
        offered.append((SKIP, _("Leave this row out")))
        return [(value, label, value == line.answer) for value, label in offered]


def _with_yes_or_no(confirmation, whom):
    for value, label in whom:
        yield YES + value, confirmation.yes % {"whom": label}
        yield value, confirmation.no % {"whom": label}
    yield YES + NEW, str(confirmation.yes_new)
    yield NEW, str(confirmation.no_new)


def _is_erased(line):
    """Its person is: no other row is without cells."""
    return not line.values["row"]


def _is_new(line):
    return line.answer.removeprefix(YES) == NEW


def _number_shown(number: str | dict) -> str:
    """A number to add comes with its label."""
    if isinstance(number, str):
        return _in_words(number)
    label = number.get(f"label_{get_language()}") or next(
        (text for key, text in number.items() if key != "number"), ""
    )
    shown = _in_words(number["number"])
    return f"{shown} ({label})" if label else shown


def _in_words(written: str) -> str:
    """An extension in the reader's language."""
    number, extension = split_extension(written)
    if not extension:
        return international(number)
    params = {"number": international(number), "extension": extension}
    return pgettext("telephone", "%(number)s ext. %(extension)s") % params


def refused_lines(job: Import):
    """What was not, or would not be, applied."""
    doubtful = job.lines.filter(kind=Kind.DOUBTFUL, answer__in=["", SKIP])
    return (job.lines.filter(kind=Kind.REFUSED) | doubtful).order_by("number")


def refused_columns(job: Import) -> list[Column]:
    headers = [*_names(job)[: _width(job)], *_extra_names(job), _("Reason")]
    return [Column(f"column_{place}", header) for place, header in enumerate(headers)]


def _width(job):
    """The number of columns, without a column of reasons from an earlier import."""
    headers, keys = job.reading["headers"], job.reading["columns"]
    return len(headers) - (RESOURCES[job.resource]().is_rejection_header(headers[-1]) and not keys[-1])


def _names(job) -> list[str]:
    """Of the columns of the file; one without a name has that of what it means, so that it is known again."""
    label = LinePresenter(job, []).label
    columns = enumerate(zip(job.reading["headers"], job.reading["columns"], strict=True), 1)
    return [header or label(key) or _number(number) for number, (header, key) in columns]


def _extra_names(job) -> list[str]:
    """Names for the columns of the rows that have more cells than the header."""
    return [
        _number(number) for number in range(len(job.reading["headers"]) + 1, job.reading.get("width", 0) + 1)
    ]


def _number(column: int) -> str:
    return _("Column %(number)s") % {"number": column}


def refused_rows(job: Import) -> Iterator[list[str]]:
    """As they were in the file, in its own columns, with the reasons in one more."""
    presenter, width = LinePresenter(job, []), _width(job)
    headers, extra = len(job.reading["headers"]), len(_extra_names(job))
    for line in refused_lines(job).iterator():
        if _is_erased(line):
            continue
        reasons = [presenter.reason(problem) for problem in line.problems]
        if line.candidates:
            reasons.append(presenter.choice(line))
        row = line.values["row"] + [""] * (headers + extra - len(line.values["row"]))
        yield [*row[:width], *row[headers:], " ".join(reasons)]
