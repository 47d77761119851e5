from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice, zip_longest
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.accounts import name_of
from common.exceptions import Refused

from ..models import Import
from ..registry import RESOURCES
from ..spreadsheets import NONE, ROW, VCARD, Row, Table, UnreadableFile, Value, open_table
from . import cells

SAMPLES = 3
# Small enough for the request; larger files are read in a separate process.
SMALL, SMALL_CHARACTERS = 500, 1_000_000
# In characters: the start of a cell tells what its column holds.
EXAMPLE = 120
OPTIONS = ("sheet", "header", "encoding", "separator")


def upload(file: UploadedFile, resource: str, actor) -> Import:
    """Keeps and reads the file; Refused with a sentence, and nothing kept, when it cannot be read."""
    name = PurePath(file.name or "").name
    job = Import(resource=resource, file_name=name[-200:], actor=actor, actor_name=name_of(actor))
    job.file.save(name, file, save=False)
    try:
        with transaction.atomic():
            understand(job)
    except BaseException:
        job.file.delete(save=False)
        raise
    return job


def understand(job: Import, **options: str) -> None:
    """Read the start of the file, with the person's own choice of OPTIONS if any."""
    table, start = _read_start(job, options)
    is_header_asked = not options.get("header") and _is_header_uncertain(job, table)
    if is_header_asked:
        # Until somebody says otherwise: a row that is taken for column names is not imported.
        table, start = _read_start(job, options | {"header": NONE})
    if not start:
        raise Refused(_("This file has column names but no rows: add the rows and upload it again."))
    texts = example_texts(start)
    is_small = len(start) <= SMALL and characters_in(start) <= SMALL_CHARACTERS
    job.reading = {
        "format": table.format,
        "encoding": table.encoding,
        "separator": table.separator,
        "sheets": table.sheets,
        "sheet": table.sheet,
        "header": _header_of(table, options.get("header", "")),
        "header_asked": is_header_asked,
        "headers": [cells.text(header) for header in table.header],
        "columns": recognise_columns(job.resource, table.header, texts),
        "asked": _asked(job.resource, table.header, texts),
        "notes": table.notes,
        "samples": _samples(texts),
        "extra_cells": _extra_cells(texts, len(table.header)),
        "small": is_small,
        "language": get_language(),
    }
    job.total = len(start) if is_small else 0
    job.save()


def _read_start(job, options):
    try:
        with _opened(job, options) as table:
            return table, list(islice(table.rows, SMALL + 1))
    except UnreadableFile as refusal:
        raise Refused(str(refusal)) from refusal
    except FileNotFoundError as lost:
        raise Refused(_("This file has been lost. Upload it again.")) from lost


def _is_header_uncertain(job, table):
    """None of the names is known: they may be a person's as well as a column's."""
    known = RESOURCES[job.resource]()
    return bool(table.header_row) and not any(known.knows(cells.text(label)) for label in table.header)


def keep_keys(job: Import, keys: list[str]) -> None:
    """What a person said of the columns, where the same columns were read again under other names."""
    if len(keys) == len(job.reading["columns"]):
        chosen = {key for key in keys if key}
        read = ["" if key in chosen else key for key in job.reading["columns"]]
        job.reading["columns"] = [key or other for key, other in zip(keys, read, strict=True)]
        job.save(update_fields=["reading"])


def characters_in(rows: Iterable[Row]) -> int:
    return sum([len(value) for _number, values in rows for value in values if type(value) is str])


def example_texts(rows: Iterable[Row]) -> list[list[str]]:
    return [[_example(value) for value in values] for _number, values in rows]


def _example(value: Value) -> str:
    return cells.text(value[:EXAMPLE] if isinstance(value, str) else value)


def _header_of(table: Table, choice: str) -> str:
    """ROW, NONE, or the number of the row that somebody chose; empty for vCards, which have no header row."""
    if table.format == VCARD:
        return ""
    if choice.isdecimal():
        return choice
    return ROW if table.header_row else NONE


