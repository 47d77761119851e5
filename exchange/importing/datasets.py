"""A dataset of django-import-export through the same trial and the same writing as a file of the page."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from import_export.exceptions import ImportError as RowRefused
from import_export.resources import Diff
from import_export.results import Error, Result, RowResult
from tablib import Dataset

from common.accounts import name_of
from common.exceptions import Refused

from ..datasets import headers_of, rows_of
from ..models import Import, ImportLine
from ..resources import SheetResource
from ..spreadsheets import UnreadableFile
from . import source_file
from .access import may_import
from .applying import Stale, apply
from .checking import plan_in_chunks
from .planning import planner_for
from .presentation import LinePresenter, PresentedLine
from .problem_languages import sentence_of
from .registry import ROW_HANDLERS

Kind = ImportLine.Kind
TYPES = {
    Kind.NEW: RowResult.IMPORT_TYPE_NEW,
    Kind.CHANGED: RowResult.IMPORT_TYPE_UPDATE,
    Kind.UNCHANGED: RowResult.IMPORT_TYPE_SKIP,
    Kind.DOUBTFUL: RowResult.IMPORT_TYPE_INVALID,
    Kind.REFUSED: RowResult.IMPORT_TYPE_INVALID,
}


class SheetRow(RowResult):
    """`number` is that of the row in its file, where the header of a bare dataset is row 1."""

    number: int
    kind: str
    # What the trial says of it, whether it keeps the row out or not.
    sentences: Sequence[str]


class CellDiff(Diff):
    def __init__(self, left: Sequence[str], right: Sequence[str]):
        self.left, self.right, self.new = left, right, False


def import_dataset(
    resource: SheetResource,
    dataset: Dataset,
    *,
    dry_run: bool,
    raise_errors: bool = False,
    collect_failed_rows: bool = False,
    user: User | None = None,
    file_name: str = "",
    blank_clears_value: bool = False,
    **_others: object,
) -> Result:
    """All rows or none. Without a user, whoever calls answers for the right to import."""
    if resource.name not in ROW_HANDLERS:
        raise Refused(_("These rows can be exported, and not imported."))
    if user and not may_import(user, resource.name):
        raise PermissionDenied(_("You may not import these rows."))
    result = Result()
    try:
        job = _job(resource, dataset, user, file_name, blank_clears_value)
        lines = _lines(job, dataset)
        _fill(result, resource, job, lines)
        if collect_failed_rows:
            _collect(result, dataset)
        if raise_errors and result.invalid_rows:
            raise RowRefused(result.invalid_rows[0].error, number=result.invalid_rows[0].number)
        if not dry_run:
            _apply(job, lines)
            _point(result, job)
    except (Refused, Stale, UnreadableFile) as refusal:
        if raise_errors:
            raise
        result.append_base_error(Error(refusal))
    return result


def _job(resource, dataset, user, file_name, blank_clears_value):
    """Not saved: a trial writes nothing."""
    headers = headers_of(dataset)
    texts = source_file.example_texts(list(islice(rows_of(dataset), source_file.SMALL + 1)))
    importable = resource.fields.keys() | resource.import_only.keys()
    found = source_file.recognise_columns(resource.name, headers, texts)
    columns = [key if key in importable else "" for key in found]
    if not any(columns):
        raise Refused(_("No column of this file is known."))
    return Import(
        resource=resource.name,
        file_name=file_name[-200:],
        actor=user,
        actor_name=name_of(user) if user else _("by command"),
        blank_clears_value=blank_clears_value,
        state=Import.State.CHECKED,
        reading={
            "headers": headers,
            "columns": columns,
            "separator": getattr(dataset, "separator", ""),
            "width": dataset.width,
            "small": True,
            "language": get_language(),
        },
    )


def _lines(job: Import, dataset: Dataset) -> list[ImportLine]:
    planner = planner_for(job, ROW_HANDLERS[job.resource]())
    lines = [line for _rows, lines in plan_in_chunks(planner, rows_of(dataset)) for line in lines]
    revised = planner.to_revise()
    for line in lines:
        if line.number in revised:
            planner.revise(line)
    return lines


def _fill(result: Result, resource: SheetResource, job: Import, lines: list[ImportLine]) -> None:
    result.diff_headers = resource.get_diff_headers()
    result.total_rows = len(lines)
    for line, shown in zip(lines, LinePresenter(job, lines), strict=True):
        texts = _texts(job, line, resource)
        row = _row(line, shown, texts, result.diff_headers)
        if row.validation_error:
            result.append_invalid_row(line.number, texts, row.validation_error)
        result.increment_row_result_total(row)
        result.append_row_result(row)


def _texts(job: Import, line: ImportLine, resource: SheetResource) -> dict[str, str]:
    """{header of our own: cell of the file}"""
    found = zip(job.reading["columns"], line.values["row"], strict=False)
    return {resource.fields[key].header(): text for key, text in found if key in resource.fields}


def _row(line: ImportLine, shown: PresentedLine, texts: dict[str, str], headers: Sequence[str]) -> SheetRow:
    row = SheetRow()
    row.number, row.kind, row.import_type = line.number, line.kind, TYPES[Kind(line.kind)]
    row.sentences = [sentence_of(problem) for problem in line.problems]
    row.object_id, row.object_repr = line.target_id, shown.caption
    if row.import_type == RowResult.IMPORT_TYPE_INVALID:
        row.validation_error = ValidationError(_problems(line))
    else:
        changes = {label: (old, new) for label, old, new in shown.changes}
        sides = [changes.get(header, (texts.get(header, ""),) * 2) for header in headers]
        row.diff = CellDiff(*zip(*sides, strict=True)).as_html()
    return row


def _problems(line: ImportLine) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in line.problems:
        found.setdefault(problem["column"] or NON_FIELD_ERRORS, []).append(sentence_of(problem))
    return found


def _collect(result: Result, dataset: Dataset) -> None:
    """The rows that are refused or doubtful, with the reasons in one more column."""
    result.add_dataset_headers(list(dataset.headers))
    values = dict(rows_of(dataset))
    for row in _invalid(result):
        result.failed_dataset.append([*values[row.number], " ".join(row.sentences)])


def _invalid(result: Result) -> Iterator[SheetRow]:
    return (row for row in result.rows if row.is_invalid())


def _apply(job: Import, lines: list[ImportLine]) -> None:
    """Kept as an import of the page is, so that the log names it and it can be undone."""
    with transaction.atomic():
        job.state, job.total = Import.State.APPLYING, len(lines)
        job.save()
        for line in lines:
            line.job = job
        ImportLine.objects.bulk_create(lines)
        apply(job, job.progress)


def _point(result: Result, job: Import) -> None:
    """At the rows that are there now."""
    targets = dict(job.lines.values_list("number", "target_id"))
    for row in result.rows:
        row.object_id = targets[row.number]
