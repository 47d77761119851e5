import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from . import limits, quoting
from .csv_encoding import decoding_error, encoding_of, has_utf8_bom, likely_encoding, unchosen_encoding
from .guard import unguard
from .limits import Usage
from .mojibake import is_suspicious, repair
from .remarks import Remark, Remarks
from .sheets import Sheet, SheetName
from .table import Row, UnreadableFile, Value

SEPARATORS = ";,\t|"
SAMPLE = 64 * 1024
SAMPLE_ROWS = 200
REPLACEMENT = "\ufffd"
_CODECS = {"utf-8": "utf-8-sig"}
_OUR_HEADER = re.compile(r'"[^"]*"(?:[;,]"[^"]*")*')
_QUOTED = re.compile(r'"([^"]*)"')
# A first line that only Excel understands.
_HINT = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


class Dialect(NamedTuple):
    encoding: str
    separator: str
    has_sep_line: bool
    # Whether blanks behind a separator are no part of the cell: else a quotation mark after them opens none.
    skips_blanks: bool
    # Whether blanks stand between a closing quotation mark and the separator.
    has_blanks_after_quotes: bool
    # Undecodable bytes become \ufffd and are reported.
    has_invalid_bytes: bool


class CsvFile:
    format = "CSV"
    has_macros = False

    def __init__(
        self,
        file: BinaryIO,
        encoding: str | None = None,
        separator: str | None = None,
        is_own_header: Callable[[str], bool] | None = None,
    ):
        """`is_own_header` says whether a text is a name of a column that only our own files have."""
        self._file = file
        self.usage = Usage()
        # Where it is another than the one in which the file is read.
        self.likely_encoding = likely_encoding(file, encoding) if encoding else ""
        is_guessed = not encoding
        encoding, has_invalid_bytes = encoding_of(file, encoding)
        if is_guessed:
            self.likely_encoding = unchosen_encoding(file, encoding)
        self.is_bom_wrong = encoding != "utf-8" and has_utf8_bom(file)
        sample = _sample(file, encoding, has_invalid_bytes)
        hint = _HINT.match(sample)
        chosen = separator or (hint[1] if hint else "")
        spaced = quoting.are_quotes_followed_by_blanks(sample)
        if spaced:
            sample = "".join(quoting.without_blanks(sample.splitlines(keepends=True), SEPARATORS))
        separator, skips_blanks = guess_separator(sample, chosen)
        self.dialect = Dialect(encoding, separator, bool(hint), skips_blanks, spaced, has_invalid_bytes)
        self.is_ours = is_own_header is not None and _is_as_written(sample, is_own_header)
        self.names = [SheetName("", True)]

    def sheet(self, index: int) -> Sheet:
        remarks = Remarks()
        rows = _rows(self._file, self.dialect, self.usage, remarks, repairs=not self.is_ours)
        return Sheet(rows, remarks=remarks)


class _Raw(io.RawIOBase):
    """An uploaded file as io wants it; closing this leaves the file open."""

    def __init__(self, file: BinaryIO, start: int):
        file.seek(start)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _text(file: BinaryIO, encoding: str, has_invalid_bytes: bool) -> io.TextIOWrapper:
    # Before a text in another encoding, a UTF-8 BOM is no part of it.
    start = len(codecs.BOM_UTF8) if encoding != "utf-8" and has_utf8_bom(file) else 0
    file.seek(0)
    if encoding == "utf-16" and file.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16-le"
    try:
        return io.TextIOWrapper(
            io.BufferedReader(_Raw(file, start)),
            encoding=_CODECS.get(encoding, encoding),
            errors="replace" if has_invalid_bytes else "strict",
            newline="",
        )
    except LookupError:
        raise decoding_error(encoding) from None


def _is_as_written(sample: str, is_own_header: Callable[[str], bool]) -> bool:
    """Whether this is our own file as it went out: other programs do not quote every name of a column."""
    first = sample[: limits.CELL_CHARACTERS.most].partition("\r\n")[0]
    return bool(_OUR_HEADER.fullmatch(first)) and any(map(is_own_header, _QUOTED.findall(first)))


def _sample(file: BinaryIO, encoding: str, has_invalid_bytes: bool) -> str:
    try:
        return _text(file, encoding, has_invalid_bytes).read(SAMPLE)
    except UnicodeError:
        raise decoding_error(encoding) from None


