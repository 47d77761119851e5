from typing import BinaryIO
from zipfile import ZipFile

MAX_PARTS = 10_000
# In bytes. A part takes some hundred of it, and at the very least 46.
MAX_DIRECTORY = 1024 * 1024


class TooManyParts(Exception):
    """No office program writes so many."""


def open_archive(file: BinaryIO) -> ZipFile:
    """BadZipFile and its like when it is none; TooManyParts at no cost."""
    archive = ZipFile(_Bounded(file))
    if len(archive.filelist) > MAX_PARTS:
        raise TooManyParts
    return archive


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
