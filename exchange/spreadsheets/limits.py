from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.archives import MAX_PARTS, MAX_RATIO

from .table import UnreadableFile

MEGABYTE = 1024 * 1024


class Limit(NamedTuple):
    most: int
    sentence: Promise
    # What the sentence counts in, such as MEGABYTE.
    unit: int = 1

    def exceeded(self) -> UnreadableFile:
        return UnreadableFile(str(self.sentence) % {"limit": self.most // self.unit})


_UNPACKED = _(
    "This file is far too large when decompressed, and was not opened: split it into smaller files."
)
_SHAPE = _(
    "This file has a structure that no spreadsheet program writes: save it again in yours and upload that."
)

# The file and its zip container.
FILE = Limit(
    100 * MEGABYTE, _("This file is larger than %(limit)s MB: split it into smaller files."), MEGABYTE
)
PARTS = Limit(
    MAX_PARTS,
    _("This file consists of more than %(limit)s parts, and was not opened: save it again in your program."),
)
# A sheet is read as a stream: this bounds the time, not the memory.
PART = Limit(512 * MEGABYTE, _UNPACKED)
SMALL_PART = Limit(32 * MEGABYTE, _UNPACKED)
RATIO = Limit(MAX_RATIO, _UNPACKED)
SHARED_TEXTS = Limit(64 * MEGABYTE, _UNPACKED)

# Its XML. The parser reads an unfinished tag again with each chunk, and keeps all names and open elements.
TAG = Limit(MEGABYTE, _SHAPE)
NAMES = Limit(10_000, _SHAPE)
DEPTH = Limit(
    1_000,
    _("Elements of this file are nested more than %(limit)s levels deep: save it again in your program."),
)
# Excel writes 65,000 styles at most.
ELEMENTS = Limit(100_000, _SHAPE)
SHEETS = Limit(
    1_000, _("This file has more than %(limit)s sheets: keep the one that you need and try again.")
)
MERGES = Limit(100_000, _("This sheet has more than %(limit)s merged cells: unmerge them and try again."))

# The table.
ROWS = Limit(100_000, _("This sheet has more than %(limit)s rows: split it into smaller files."))
COLUMNS = Limit(200, _("This sheet has more than %(limit)s columns: keep those of the table and try again."))
CELLS = Limit(
    3_000_000,
    _("This sheet has more than %(limit)s million cells that are filled in: split it into smaller files."),
    1_000_000,
)
CELL_CHARACTERS = Limit(
    131_072,
    _("A cell of this file contains more than %(limit)s characters, which no spreadsheet program writes."),
)
CHARACTERS = Limit(
    50_000_000,
    _("This sheet contains more than %(limit)s million characters in all: split it into smaller files."),
    1_000_000,
)
# 200 cells as full as cells usually may be.
LINE = Limit(8_000_000, _("A line of this file has more than %(limit)s characters: save it as XLSX or ODS."))

# In seconds of processor time: reading the file, and checking all rows.
SECONDS = Limit(
    60,
    _(
        "Reading this file takes longer than %(limit)s seconds: save it again, or split it into "
        "smaller files."
    ),
)
SECONDS_OF_A_TRIAL = Limit(
    1_200,
    _("Checking this file takes longer than %(limit)s minutes: split it into smaller files."),
    60,
)
# In bytes: the rows and their changes are stored until the import is undone or expires.
KEPT = Limit(
    200 * MEGABYTE,
    _(
        "The rows of this file would fill more than %(limit)s MB of the database: split it into "
        "smaller files."
    ),
    MEGABYTE,
)


class Usage:
    """What reading one file has used so far."""

    def __init__(self) -> None:
        self.cells = self.characters = 0
        self.seconds = 0.0

    def add(self, cells: int, characters: int) -> None:
        self.cells += cells
        self.characters += characters
        if self.cells > CELLS.most:
            raise CELLS.exceeded()
        if self.characters > CHARACTERS.most:
            raise CHARACTERS.exceeded()

    @contextmanager
    def working(self) -> Iterator[None]:
        started = thread_time()
        yield
        self.seconds += thread_time() - started
        if self.seconds > SECONDS.most:
            raise SECONDS.exceeded()
