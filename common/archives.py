from collections.abc import Collection
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

MAX_PARTS = 10_000
# In bytes; an entry of the central directory takes about a hundred, and 46 at the least.
MAX_DIRECTORY = 1024 * 1024
# 100,000 equal rows are compressed some 60 times, a zip bomb a thousand times. Fewer bytes do no harm.
MAX_RATIO = 250
RATIO_MATTERS = 8 * 1024 * 1024


class TooManyParts(Exception):
    """No office program writes so many."""


def open_archive(file: BinaryIO) -> ZipFile:
    """BadZipFile and its like when it is none; TooManyParts at no cost."""
    archive = ZipFile(_Bounded(file))
    if len(archive.filelist) > MAX_PARTS:
        raise TooManyParts
    return archive


def is_zip_bomb(parts: Collection[ZipInfo]) -> bool:
    """By the sizes that the archive declares: ZipFile never yields more."""
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    return unpacked > RATIO_MATTERS and unpacked > MAX_RATIO * packed


class _Bounded:
    """The file as ZipFile sees it, which asks for the whole directory at once, however long it says to be."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise TooManyParts
        return self._file.read(size)
