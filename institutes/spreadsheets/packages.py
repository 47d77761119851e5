"""Zip archives that a stranger made: nothing is unpacked before its size is known."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .table import UnreadableFile, damaged

MEGABYTE = 1024 * 1024
MAX_FILE = 100 * MEGABYTE
# A sheet is read as a stream: this bounds the time, not the memory.
MAX_PART = 512 * MEGABYTE
MAX_SMALL_PART = 32 * MEGABYTE
# 100,000 times the same row is some 60 times smaller when packed; a bomb is a thousand times smaller.
MAX_RATIO = 250
RATIO_MATTERS = 8 * MEGABYTE
MAX_DIRECTORY = 4 * MEGABYTE
ENCRYPTED = 0x1
DAMAGE = (
    *(BadZipFile, NotImplementedError, zlib.error, struct.error, EOFError, OSError, ExpatError),
    # A number that is none, an index beyond its list, an attribute that is missing.
    *(ValueError, LookupError),
)


def protected() -> UnreadableFile:
    return UnreadableFile(
        _("This file is protected by a password: save it without one in your spreadsheet program.")
    )


def swollen() -> UnreadableFile:
    return UnreadableFile(
        _("This file becomes far too large when it is unpacked, and was not opened: split it in parts.")
    )


@contextmanager
def damage() -> Iterator[None]:
    """What a broken file makes the libraries raise, as one sentence."""
    try:
        yield
    except DAMAGE as error:
        raise damaged() from error


class Package:
    def __init__(self, file: BinaryIO):
        with damage():
            self._archive = ZipFile(_Lent(file))
        self.names = {name.lower(): name for name in self._archive.namelist()}
        if any(member.flag_bits & ENCRYPTED for member in self._archive.infolist()):
            raise protected()

    def __contains__(self, path: str) -> bool:
        return path.lower() in self.names

    def open(self, path: str, limit: int = MAX_SMALL_PART) -> IO[bytes]:
        """A stream that cannot give more than the archive declares; ZipFile sees to that."""
        if path not in self:
            raise damaged()
        member = self._archive.getinfo(self.names[path.lower()])
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > limit or (member.file_size > RATIO_MATTERS and ratio > MAX_RATIO):
            raise swollen()
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged()
        with damage():
            return self._archive.open(member)


class _Lent:
    """The file as ZipFile sees it: a directory of members of any length is not loaded."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise swollen()
        return self._file.read(size)
