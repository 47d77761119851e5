from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from . import limits
from .csv_encoding import name_of, not_a_table_error
from .csv_reader import CsvFile
from .guard import are_guarded, unguard
from .header import Header, read_header
from .limits import MEGABYTE
from .merged_cells import fill_merged_cells
from .ods_parts import MIME as ODS
from .ods_reader import OdsWorkbook
from .packages import Package, as_unreadable_file, protected_error
from .remarks import MAX_NAMED
from .sheets import Merges, Sheet, Workbook
from .table import Row, Table, UnreadableFile
from .vcard_reader import VcardFile, is_vcard
from .xlsx_reader import XlsxWorkbook
from .xml_stream import elements

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Pictures, documents, web pages and archives that a text could be taken for, or that hold no table.
OTHER_FORMATS = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"PK\x05\x06",
)
MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<table", b"<office:document")
# Rows by which a workbook shows that its texts were in a CSV before.
SAMPLE_ROWS = 500


def open_table(
    file: BinaryIO,
    name: str,
    *,
    sheet: str | None = None,
    header: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    knows: Callable[[str], object] | None = None,
    is_own_header: Callable[[str], bool] | None = None,
) -> Table:
    """`file` can be sought in, and stays open while the rows are read. Its name is not believed.

    `header` says whether a row names the columns (ROW) or none does (NONE). `knows` tells the names of
    columns from other texts, where there is a choice of rows for the header. `is_own_header` tells
    those that only our own files have.
    """
    book = _book(file, encoding, separator, is_own_header)
    found = _choose(book, sheet, lambda rows, merges: read_header(rows, merges, knows, header))
    if found is None:
        raise UnreadableFile(_("This file is empty: no row contains data."))
    index, opened, named = found
    dialect = book.dialect if isinstance(book, CsvFile) else None
    rows, guarded = _without_guards(named.rows, book)
    return Table(
        format=book.format,
        encoding=dialect.encoding if dialect else "",
        separator=dialect.separator if dialect else "",
        sheets=[each.name for each in book.names if each.name],
        sheet=book.names[index].name,
        header=named.labels,
        header_row=named.last_row,
        rows=_rows(fill_merged_cells(rows, opened, named.last_row, book.usage), len(named.labels)),
        remarks=lambda: _remarks(_Opened(book, index, opened, named, guarded), name),
    )


def _book(
    file: BinaryIO, encoding: str | None, separator: str | None, is_own_header: Callable[[str], bool] | None
) -> Workbook:
    size = file.seek(0, 2)
    if size > limits.FILE.most:
        raise limits.FILE.exceeded()
    file.seek(0)
    start = file.read(512)
    if start.startswith(ZIP):
        return _zip_workbook(Package(file))
    if start.startswith(OLE):
        raise _ole_refusal(file)
    if is_vcard(start):
        return VcardFile(file)
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(OTHER_FORMATS) or words.startswith(MARKUP):
        raise not_a_table_error()
    return CsvFile(file, encoding, separator, is_own_header)


def _zip_workbook(package: Package) -> Workbook:
    if "[Content_Types].xml" in package and "xl/workbook.bin" not in package:
        book = XlsxWorkbook(package)
        if book.names:
            return book
    elif "content.xml" in package and _is_ods(package):
        if "META-INF/manifest.xml" in package:
            with as_unreadable_file():
                if elements(package.open("META-INF/manifest.xml"), "encryption-data"):
                    raise protected_error()
        return OdsWorkbook(package)
    raise not_a_table_error()


def _is_ods(package: Package) -> bool:
    if "mimetype" not in package:
        return True
    with as_unreadable_file():
        return package.open("mimetype").read(200).startswith(ODS.encode())


def _ole_refusal(file: BinaryIO) -> UnreadableFile:
    """The refusal of an OLE file, by the names in its directory."""
    encrypted, workbook = ("EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le"))
    held = set()
    file.seek(0)
    rest = b""
    while piece := file.read(MEGABYTE):
        held |= {name for name in (encrypted, workbook) if name in rest + piece}
        rest = piece[-len(encrypted) :]
    if encrypted in held:
        return protected_error()
    if workbook in held:
        return UnreadableFile(
            _("This file is in the old format of Excel (xls): open it and save it as XLSX, ODS or CSV.")
        )
    return not_a_table_error()


