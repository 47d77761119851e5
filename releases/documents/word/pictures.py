"""Pictures of an edition, in the size in which a page is printed."""

import io
import struct
from collections.abc import Collection

from django.core.files.storage import default_storage
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import parse_xml
from docx.oxml.shape import CT_Inline
from docx.parts.document import DocumentPart
from PIL import Image, ImageOps

from common.characters import for_xml
from common.uploads import MAX_PIXELS

from ...models.attachment import ROOT
from .xml import Element, made

# On 16 cm of paper, 250 dots an inch.
MOST_PIXELS = 1600
# What is smaller is taken as it is.
MOST_BYTES = 400_000
EMU_PER_PIXEL = 9525
HIGHEST = 7_200_000
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError)
UNKNOWN_TO_LIBRARY = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
UPRIGHT, ORIENTATION = 1, 0x0112
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


class Pictures:
    def __init__(self, part: DocumentPart, paths: Collection[str]):
        self._part, self._paths = part, paths
        # By path: (relation, width, height); nothing where it cannot be shown.
        self._known: dict[str, tuple[str, int, int] | None] = {}
        self._count = 0

    def drawing(self, path: str, alternative: str, width: int) -> Element | None:
        """At most so wide, in EMU; none of what is not the edition's."""
        if path not in self._known:
            self._known[path] = self._added(path) if path in self._paths else None
        if (known := self._known[path]) is None:
            return None
        relation, *size = known
        self._count += 1
        inline = CT_Inline.new_pic_inline(
            self._count, relation, f"picture-{self._count}", *_within(size, width)
        )
        for side in "TBLR":
            # Left out, it is an eighth of an inch to LibreOffice.
            inline.set(f"dist{side}", "0")
        _describe(inline.docPr, alternative)
        return made("r", made("drawing", inline))

    def _added(self, path):
        if (content := _content(path)) is None:
            return None
        try:
            relation, image = self._part.get_or_add_image(content)
        except UNKNOWN_TO_LIBRARY:
            return None
        return relation, image.px_width, image.px_height


def _describe(properties, alternative):
    if alternative:
        properties.set("descr", for_xml(alternative))
    else:
        properties.append(parse_xml(DECORATIVE))


def _within(size, width):
    wide, high = (pixels * EMU_PER_PIXEL for pixels in size)
    scale = min(1, width / wide, HIGHEST / high)
    return int(wide * scale), int(high * scale)


def _content(path):
    try:
        with default_storage.open(ROOT + path) as stored, Image.open(stored) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            if stored.size <= MOST_BYTES and _is_fit(image):
                # Raises where the file was cut short.
                image.load()
                stored.seek(0)
                return io.BytesIO(stored.read())
            return _smaller(image)
    except UNREADABLE:
        return None


def _is_fit(image):
    """As it is: of a kind that every Word shows, upright, and no larger than it is printed."""
    is_known = image.format in ("PNG", "GIF") or (image.format == "JPEG" and "jfif" in image.info)
    is_upright = image.getexif().get(ORIENTATION, UPRIGHT) == UPRIGHT
    return is_known and is_upright and max(image.size) <= MOST_PIXELS


def _smaller(image):
    # Of a JPEG no more is decoded than is needed.
    image.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
    image.thumbnail((MOST_PIXELS, MOST_PIXELS))
    image = ImageOps.exif_transpose(image)
    has_alpha = image.has_transparency_data
    profile = image.info.get("icc_profile") if image.mode == "RGB" else None
    content = io.BytesIO()
    image.convert("RGBA" if has_alpha else "RGB").save(
        content, "PNG" if has_alpha else "JPEG", quality=85, icc_profile=profile
    )
    content.seek(0)
    return content
