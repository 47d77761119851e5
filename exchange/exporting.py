import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import BinaryIO

from django.contrib.auth.models import User
from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language, gettext_lazy, override, pgettext
from django.utils.translation import gettext as _

from common.accounts import name_of
from common.telephone_layout import dialled_in_france

from .datasets import separator
from .models import Export
from .readers import without_translation_rewrite
from .resources import People, SheetResource
from .spreadsheets import Column, Kind, write_csv, write_ods, write_xlsx
from .vcards import write_vcards, write_vcards_3

# Made before the response starts, so that an error is still shown on the page.
CHUNKS_IN_ADVANCE = 16


class FileFormat(TextChoices):
    XLSX = "xlsx", gettext_lazy("Excel (XLSX)")
    ODS = "ods", gettext_lazy("LibreOffice (ODS)")
    CSV = "csv", gettext_lazy("Text with separators (CSV)")
    PROGRAM_CSV = "csv-other", gettext_lazy("CSV for other programs")
    VCARD = "vcf", gettext_lazy("Address book (vCard 4.0)")
    VCARD_3 = "vcf-3", gettext_lazy("Address book (vCard 3.0)")

    @property
    def extension(self) -> str:
        return self.partition("-")[0]

    @property
    def is_vcard(self) -> bool:
        return self.extension == "vcf"

    @property
    def content_type(self) -> str:
        return {
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "ods": "application/vnd.oasis.opendocument.spreadsheet",
            "csv": "text/csv; charset=utf-8",
            "vcf": "text/vcard; charset=utf-8",
        }[self.extension]


@dataclass(frozen=True)
class Selection:
    """Which rows are exported, in the order of their list; `words` describes the filter."""

    resource: SheetResource
    queryset: QuerySet
    name: str
    words: str

    @cached_property
    def ids(self) -> list[int]:
        """Fetched once: the same rows are counted, logged and written, whatever others save meanwhile."""
        rows = self.resource.exportable_rows(self.queryset).prefetch_related(None)
        return list(without_translation_rewrite(rows).values_list("pk", flat=True))

    def people(self, keys: Sequence[str]) -> People:
        return self.resource.people(self.queryset, keys)


@dataclass(frozen=True)
class ExportOptions:
    file_format: FileFormat
    keys: list[str]
    purpose: str
    user: User
    # The host by which this site is known.
    site: str = ""


@dataclass(frozen=True)
class ExportedFile:
    name: str
    content_type: str
    content: BinaryIO | Iterator[bytes]


def export(selection: Selection, options: ExportOptions) -> ExportedFile:
    """Writes the file and logs it; raises UnwritableCell, with nothing logged, when a text is too long."""
    people = selection.people(options.keys)
    content = _content(selection, options, people)
    Export.objects.create(
        actor=options.user,
        actor_name=name_of(options.user),
        resource=selection.resource.name,
        file_format=options.file_format,
        purpose=options.purpose,
        selection=f"{capfirst(selection.name)} – {selection.words}",
        columns=options.keys,
        row_count=len(selection.ids),
        people_count=people.named,
        withheld_count=people.withheld,
    )
    return ExportedFile(file_name(selection, options.file_format), options.file_format.content_type, content)


def file_name(selection: Selection, file_format: FileFormat) -> str:
    return f"{slugify(selection.name)}-{timezone.localdate():%Y-%m-%d}.{file_format.extension}"


def _content(selection, options, people):
    if options.file_format.is_vcard:
        people_cards = selection.resource.vcards(selection.ids, options.site)
        if options.file_format == FileFormat.VCARD:
            return start_streaming(_in_batches(write_vcards(people_cards)))
        return start_streaming(_in_batches(write_vcards_3(people_cards, get_language())))
    columns = selection.resource.sheet_columns(options.keys)
    rows = selection.resource.rows(selection.ids, options.keys)
    if options.file_format == FileFormat.CSV:
        return start_streaming(write_csv(columns, rows, separator()))
    if options.file_format == FileFormat.PROGRAM_CSV:
        return start_streaming(write_csv(columns, _dialled(columns, rows), ",", marked=False))
    write = write_xlsx if options.file_format == FileFormat.XLSX else write_ods
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        about = about_lines(selection, options, people)
        write(file, columns, rows, about, capfirst(selection.name), pgettext("sheet", "About"))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _dialled(columns: Sequence[Column], rows: Iterable[tuple]) -> Iterator[list]:
    """Numbers without +, which a CSV would have to escape with an apostrophe that other programs keep."""
    phones = [place for place, column in enumerate(columns) if column.kind is Kind.PHONE]
    for row in rows:
        written = list(row)
        for place in phones:
            written[place] = " ; ".join(map(dialled_in_france, filter(None, row[place].split(" ; "))))
        yield written


def _in_batches(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A hundred vCards per chunk of the response."""
    while chunk := b"".join(islice(chunks, 100)):
        yield chunk


def start_streaming(chunks: Iterable[bytes]) -> Iterator[bytes]:
    chunks = _in_language(iter(chunks), get_language())
    return chain(list(islice(chunks, CHUNKS_IN_ADVANCE)), chunks)


def _in_language(chunks, language):
    """Chunks made after the view has returned keep the language of the request."""
    while True:
        with override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def about_lines(selection: Selection, options: ExportOptions, people: People) -> list[tuple[str, str]]:
    """The second sheet: where the file comes from."""
    now = timezone.localtime()
    headers = [selection.resource.columns[key].header() for key in options.keys]
    return [
        (_("What"), capfirst(selection.name)),
        (_("Selection"), selection.words),
        (_("When"), f"{date_format(now, 'DATETIME_FORMAT')} ({timezone.get_current_timezone()})"),
        (_("By"), name_of(options.user)),
        (_("Purpose"), options.purpose),
        (_("Rows"), str(len(selection.ids))),
        (_("People"), str(people.named)),
        (_("Left out because they object"), str(people.withheld)),
        (_("Columns"), ", ".join(headers)),
    ]
