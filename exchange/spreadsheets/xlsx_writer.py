"""openpyxl makes the workbook, its styles and its second sheet; the many rows are written into it by hand.
openpyxl's write-only mode takes half as long again for cells with a style as for plain ones, and this a
third of the plain: benchmarks/README.md."""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from .markup import escape_excel, xml
from .table import EXPORT_KEYWORD, MAX_LINKS, Column, Kind, Row, Value, link, sheet_names, with_widths

END = b"</sheetData>"
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.DATETIME: "yyyy-mm-dd hh:mm", Kind.NUMBER: "General"}
TEXT_FORMAT = "@"
BOLD = Font(name="Calibri", size=11, bold=True)
LINKED = Font(name="Calibri", size=11, color="0563C1", underline="single")
# openpyxl states the size of the sheet as it knows it, which is the header alone.
SIZE = re.compile(rb"<dimension [^>]*/>")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Link = tuple[str, str]


def write_xlsx(
    file: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Iterable[Value]],
    about: Sequence[tuple[str, str]] = (),
    title: str = "Export",
    about_title: str = "About",
) -> None:
    lines, widths = with_widths(columns, rows)
    workbook = _WorkbookParts(columns, widths, about, sheet_names(title, about_title))
    parts = workbook.parts(1)
    links: list[Link] = []
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        # First, by custom: it is how programs recognise the file.
        package.writestr(TYPES, parts[TYPES])
        with package.open(SHEET, "w") as sheet:
            sheet.write(SIZE.sub(b"", parts[SHEET]).partition(END)[0])
            last = 1
            for last, markup in _rows(columns, workbook.styles, lines, links):  # noqa: B007
                sheet.write(markup.encode())
            parts = workbook.parts(last)
            sheet.write(_tail(parts[SHEET], links))
        if links:
            package.writestr(LINKS, _targets(links))
        for name in parts.keys() - {TYPES, SHEET}:
            package.writestr(name, parts[name])


class _WorkbookParts:
    """The workbook without its rows."""

    def __init__(self, columns, fitted, about, names):
        self.columns, self.fitted, self.about, self.names = columns, fitted, about, names
        self.styles: dict[str, int] = {}

    def parts(self, last_row: int) -> dict[str, bytes]:
        book = Workbook()
        book.properties.creator = None
        book.properties.title = self.names[0]
        book.properties.keywords = EXPORT_KEYWORD
        sheet = book.active
        sheet.title = self.names[0]
        self._first_sheet(sheet, last_row)
        if self.about:
            _about_sheet(book.create_sheet(self.names[1]), self.about)
        content = io.BytesIO()
        book.save(content)
        with ZipFile(content) as package:
            return {name: package.read(name) for name in package.namelist()}

    def _first_sheet(self, sheet: Worksheet, last_row: int) -> None:
        for index, (column, width) in enumerate(zip(self.columns, self.fitted, strict=True), 1):
            _text(sheet.cell(1, index), column.header).font = BOLD
            dimension = sheet.column_dimensions[get_column_letter(index)]
            dimension.width = width
            # Also for what people type below: a telephone number stays as it is typed.
            dimension.number_format = FORMATS.get(column.kind, TEXT_FORMAT)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{last_row}"
        for name in (TEXT_FORMAT, *FORMATS.values()):
            styled = Cell(sheet, row=1, column=1)
            styled.number_format = name
            self.styles[name] = styled.style_id
        linked = Cell(sheet, row=1, column=1)
        linked.number_format, linked.font = TEXT_FORMAT, LINKED
        self.styles["link"] = linked.style_id


def _about_sheet(sheet: Worksheet, about: Iterable[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 90
    for number, (label, value) in enumerate(about, 1):
        _text(sheet.cell(number, 1), label).font = BOLD
        _text(sheet.cell(number, 2), value).alignment = Alignment(wrap_text=True, vertical="top")


def _text(place: Cell, text: str) -> Cell:
    place.value = escape_excel(str(text))
    # Whatever it begins with.
    place.data_type = "s"
    place.number_format = TEXT_FORMAT
    return place


def _rows(columns, styles, lines: Iterable[Row], links: list[Link]) -> Iterator[tuple[int, str]]:
    writers = [
        _writer(column.kind, get_column_letter(index), styles, links)
        for index, column in enumerate(columns, 1)
    ]
    for number, values in lines:
        markup = [write(number, value) for write, value in zip(writers, values, strict=True)]
        yield number, f'<row r="{number}">{"".join(markup)}</row>'


def _writer(kind: Kind, letters: str, styles: dict[str, int], links: list[Link]) -> Callable:
    text_style, link_style = styles[TEXT_FORMAT], styles["link"]
    links_here = kind in (Kind.EMAIL, Kind.URL)

    def write(row: int, value: Value) -> str:
        if value is None or value == "":
            return ""
        if type(value) is not str:
            return _typed(f"{letters}{row}", kind, value, styles)
        style = text_style
        if links_here and len(links) < MAX_LINKS and (target := link(value, kind)):
            links.append((f"{letters}{row}", target))
            style = link_style
        return (
            f'<c r="{letters}{row}" s="{style}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{xml(escape_excel(value))}</t></is></c>'
        )

    return write


def _typed(reference: str, kind: Kind, value: Value, styles: dict[str, int]) -> str:
    if isinstance(value, date):
        # A day without an hour among moments shows no midnight that nobody wrote.
        is_moment = hasattr(value, "hour")
        style = styles[FORMATS[Kind.DATETIME if is_moment else Kind.DATE]]
        return f'<c r="{reference}" s="{style}"><v>{to_excel(value)}</v></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def _tail(sheet: bytes, links: list[Link]) -> bytes:
    tail = END + sheet.partition(END)[2]
    if not links:
        return tail
    marks = "".join(
        f'<hyperlink ref="{reference}" r:id="link{number}"/>'
        for number, (reference, _target) in enumerate(links, 1)
    )
    before, margins, after = tail.partition(b"<pageMargins")
    block = f'<hyperlinks xmlns:r="{OFFICE}">{marks}</hyperlinks>'
    return before + block.encode() + margins + after


def _targets(links: list[Link]) -> str:
    marks = "".join(
        f'<Relationship Id="link{number}" Type="{OFFICE}/hyperlink" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for number, (_reference, target) in enumerate(links, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}">{marks}</Relationships>'
