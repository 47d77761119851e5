"""XLSX, a row at a time. openpyxl's reader builds styles, names and drawings that are not needed, stops at
any of them that is unusual, and loses escaped characters in shared strings."""

import posixpath
import re
from array import array
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import IO

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from . import limits
from .limits import MEGABYTE, Usage
from .markup import unescape_excel
from .mojibake import repair
from .packages import Package, as_unreadable_file
from .remarks import Remark, Remarks
from .sheets import NO_RESULT, Merge, Merges, Sheet, SheetName, number, place
from .table import EXPORT_KEYWORD, Row, Value, damaged_error
from .xml_stream import Attributes, Handler, elements, feed

DAY, MOMENT, TIME = "day", "moment", "time"
# The days that every calendar of Excel knows.
LAST_NUMBER = 2_957_000
TRUE = ("1", "true")


class XlsxWorkbook:
    format = "XLSX"

    def __init__(self, package: Package):
        self._package = package
        self.usage = Usage()
        with as_unreadable_file():
            self._path = self._related("", "officeDocument")[0]
            self._read_workbook()
        self.has_macros = "xl/vbaProject.bin" in package
        self.is_ours = package.holds("docProps/core.xml", EXPORT_KEYWORD.encode())

    def _read_workbook(self) -> None:
        self._epoch = WINDOWS_EPOCH
        sheets = self._relations(self._path, "worksheet")
        self.names: list[SheetName] = []
        self._paths: list[str] = []
        for name, attributes in elements(self._package.open(self._path), "workbookPr", "sheet"):
            if name == "workbookPr" and attributes.get("date1904") in TRUE:
                self._epoch = MAC_EPOCH
            # A sheet that is a chart has no cells.
            elif name == "sheet" and attributes.get("id") in sheets:
                if len(self._paths) == limits.SHEETS.most:
                    raise limits.SHEETS.exceeded()
                self._paths.append(sheets[attributes["id"]])
                self.names.append(
                    SheetName(attributes["name"], attributes.get("state", "visible") == "visible")
                )

    def _relations(self, path: str, kind: str) -> dict[str, str]:
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        return {
            attributes["Id"]: posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))[1:]
            for _name, attributes in elements(self._package.open(relations), "Relationship")
            if attributes["Type"].endswith(f"/{kind}")
        }

    def _related(self, path: str, kind: str) -> list[str]:
        return list(self._relations(path, kind).values())

    def sheet(self, index: int) -> Sheet:
        path = self._paths[index]
        with as_unreadable_file():
            cells = _Cells(self._strings, self._styles, self._epoch, self.usage, repairs=not self.is_ours)
            merges = _merges(self._package.open(path, limits.PART), self.usage)
        sheet = Sheet(self._rows(path, cells), cells.hidden, merges)
        cells.remarks = sheet.remarks
        return sheet

    def _rows(self, path: str, cells: "_Cells") -> Iterator[Row]:
        with as_unreadable_file(), self._package.open(path, limits.PART) as stream:
            for _chunk in feed(stream, cells, self.usage):
                yield from cells.take_rows()

    @cached_property
    def _strings(self) -> "_Strings":
        strings = _Strings()
        for path in self._related(self._path, "sharedStrings"):
            for _chunk in feed(self._package.open(path, limits.PART), strings, self.usage):
                pass
        return strings

    @cached_property
    def _styles(self) -> list[str]:
        """What each style makes of a number: a day, a moment, another time, or nothing."""
        formats = dict(BUILTIN_FORMATS)
        styles: list[str] = []
        for path in self._related(self._path, "styles"):
            section = ""
            names = ("numFmt", "cellStyleXfs", "cellXfs", "xf")
            for name, attributes in elements(self._package.open(path), *names):
                if name == "numFmt":
                    formats[int(attributes["numFmtId"])] = attributes["formatCode"]
                elif name != "xf":
                    section = name
                elif section == "cellXfs":
                    styles.append(_shows(formats.get(int(attributes.get("numFmtId", 0)), "")))
        return styles


# What shows as it stands, to its end or to that of the format, so that no place is looked at twice.
_LITERAL = re.compile(r'"[^"]*"?|[\\_*].?|\[[^\]]*\]?')
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


def _shows(number_format: str) -> str:
    shown = number_format.partition(";")[0]
    letters = set(_LITERAL.sub("", shown).lower())
    if _ELAPSED.search(shown):
        return TIME
    if not letters & set("dmyhs"):
        return ""
    if letters & set("hs"):
        return MOMENT if letters & set("dy") else TIME
    return DAY


class _Texts(Handler):
    def __init__(self) -> None:
        super().__init__()
        self._is_phonetic = False
        self.starts |= {"t": self._start_text, "rPh": self._start_phonetic}
        self.ends |= {"t": self._end_text, "rPh": self._end_phonetic}

    def _start_text(self, _attributes: Attributes) -> None:
        self.listening = not self._is_phonetic

    def _end_text(self) -> None:
        self.listening = False

    def _start_phonetic(self, _attributes: Attributes) -> None:
        # The phonetic reading of a Japanese text is not part of it.
        self._is_phonetic = True

    def _end_phonetic(self) -> None:
        self._is_phonetic = False


