import struct
from collections.abc import Iterator

from . import exif, xmp

PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"}
EXIF, XMP = b"EXIF", b"XMP "
FLAGS = {EXIF: 0x08, XMP: 0x04}
FRAME_HEADER = 16
MAX_CHUNKS = 50_000


class NotWebp(ValueError):
    pass


def clean(data: bytes) -> bytes:
    body = _body(data)
    chunks = list(_kept(body))
    found = {kind for kind, _content in chunks}
    absent = sum(flag for kind, flag in FLAGS.items() if kind not in found)
    pieces = [
        _chunk(kind, bytes([content[0] & ~absent]) + content[1:] if kind == b"VP8X" else content)
        for kind, content in chunks
        if content
    ]
    size = 4 + sum(map(len, pieces))
    return b"".join([b"RIFF", struct.pack("<I", size), b"WEBP", *pieces])


def exif_of(data: bytes) -> bytes:
    found = (content for kind, content in _chunks(_body(data)) if kind == EXIF)
    return bytes(next(found, b"")).removeprefix(b"Exif\0\0")


def _body(data):
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise NotWebp
    (size,) = struct.unpack_from("<I", data, 4)
    # What follows the picture is not the picture's.
    return memoryview(data)[12 : 8 + size]


def _chunks(body) -> Iterator[tuple[bytes, memoryview]]:
    place, count = 0, 0
    while place + 8 <= len(body):
        count += 1
        if count > MAX_CHUNKS:
            raise NotWebp
        kind, size = struct.unpack_from("<4sI", body, place)
        yield kind, body[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _kept(body) -> Iterator[tuple[bytes, bytes | memoryview]]:
    for kind, content in _chunks(body):
        if kind in PICTURE:
            yield kind, content
        elif kind == b"VP8X":
            yield kind, bytes(content)
        elif kind == b"ANMF":
            yield kind, _frame(content)
        elif kind == EXIF and (block := exif.clean(bytes(content).removeprefix(b"Exif\0\0"))):
            yield kind, block
        elif kind == XMP and (packet := xmp.clean(bytes(content))):
            yield kind, packet


def _frame(content):
    inner = (_chunk(kind, part) for kind, part in _chunks(content[FRAME_HEADER:]) if kind in PICTURE)
    return b"".join([content[:FRAME_HEADER], *inner])


def _chunk(kind, content):
    return b"".join([struct.pack("<4sI", kind, len(content)), content, b"\0" * (len(content) % 2)])
