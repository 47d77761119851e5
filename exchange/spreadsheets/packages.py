import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile

from django.utils.translation import gettext as _

from common.archives import TooManyParts, is_zip_bomb, open_archive

from . import limits
from .limits import Limit
from .table import UnreadableFile, damaged_error

ENCRYPTED = 0x1
LIBRARY_ERRORS = (
    *(BadZipFile, NotImplementedError, zlib.error, struct.error, EOFError, OSError, ExpatError),
    # An invalid number, an index out of range, a missing attribute.
    *(ValueError, LookupError),
)


def protected_error() -> UnreadableFile:
    return UnreadableFile(
        _("This file is protected by a password: save it without one in your spreadsheet program.")
    )


@contextmanager
def as_unreadable_file() -> Iterator[None]:
    """Turns the errors that libraries raise for a broken file into UnreadableFile."""
    try:
        yield
    except LIBRARY_ERRORS as error:
        raise damaged_error() from error


class Package:
    def __init__(self, file: BinaryIO):
        try:
            with as_unreadable_file():
                self._archive = open_archive(file)
        except TooManyParts:
            raise limits.PARTS.exceeded() from None
        self.names = {name.lower(): name for name in self._archive.namelist()}
        if any(member.flag_bits & ENCRYPTED for member in self._archive.infolist()):
            raise protected_error()

    def __contains__(self, path: str) -> bool:
        return path.lower() in self.names

    def holds(self, path: str, words: bytes) -> bool:
        """Whether the part exists and has these words near its start."""
        if path not in self:
            return False
        with as_unreadable_file():
            return words in self.open(path).read(64 * 1024)

    def open(self, path: str, limit: Limit = limits.SMALL_PART) -> IO[bytes]:
        """ZipFile never yields more than the size that the archive declares, which is checked here."""
        if path not in self:
            raise damaged_error()
        member = self._archive.getinfo(self.names[path.lower()])
        if member.file_size > limit.most:
            raise limit.exceeded()
        if is_zip_bomb([member]):
            raise limits.RATIO.exceeded()
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged_error()
        with as_unreadable_file():
            return self._archive.open(member)