class _Strings(_Texts):
    """The shared texts, in one block: a million small objects would take three times the place."""

    def __init__(self) -> None:
        super().__init__()
        self.ends["si"] = self._end_string
        self._block = bytearray()
        self._bounds = array("L", [0])

    def __getitem__(self, index: int) -> str:
        if index < 0:
            raise IndexError(index)
        return self._block[self._bounds[index] : self._bounds[index + 1]].decode()

    def _end_string(self) -> None:
        self._block += self.take_text().encode()
        self._bounds.append(len(self._block))
        if len(self._block) + self._bounds.itemsize * len(self._bounds) > limits.SHARED_TEXTS.most:
            raise limits.SHARED_TEXTS.exceeded()


class _Cells(_Texts):
    def __init__(self, strings: _Strings, styles: list[str], epoch: datetime, usage: Usage, *, repairs: bool):
        """`repairs`: mojibake is repaired."""
        super().__init__()
        self._mends = repairs
        self.starts |= {
            "col": self._start_column,
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "f": self._start_formula,
        }
        self.ends |= {"row": self._end_row, "c": self._end_cell, "v": self._end_text}
        self.hidden: set[int] = set()
        self.remarks = Remarks()
        self._strings, self._styles, self._epoch, self._usage = strings, styles, epoch, usage
        self._ready: list[Row] = []
        # Of this row, and not counted yet.
        self._characters = 0
        self._row, self._column, self._values = 0, -1, list[Value]()
        self._type, self._style, self._formula, self._row_hidden = "n", "0", False, False

    def take_rows(self) -> list[Row]:
        ready, self._ready = self._ready, []
        return ready

    def _start_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE:
            last = min(int(attributes["max"]), limits.COLUMNS.most)
            self.hidden.update(range(int(attributes["min"]) - 1, last))

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column, self._values = -1, []
        self._row_hidden = attributes.get("hidden") in TRUE

    def _end_row(self) -> None:
        if self._values:
            self._count(len(self._values))
            self._ready.append((self._row, self._values))
            if self._row_hidden:
                self.remarks.add(Remark.HIDDEN, self._row)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = _column(reference) if reference else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._formula = False

    def _start_formula(self, _attributes: Attributes) -> None:
        # A text may be empty; any other result is written.
        self._formula = self._type != "str"

    def _end_cell(self) -> None:
        if text := self.take_text():
            value = self._value(text)
            if type(value) is str:
                value = value if value.isascii() else self._repaired(value)
                self._characters += len(value)
                if self._characters > limits.CELL_CHARACTERS.most:
                    self._count(0)
            place(self._values, self._column, value)
        elif self._formula:
            self.remarks.add(Remark.FORMULA, self._row)
            place(self._values, self._column, NO_RESULT)

    def _value(self, text: str) -> Value:
        if self._type == "s":
            return unescape_excel(self._strings[int(text)])
        if self._type in ("inlineStr", "str"):
            return unescape_excel(text)
        if self._type == "n":
            return self._number(text)
        if self._type == "b":
            return text in TRUE
        return _iso(text) if self._type == "d" else text

    def _repaired(self, text: str) -> str:
        repaired = repair(text) if self._mends else text
        if repaired != text:
            self.remarks.add(Remark.REPAIRED, self._row)
        return repaired

    def _count(self, cells: int) -> None:
        self._usage.add(cells, self._characters)
        self._characters = 0

    def _number(self, text: str) -> Value:
        index = int(self._style)
        shows = self._styles[index] if index < len(self._styles) else ""
        if shows and 0 <= (serial := float(text)) < LAST_NUMBER and (shows != DAY or serial >= 1):
            return _moment(serial, self._epoch, shows)
        return number(text)


def _moment(serial: float, epoch: datetime, shows: str) -> Value:
    if shows == TIME or serial < 1:
        return _clock(round(serial * 86400))
    # Serial numbers are fractions: what they miss of a second is rounded.
    moment = (from_excel(serial, epoch) + timedelta(milliseconds=500)).replace(microsecond=0)
    return moment.date() if shows == DAY else moment


def _clock(seconds: int) -> str:
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _iso(text: str) -> Value:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text[:19])
    except ValueError:
        return text


def _column(reference: str) -> int:
    return _index(reference.rstrip("0123456789"))


@lru_cache(maxsize=1024)
def _index(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise damaged_error()
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


# The merged cells stand after the rows but are needed before them: the bytes are searched first.
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def _merges(stream: IO[bytes], usage: Usage) -> Merges:
    found = Merges()
    rest = b""
    while piece := stream.read(MEGABYTE):
        with usage.working():
            rest = _merges_in(rest + piece, found)
    return found


def _merges_in(text: bytes, found: Merges) -> bytes:
    """What is left of a tag that the end of the piece may cut in two."""
    end = 0
    for match in _MERGE.finditer(text):
        left, top, right, bottom = (part.decode() for part in match.groups())
        found.add(Merge(int(top), _index(left), int(bottom), _index(right)))
        end = match.end()
    return text[max(end, len(text) - 200) :]
