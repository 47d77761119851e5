import re
import struct
from collections.abc import Iterator

from . import exif, iptc, xmp

START, END = b"\xff\xd8", b"\xff\xd9"
SCAN, COMMENT = 0xDA, 0xFE
APP0, APP1, APP2, APP13, APP14, APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
STANDALONE_MARKERS = {0x01, *range(0xD0, 0xD8)}
# In the data of a scan: neither a stuffed zero nor a restart.
BEGINNING = re.compile(rb"\xff[\x01-\xfe]")
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
JFIF, EXIF, XMP, PROFILE = b"JFIF\0", b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", b"ICC_PROFILE\0"
MAX_SEGMENT = 65_533
# Many times what a picture has: a scan in a hundred steps, a profile in pieces.
MAX_SEGMENTS = 10_000


class NotJpeg(ValueError):
    pass


def clean(data: bytes) -> bytes:
    """The same picture, byte for byte where there was nothing to take away."""
    view = memoryview(data)
    return b"".join([START, *(piece for _kind, piece in _pieces(data, view)), END])


def exif_of(data: bytes) -> bytes:
    for kind, start, end in _segments(data):
        if kind == APP1 and data.startswith(EXIF, start + 4):
            return data[start + 10 : end]
    return b""


def _pieces(data, view) -> Iterator[tuple[int, bytes | memoryview]]:
    for kind, start, end in _segments(data):
        if kind == COMMENT or APP0 <= kind <= APP15:
            if segment := _application(kind, data[start:end]):
                yield kind, segment
        else:
            yield kind, view[start:end]


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each, a scan with its data; none of what follows the end of the picture."""
    if not data.startswith(START):
        raise NotJpeg
    place, count = 2, 0
    # Padding, and rubbish between two segments, is passed over.
    while found := BEGINNING.search(data, place):
        place, kind, count = found.start(), data[found.start() + 1], count + 1
        if count > MAX_SEGMENTS:
            raise NotJpeg
        if kind == END[1]:
            return
        if kind in STANDALONE_MARKERS:
            yield kind, place, place + 2
            place += 2
            continue
        end = _end_of(data, place, kind)
        if end is None:
            return
        yield kind, place, end
        place = end


def _end_of(data, place, kind):
    """Of the segment there; None for one that is cut off."""
    if place + 4 > len(data):
        return None
    (length,) = struct.unpack_from(">H", data, place + 2)
    end = place + 2 + max(length, 2)
    if end > len(data):
        return None
    if kind != SCAN:
        return end
    following = MARKER.search(data, end)
    return following.start() if following else len(data)


def _application(kind: int, segment: bytes) -> bytes:
    """What stays of a segment that is no part of the picture itself: nothing, unless it is known."""
    body = segment[4:]
    if kind == APP0 and body.startswith(JFIF):
        # Without its thumbnail.
        return _segment(kind, body[:12] + b"\0\0") if len(body) > 14 else segment
    if kind == APP1 and body.startswith(EXIF):
        return _segment(kind, exif.clean(body[6:]), EXIF + b"\0")
    if kind == APP1 and body.startswith(XMP):
        return _segment(kind, xmp.clean(body[len(XMP) :]), XMP)
    if kind == APP13 and body.startswith(iptc.PHOTOSHOP):
        return _segment(kind, iptc.clean(body[len(iptc.PHOTOSHOP) :]), iptc.PHOTOSHOP)
    if kind == APP2 and body.startswith(PROFILE):
        return segment
    # Which of two ways its colours are written; longer ones carry what is none of its business.
    return segment[:16] if kind == APP14 and body.startswith(b"Adobe") and len(body) == 12 else b""


def _segment(kind, content, name=b""):
    body = name + content
    return (
        struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body if content and len(body) <= MAX_SEGMENT else b""
    )
