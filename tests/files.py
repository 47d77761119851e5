"""Files as people and their programs make them, and as attackers do."""

import io
import struct
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook

from exchange.spreadsheets import Column, open_table, write_csv, write_ods, write_xlsx

FORMATS = ("XLSX", "ODS", "CSV")
NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def written(kind: str, columns: list[Column], rows: Iterable, **options) -> io.BytesIO:
    """The table as we write it."""
    file = io.BytesIO()
    if kind == "CSV":
        file.writelines(write_csv(columns, rows, **options))
    else:
        {"XLSX": write_xlsx, "ODS": write_ods}[kind](file, columns, rows, **options)
    return file


def read(file: io.BytesIO | bytes, name: str = "table", **options) -> tuple[list[str], list[list]]:
    """The header and the rows as we read them."""
    table = open_table(io.BytesIO(file) if isinstance(file, bytes) else file, name, **options)
    return table.header, [values for _number, values in table.rows]


def make_xlsx(*rows: Iterable, **sheets: Iterable) -> io.BytesIO:
    """By openpyxl: one sheet of these rows, or the named ones."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in (sheets or {"Feuil1": rows}).items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    return file


def make_ods(tables: str, styles: str = "", **members: bytes) -> io.BytesIO:
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return make_zip({"mimetype": ODS, "content.xml": content.encode(), **members})


def make_sheet(*rows: str, name: str = "Feuille1", before: str = "") -> str:
    lines = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}">{before}{lines}</table:table>'


def make_cell(text: str = "", attributes: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{paragraph}</table:table-cell>"


def make_cells(*texts: str) -> str:
    return "".join(make_cell(text) for text in texts)


def make_zip(members: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file


def with_member(file: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    """The same package with one member in another's place, or added."""
    with zipfile.ZipFile(file) as package:
        members = {member: package.read(member) for member in package.namelist()}
    return make_zip({**members, name: content})


def member(file: io.BytesIO, name: str) -> bytes:
    with zipfile.ZipFile(file) as package:
        return package.read(name)


def make_big_member(
    file: io.BytesIO, name: str, pieces: Iterable[bytes], packing: int = zipfile.ZIP_STORED
) -> io.BytesIO:
    """The same package with a member that is made piece by piece."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(bomb, "w", packing) as copy:
        for other in package.namelist():
            if other != name:
                copy.writestr(other, package.read(other))
        with copy.open(name, "w") as big:
            for piece in pieces:
                big.write(piece)
    return bomb


def make_compound(*streams: str) -> bytes:
    """Microsoft's old container, with empty streams of these names: an xls, or a workbook with a password."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", table, end, *[free] * 126)
    entries = b"".join(_entry(name, kind) for name, kind in [("Root Entry", 5), *((s, 2) for s in streams)])
    return header + sectors + entries.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack("<64sHBB3I36xIQ", text, len(text) + 2, kind, 1, *[0xFFFFFFFF] * 3, 0xFFFFFFFE, 0)


def million_parts():
    """A directory that says a million times the same part."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    start = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    count = 1_000_000
    size, offset = len(entry) * count, len(start)
    end64 = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, offset + size, 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return io.BytesIO(start + entry * count + end64 + locator + end)
