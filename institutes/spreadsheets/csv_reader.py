"""CSV as Excel, LibreOffice and people write it: its encoding and separator have to be guessed."""

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from .guard import unguard
from .sheets import Sheet, SheetName, place
from .table import Row, UnreadableFile, Value, damaged

SEPARATORS = ";,\t|"
# What a person may choose by hand. The last is what Excel wrote on old Macs.
ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac_roman")
SAMPLE = 64 * 1024
SAMPLE_ROWS = 200
# 200 cells as full as cells may be.
MAX_LINE = 8_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CODECS = {"utf-8": "utf-8-sig"}
# Excel's own hint, which it writes for nobody but itself.
_HINT = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


class Dialect(NamedTuple):
    encoding: str
    separator: str
    hinted: bool


class CsvBook:
    format = "CSV"
    has_macros = False

    def __init__(self, file: BinaryIO, encoding: str | None = None, separator: str | None = None):
        self._file = file
        encoding = encoding or guess_encoding(file)
        sample = _sample(file, encoding)
        hint = _HINT.match(sample)
        guessed = hint[1] if hint else guess_separator(sample)
        self.dialect = Dialect(encoding, separator or guessed, bool(hint))
        self.names = [SheetName("", True)]

    def sheet(self, index: int) -> Sheet:
        return Sheet(_rows(self._file, self.dialect))


def guess_encoding(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(SAMPLE)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if b"\0" in start[:2000]:
        # Every other byte of a western text is zero; in what is no text, zeros are anywhere.
        even, odd = start[0:2000:2].count(0), start[1:2000:2].count(0)
        if min(even, odd) * 10 > max(even, odd):
            raise not_a_table()
        return "utf-16-le" if odd > even else "utf-16-be"
    # In this order: hardly any text in another encoding happens to be good UTF-8, and any bytes at all
    # are good Mac Roman. Windows leaves undefined what a Mac writes for è.
    return next(encoding for encoding in ("utf-8", "cp1252", "mac_roman") if _decodes(file, encoding))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(1024 * 1024):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def not_a_table() -> UnreadableFile:
    return UnreadableFile(
        _("This file is not a spreadsheet: save the table as XLSX, ODS or CSV and send that.")
    )


class _Raw(io.RawIOBase):
    """An uploaded file as io wants it; closing this leaves the file open."""

    def __init__(self, file: BinaryIO):
        file.seek(0)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    file.seek(0)
    if encoding == "utf-16" and file.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16-le"
    try:
        return io.TextIOWrapper(
            io.BufferedReader(_Raw(file)), encoding=_CODECS.get(encoding, encoding), newline=""
        )
    except LookupError:
        raise not_in(encoding) from None


def not_in(encoding: str) -> UnreadableFile:
    return UnreadableFile(
        _("This file cannot be read as %(encoding)s: choose another encoding.") % {"encoding": encoding}
    )


def _sample(file: BinaryIO, encoding: str) -> str:
    try:
        return _text(file, encoding).read(SAMPLE)
    except UnicodeError:
        raise not_in(encoding) from None


def guess_separator(sample: str) -> str:
    """The first of the likeliest: `;` for a table of one column."""
    return max(SEPARATORS, key=lambda separator: _likelihood(sample, separator))


def _likelihood(sample: str, separator: str) -> float:
    """More columns are likelier, if the same in most rows, and if the first row has them too."""
    sizes = [len(record) for record in _sampled(sample, separator) if any(record)]
    if not sizes:
        return 0
    size, times = max(Counter(sizes).items(), key=lambda found: (found[1], found[0]))
    return math.log2(size) * times / len(sizes) * (1 if sizes[0] == size else 0.5)


def _sampled(sample: str, separator: str) -> list[list[str]]:
    whole = len(sample) < SAMPLE
    records: list[list[str]] = []
    lines = io.StringIO(sample, newline="")
    try:
        records.extend(islice(csv.reader(lines, delimiter=separator, strict=True), SAMPLE_ROWS))
    except csv.Error:
        # At the end of the sample a quoted cell may be cut; anywhere else the separator is another one.
        if whole or lines.read(1):
            return []
        return records
    return records if whole or len(records) == SAMPLE_ROWS else records[:-1]


def _rows(file: BinaryIO, dialect: Dialect) -> Iterator[Row]:
    lines = _lines(_text(file, dialect.encoding))
    if dialect.hinted:
        next(lines)
    reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            if values := _values(record):
                yield number, values
    except csv.Error:
        raise _unclosed(number + 1) from None
    except UnicodeError:
        raise not_in(dialect.encoding) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_LINE):
        if len(line) == MAX_LINE:
            raise damaged()
        yield line


def _values(record: list[str]) -> list[Value]:
    values: list[Value] = []
    for column, text in enumerate(record):
        if text:
            place(values, column, unguard(text))
    return values


def _unclosed(row: int) -> UnreadableFile:
    return UnreadableFile(
        _(
            "Row %(row)s of this file cannot be read: a quotation mark in it is not closed, or closes before "
            "the end of its cell."
        )
        % {"row": row}
    )