def _choose(
    book: Workbook, wanted: str | None, find: Callable[[Iterator[Row], Merges], Header | None]
) -> tuple[int, Sheet, Header] | None:
    """The sheet that was asked for, or the first that is visible and holds a table; at worst, its header."""
    indexes = range(len(book.names))
    choice = [i for i in indexes if (book.names[i].name == wanted if wanted else book.names[i].visible)]
    if wanted and not choice:
        raise UnreadableFile(_("This file has no sheet named “%(sheet)s”.") % {"sheet": wanted})
    bare = None
    for index in choice or indexes:
        sheet = book.sheet(index)
        if header := find(sheet.rows, sheet.merges):
            first = next(header.rows, None)
            rows = chain([first] if first else [], header.rows)
            found = index, sheet, header._replace(rows=rows)
            if first:
                return found
            bare = bare or found
    return bare


def _without_guards(rows: Iterator[Row], book: Workbook) -> tuple[Iterator[Row], bool]:
    """Removes the apostrophes of a CSV that a spreadsheet program saved as a workbook."""
    if isinstance(book, CsvFile) or book.is_ours:
        return rows, False
    start = list(islice(rows, SAMPLE_ROWS))
    rows = chain(start, rows)
    if not are_guarded(value for _number, values in start for value in values):
        return rows, False
    return (
        (number, [unguard(value) if type(value) is str else value for value in values])
        for number, values in rows
    ), True


def _rows(rows: Iterator[Row], width: int) -> Iterator[Row]:
    for count, (number, values) in enumerate(rows, 1):
        if count > limits.ROWS.most:
            raise limits.ROWS.exceeded()
        values.extend([None] * (width - len(values)))
        yield number, values


class _Opened(NamedTuple):
    book: Workbook
    number: int
    sheet: Sheet
    header: Header
    guarded: bool


def _remarks(opened: _Opened, name: str) -> Iterator[str]:
    """Of the file, then of its table, then of single rows, as far as they have been read."""
    book = opened.book
    extension = name.rpartition(".")[2].lower()
    if extension in ("xlsx", "xlsm", "ods", "csv") and extension[:3] != book.format.lower()[:3]:
        yield _("The name ends in .%(extension)s, but the content is %(format)s.") % {
            "extension": extension,
            "format": book.format,
        }
    if isinstance(book, CsvFile) and book.likely_encoding:
        yield _encoding_remark(book)
    if isinstance(book, CsvFile) and book.is_bom_wrong:
        sentence = _(
            "The file begins with the byte order mark of UTF-8 but is in %(encoding)s: check its accents."
        )
        yield sentence % {"encoding": name_of(book.dialect.encoding)}
    if book.has_macros:
        yield _("The file contains macros; they were ignored.")
    if opened.guarded:
        yield _("The apostrophes that a CSV file puts before some texts ('+33) were removed.")
    yield from _of_sheets(book, opened.number)
    yield from _of_table(opened.sheet, opened.header)
    yield from opened.sheet.remarks.sentences()


def _encoding_remark(book: CsvFile) -> str:
    likely, read = name_of(book.likely_encoding), name_of(book.dialect.encoding)
    if likely == read:
        return _("The file begins with the byte order mark of %(encoding)s and is read as such.") % {
            "encoding": read
        }
    sentence = _("The file seems to be in %(likely)s and is read as %(read)s: check its accents.")
    return sentence % {"likely": likely, "read": read}


def _of_sheets(book: Workbook, index: int) -> Iterator[str]:
    read = book.names[index]
    if len(book.names) > 1:
        yield _("The file has several sheets; “%(sheet)s” is read.") % {"sheet": read.name}
    if not read.visible:
        yield _("This sheet is hidden in the file: “%(sheet)s”.") % {"sheet": read.name}
    hidden = [sheet.name for place, sheet in enumerate(book.names) if not sheet.visible and place != index]
    if hidden:
        yield _("Hidden sheets are not read: %(sheets)s.") % {"sheets": _named(hidden)}


def _of_table(sheet: Sheet, header: Header) -> Iterator[str]:
    if not header.last_row:
        yield _("No row was recognised as column names: say what each column contains.")
    if header.skipped:
        sentence = _("The content above row %(row)s was treated as a title and ignored.")
        yield sentence % {"row": header.first_row}
    hidden = [
        label or get_column_letter(column + 1)
        for column, label in enumerate(header.labels)
        if column in sheet.hidden
    ]
    if hidden:
        yield _("Hidden columns are read too: %(columns)s.") % {"columns": _named(hidden)}


def _named(names: list[str]) -> str:
    return ", ".join(names[:MAX_NAMED]) + (" …" if len(names) > MAX_NAMED else "")
