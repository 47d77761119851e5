import struct
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile

from . import avif, gif, jpeg, png, webp

FORMATS = {jpeg.START: jpeg, png.START: png, b"RIFF": webp, gif.START: gif}
# What is accepted is smaller; more is not read into memory.
MAX_SIZE = 64 * 1024 * 1024


class Damaged(ValueError):
    """It begins like a picture, and is none that can be read."""


def format_of(file: BinaryIO | File):
    file.seek(0)
    start = file.read(avif.BRANDS_WITHIN)
    file.seek(0)
    if avif.is_avif(start):
        return avif
    if start.startswith(b"RIFF") and start[8:12] != b"WEBP":
        return None
    return next((module for first, module in FORMATS.items() if start.startswith(first)), None)


def clean(file: BinaryIO | File) -> bytes | None:
    """Its content without what it tells beside the picture; None where there is nothing to take away."""
    if (module := format_of(file)) is None:
        return None
    data = file.read(MAX_SIZE + 1)
    file.seek(0)
    if len(data) > MAX_SIZE:
        raise Damaged
    try:
        cleaned = module.clean(data)
    except (ValueError, IndexError, struct.error) as damage:
        raise Damaged from damage
    return None if cleaned == data else cleaned


def without_metadata(file: File) -> File:
    """The same file, or another of the same name."""
    cleaned = clean(file)
    return file if cleaned is None else ContentFile(cleaned, name=file.name)


class CleanFile(FieldFile):
    """However a picture comes in, it is kept without them."""

    def save(self, name, content, save=True):
        content = without_metadata(content)
        super().save(name, content, save)
        self.file = content

    save.alters_data = True  # type: ignore[attr-defined]
