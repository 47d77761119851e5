from typing import BinaryIO

from django.core.files.base import File
from PIL import Image

from . import avif, exif
from .cleaning import format_of

# EXIF orientations 5 to 8 swap width and height.
FIRST_TRANSPOSED = 5


def size_of(file: BinaryIO | File) -> tuple[int, int]:
    """(width, height) as it is seen: turned as its camera was held."""
    module = format_of(file)
    transposed = module and exif.orientation(module.exif_of(file.read())) >= FIRST_TRANSPOSED
    file.seek(0)
    with Image.open(file) as image:
        width, height = image.size
        if module is avif:
            transposed = image.getexif().get(exif.ORIENTATION, exif.UPRIGHT) >= FIRST_TRANSPOSED
    return (height, width) if transposed else (width, height)
