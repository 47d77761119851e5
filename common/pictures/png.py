import struct
import zlib
from collections.abc import Iterator

from . import exif, xmp

START = b"\x89PNG\r\n\x1a\n"
PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"}
COLOURS = {b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST", b"pHYs"}
TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
KEPT_TEXTS = {b"Author", b"Copyright"}
XMP = b"XML:com.adobe.xmp"
MAX_TEXT = 2000
# A picture of 25 MB in pieces of 500 bytes.
MAX_CHUNKS = 50_000


class NotPng(ValueError):
    pass


def clean(data: bytes) -> bytes:
    view = memoryview(data)
    return b"".join([START, *_pieces(data, view)])


def exif_of(data: bytes) -> bytes:
    return next((data[start + 8 : end - 4] for kind, start, end in _chunks(data) if kind == b"eXIf"), b"")


def _pieces(data, view) -> Iterator[bytes | memoryview]:
    for kind, start, end in _chunks(data):
        if kind in PICTURE or kind in COLOURS:
            yield view[start:end]
        elif kind == b"eXIf":
            yield _chunk(kind, exif.clean(data[start + 8 : end - 4]))
        elif kind in TEXTS:
            yield _text(kind, data[start + 8 : end - 4], view[start:end])


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(kind, start, end) of each, checksum included; none of what follows the last."""
    if not data.startswith(START):
        raise NotPng
    place, count = len(START), 0
    while place + 12 <= len(data):
        count += 1
        if count > MAX_CHUNKS:
            raise NotPng
        length, kind = struct.unpack_from(">I4s", data, place)
        end = min(place + 12 + length, len(data))
        yield kind, place, end
        place = end
        if kind == b"IEND":
            return


def _text(kind, body, whole):
    keyword, _nul, rest = body.partition(b"\0")
    if keyword in KEPT_TEXTS and len(body) <= MAX_TEXT:
        return whole
    if keyword != XMP or kind != b"iTXt":
        return b""
    if rest[:1] != b"\0":
        # Compressed, which no program does to this one.
        return b""
    packet = rest[2:].split(b"\0", 2)[-1]
    kept = xmp.clean(packet)
    return _chunk(kind, XMP + bytes(5) + kept) if kept else b""


def _chunk(kind, content):
    if not content:
        return b""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", checksum)
