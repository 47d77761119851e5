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
from common.telephones import dialled_in_france

from .datasets import separator
from .models import Export
from .readers import as_stored
from .resources import People, SheetResource
from .spreadsheets import Column, Kind, write_csv, write_ods, write_xlsx
from .vcards import write_vcards, write_vcards_3

# Written before the answer begins, so that what cannot be written is said on the page.
PIECES_IN_ADVANCE = 16


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
    """Which rows leave, in the order of the list they come from, and what it is called in words."""

    resource: SheetResource
    queryset: QuerySet
    name: str
    words: str

    @cached_property
    def ids(self) -> list[int]:
        """Fixed once: what is counted, logged and written is the same, whatever others save meanwhile."""
        rows = self.resource.may_leave(self.queryset).prefetch_related(None)
        return list(as_stored(rows).values_list("pk", flat=True))

    def people(self, keys: Sequence[str]) -> People:
        return self.resource.people(self.queryset, keys)


@dataclass(frozen=True)
class Order:
    """What somebody asked for."""

    file_format: FileFormat
    keys: list[str]
    purpose: str
    user: User
    # The host by which this site is known.
    site: str = ""


@dataclass(frozen=True)
class Outgoing:
    name: str
    content_type: str
    content: BinaryIO | Iterator[bytes]


def export(selection: Selection, order: Order) -> Outgoing:
    """Writes the file and logs it; raises UnwritableCell, with nothing logged, when a text is too long."""
    people = selection.people(order.keys)
    content = _content(selection, order, people)
    Export.objects.create(
        actor=order.user,
        actor_name=name_of(order.user),
        resource=selection.resource.name,
        file_format=order.file_format,
        purpose=order.purpose,
        selection=f"{capfirst(selection.name)} – {selection.words}",
        columns=order.keys,
        row_count=len(selection.ids),
        people_count=people.named,
        withheld_count=people.withheld,
    )
    return Outgoing(file_name(selection, order.file_format), order.file_format.content_type, content)


def file_name(selection: Selection, file_format: FileFormat) -> str:
    return f"{slugify(selection.name)}-{timezone.localdate():%Y-%m-%d}.{file_format.extension}"


def _content(selection, order, people):
    if order.file_format.is_vcard:
        people_cards = selection.resource.vcards(selection.ids, order.site)
        if order.file_format == FileFormat.VCARD:
            return begun(_gathered(write_vcards(people_cards)))
        return begun(_gathered(write_vcards_3(people_cards, get_language())))
    columns = selection.resource.columns_of(order.keys)
    rows = selection.resource.rows(selection.ids, order.keys)
    if order.file_format == FileFormat.CSV:
        return begun(write_csv(columns, rows, separator()))
    if order.file_format == FileFormat.PROGRAM_CSV:
        return begun(write_csv(columns, _dialled(columns, rows), ",", marked=False))
    write = write_xlsx if order.file_format == FileFormat.XLSX else write_ods
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        about = about_lines(selection, order, people)
        write(file, columns, rows, about, capfirst(selection.name), pgettext("sheet", "About"))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _dialled(columns: Sequence[Column], rows: Iterable[tuple]) -> Iterator[list]:
    """No number begins with +, before which a CSV needs a guard that other programs take for a part of it."""
    phones = [place for place, column in enumerate(columns) if column.kind is Kind.PHONE]
    for row in rows:
        written = list(row)
        for place in phones:
            written[place] = " ; ".join(map(dialled_in_france, filter(None, row[place].split(" ; "))))
        yield written


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """A card is small, and each piece of an answer has its price: a hundred travel together."""
    while piece := b"".join(islice(pieces, 100)):
        yield piece


def begun(pieces: Iterable[bytes]) -> Iterator[bytes]:
    pieces = _in_language(iter(pieces), get_language())
    return chain(list(islice(pieces, PIECES_IN_ADVANCE)), pieces)


def _in_language(pieces, language):
    """What is written after the view has answered is still in the language of who asked."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def about_lines(selection: Selection, order: Order, people: People) -> list[tuple[str, str]]:
    """What the second sheet says, for whoever finds the file one day."""
    now = timezone.localtime()
    headers = [selection.resource.cells[key].header() for key in order.keys]
    return [
        (_("What"), capfirst(selection.name)),
        (_("Selection"), selection.words),
        (_("When"), f"{date_format(now, 'DATETIME_FORMAT')} ({timezone.get_current_timezone()})"),
        (_("By"), name_of(order.user)),
        (_("Purpose"), order.purpose),
        (_("Rows"), str(len(selection.ids))),
        (_("People"), str(people.named)),
        (_("Left out because they object"), str(people.withheld)),
        (_("Columns"), ", ".join(headers)),
    ]