def _samples(rows: list[list[str]]) -> list[list[str]]:
    """Rows of examples: in each column its first cells that are filled in."""
    columns = zip_longest(*rows, fillvalue="")
    filled = [list(islice((text for text in column if text.strip()), SAMPLES)) for column in columns]
    return [list(row) for row in zip_longest(*filled, fillvalue="")]


def _extra_cells(rows: list[list[str]], width: int) -> list[str]:
    """Examples of cells to the right of the last named column."""
    filled = (text for texts in rows for text in texts[width:] if text.strip())
    return list(islice(filled, SAMPLES))


def recognise_columns(resource: str, headers: Iterable, rows: Sequence[Sequence[str]] = ()) -> list[str]:
    """The key of each column, each key once; nothing for what is unknown or may not come in.

    `rows`, as texts, tell where a name says too little.
    """
    known = RESOURCES[resource]()
    texts = [cells.text(header) for header in headers]
    columns = known.importable_columns()
    keys: list[str] = []
    for key in known.refine_by_content(texts, [known.recognise(text) or "" for text in texts], rows):
        usable = key in columns and (key not in keys or columns[key].repeats)
        keys.append(key if usable else "")
    return keys


def _asked(resource: str, headers: Iterable, rows: Sequence[Sequence[str]]) -> list[int]:
    """The places of the columns that would be left out, and in which a cell is to be asked about."""
    known = RESOURCES[resource]()
    return [
        place
        for place, header in enumerate(headers)
        if not known.is_rejection_header(cells.text(header))
        and any(known.cell_needs_review("", row[place]) for row in rows if place < len(row))
    ]


def choose_columns(job: Import, keys: list[str]) -> None:
    """The person's own choice; Refused when two columns would be one, or none is left."""
    settable = RESOURCES[job.resource].importable_columns()
    chosen = [key for key in keys if key]
    if len(keys) != len(job.reading["headers"]) or not settable.keys() >= set(chosen):
        raise Refused(_("These are not the columns of this file; read it again."))
    if not chosen:
        raise Refused(_("Say what at least one column contains."))
    single = [key for key in chosen if not settable[key].repeats]
    if repeated := {key for key in single if single.count(key) > 1}:
        names = ", ".join(settable[key].header() for key in settable if key in repeated)
        raise Refused(
            _("Two columns cannot both be imported as %(names)s; leave one out.") % {"names": names}
        )
    job.reading["columns"] = keys
    job.save(update_fields=["reading"])


@contextmanager
def rows_of(job: Import) -> Iterator[Iterator[Row]]:
    """When they have been read, `job.reading` has the notes on all of them."""
    with _opened(job, {name: job.reading.get(name) for name in OPTIONS}) as table:
        yield table.rows
        job.reading["notes"] = table.notes


def texts_of(job: Import) -> Iterator[str]:
    """The text of each row on every sheet, the header included."""
    for sheet in job.reading.get("sheets") or [""]:
        # What cannot be read on a sheet that nobody chose cannot be imported from it either.
        with suppress(*() if sheet == job.reading.get("sheet", "") else (UnreadableFile,)):
            yield from _texts_of_sheet(job, sheet)


def _texts_of_sheet(job, sheet):
    options = {name: job.reading.get(name) for name in OPTIONS} | {"sheet": sheet}
    with _opened(job, options) as table:
        yield " ".join(map(cells.text, table.header))
        for _number, values in table.rows:
            yield " ".join(map(cells.text, values))


@contextmanager
def _opened(job, options):
    chosen = {name: value for name, value in options.items() if value}
    with job.file.open("rb") as file:
        resource = RESOURCES[job.resource]()
        yield open_table(
            file, job.file_name, knows=resource.knows, is_own_header=resource.is_own_export_header, **chosen
        )