def guess_separator(sample: str, chosen: str = "") -> tuple[str, bool]:
    """The separator, and whether blanks behind it are skipped: the first of the likeliest, and so `;` for a
    table of one column."""
    return max(
        product(chosen or SEPARATORS, (True, False)), key=lambda dialect: _likelihood(sample, *dialect)
    )


def _likelihood(sample: str, separator: str, skips_blanks: bool) -> float:
    """More columns are likelier, if the same in most rows, and if the first row has them too."""
    sizes = [len(record) for record in _sampled(sample, separator, skips_blanks) if any(record)]
    if not sizes:
        return 0
    size, times = max(Counter(sizes).items(), key=lambda found: (found[1], found[0]))
    return math.log2(size) * times / len(sizes) * (1 if sizes[0] == size else 0.5)


def _sampled(sample: str, separator: str, skips_blanks: bool) -> list[list[str]]:
    whole = len(sample) < SAMPLE
    records: list[list[str]] = []
    lines = io.StringIO(sample, newline="")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=skips_blanks, strict=True)
    try:
        records.extend(islice(reader, SAMPLE_ROWS))
    except csv.Error:
        # At the end of the sample a quoted cell may be cut; anywhere else the separator is another one.
        if whole or lines.read(1):
            return []
        return records
    return records if whole or len(records) == SAMPLE_ROWS else records[:-1]


def _rows(
    file: BinaryIO, dialect: Dialect, usage: Usage, remarks: Remarks, *, repairs: bool
) -> Iterator[Row]:
    """`repairs`: mojibake is repaired."""
    seen = _Seen()
    lines = _lines(_text(file, dialect.encoding, dialect.has_invalid_bytes), seen)
    if dialect.has_sep_line:
        next(lines)
    if dialect.has_blanks_after_quotes:
        lines = quoting.without_blanks(lines, dialect.separator)
    reader = csv.reader(
        lines, delimiter=dialect.separator, skipinitialspace=dialect.skips_blanks, strict=True
    )
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            if seen.suspicious:
                record, seen.suspicious = _repaired(record, number, remarks, repairs=repairs), False
            if values := _values(record):
                usage.add(len(values), seen.characters)
                seen.characters = 0
                yield number, values
    except csv.Error as error:
        raise _unreadable(number + 1, error) from None
    except UnicodeError:
        raise decoding_error(dialect.encoding) from None


@dataclass
class _Seen:
    """Of the lines of one row: whether one could hold mojibake, and how long they are."""

    suspicious: bool = False
    characters: int = 0


def _lines(text: io.TextIOWrapper, seen: _Seen) -> Iterator[str]:
    longest, read = limits.LINE.most, text.readline
    while line := read(longest):
        if len(line) == longest:
            raise limits.LINE.exceeded()
        seen.characters += len(line)
        if not line.isascii() and (REPLACEMENT in line or is_suspicious(line)):
            seen.suspicious = True
        yield line


def _repaired(record: list[str], number: int, remarks: Remarks, *, repairs: bool) -> list[str]:
    repaired = [repair(text) if repairs and not text.isascii() else text for text in record]
    if repaired != record:
        remarks.add(Remark.REPAIRED, number)
    if any(REPLACEMENT in text for text in repaired):
        remarks.add(Remark.UNDECODABLE, number)
    return repaired


def _values(record: list[str]) -> list[Value]:
    values: list[Value] = [
        (unguard(_unwrapped(text)) if text[0] in "='" else text) or None if text else None for text in record
    ]
    while values and values[-1] is None:
        values.pop()
    if len(values) > limits.COLUMNS.most:
        raise limits.COLUMNS.exceeded()
    return values


def _unwrapped(text: str) -> str:
    """="0175" is how a CSV tells Excel that a text is one: a formula whose result stands in it."""
    inside = text[2:-1]
    if text[:2] == '="' and text[-1] == '"' and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return text


def _unreadable(row: int, error: csv.Error) -> UnreadableFile:
    if "field limit" in str(error):
        return UnreadableFile(
            _(
                "Row %(row)s of this file cannot be read: a cell contains more than %(limit)s "
                "characters, or a quotation mark is not closed."
            )
            % {"row": row, "limit": limits.CELL_CHARACTERS.most}
        )
    return UnreadableFile(
        _(
            "Row %(row)s of this file cannot be read: a quotation mark in it is not closed, or closes before "
            "the end of its cell."
        )
        % {"row": row}
    )
