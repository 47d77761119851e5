"""AVIF (ISO/IEC 23008-12): nothing moves within the file, for places in it are counted from its beginning.

What does not stay is written over with zeros, or with what stays of it.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from . import exif, xmp

BRAND = b"avif"
BRANDS_WITHIN = 64
# What a picture is and where its parts are; and where they are themselves.
DESCRIBING = {b"meta", b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp"}
KNOWN = {*DESCRIBING, b"mdat", b"idat"}
# Pictures, and pictures that are put together of others.
PICTURES = {b"av01", b"grid", b"iovl", b"tmap", b"iden"}
EXIF, XMP, THUMBNAIL = b"Exif", b"mime", b"thmb"
EMPTY_EXIF = struct.pack("<2sHIHI", b"II", 42, 8, 0, 0)
# Size, colours, parameters of the decoder, how it is turned.
PROPERTIES = {
    b"ispe",
    b"pixi",
    b"av1C",
    b"colr",
    b"pasp",
    b"clap",
    b"irot",
    b"imir",
    b"auxC",
    b"a1op",
    b"a1lx",
}
PROPERTIES |= {b"lsel", b"clli", b"mdcv", b"cclv", b"amve", b"reve", b"ndwt"}
USUAL_NAMES = (b"Color\0", b"Alpha\0")
MAX_BOXES = 10_000


class NotAvif(ValueError):
    pass


class Box(NamedTuple):
    kind: bytes
    start: int
    content: int
    end: int


def is_avif(start: bytes) -> bool:
    """Of the first bytes of a file."""
    (length,) = struct.unpack_from(">I", start.ljust(4, b"\0"))
    return start[4:8] == b"ftyp" and BRAND in start[8 : min(length, BRANDS_WITHIN)]


def clean(data: bytes) -> bytes:
    top = list(_boxes(data, 0, len(data)))
    meta = _of_kind(top, b"meta")
    inner = list(_boxes(data, meta.content + 4, meta.end))
    # What follows the last box is not the picture's.
    cleaned = bytearray(data[: top[-1].end])
    for box in (*top[1:], *inner):
        if box.kind not in KNOWN:
            cleaned[box.start + 4 : box.start + 8] = b"free"
        if box.kind not in DESCRIBING:
            cleaned[box.content : box.end] = bytes(box.end - box.content)
    for start, end in _words(data, inner):
        cleaned[start:end] = bytes(end - start)
    places, thumbnails = _places(data, inner), _thumbnails(data, inner)
    for item, kind in _items(data, inner).items():
        if item not in thumbnails:
            _keep(data, cleaned, kind, places.get(item, []))
    return bytes(cleaned)


def _words(data, boxes) -> Iterator[tuple[int, int]]:
    """Where programs may name themselves, their parts and what they like."""
    yield _of_kind(boxes, b"hdlr").content + 24, _of_kind(boxes, b"hdlr").end
    yield from _names(data, boxes)
    properties = _of_kind(boxes, b"iprp")
    for group in _boxes(data, properties.content, properties.end):
        for box in _boxes(data, group.content, group.end) if group.kind == b"ipco" else ():
            if box.kind not in PROPERTIES:
                yield box.content, box.end


def exif_of(_data: bytes) -> bytes:
    """How it is turned is said elsewhere in it."""
    return b""


def _keep(data, cleaned, kind, places):
    content = b"".join(data[start:end] for start, end in places)
    if kind == EXIF:
        content = _cleaned_exif(content)
    elif kind == XMP:
        kept = xmp.clean(content.rstrip(b"\0 "))
        content = (kept if len(kept) <= len(content) else b"").ljust(len(content))
    elif kind not in PICTURES:
        return
    for start, end in places:
        cleaned[start:end], content = content[: end - start], content[end - start :]


def _cleaned_exif(content):
    if len(content) < 4:
        return bytes(len(content))
    (begin,) = struct.unpack_from(">I", content)
    kept = exif.clean(content[4 + begin :]) or EMPTY_EXIF
    # Four zeros: it begins at once.
    return (bytes(4) + kept).ljust(len(content), b"\0")[: len(content)]


def _boxes(data, place, end) -> Iterator[Box]:
    for _number in range(MAX_BOXES):
        if place + 8 > end:
            return
        length, kind = struct.unpack_from(">I4s", data, place)
        content = place + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, content)
            content += 8
        last = place + length if length else end
        if not content <= last <= end:
            return
        yield Box(kind, place, content, last)
        place = last
    raise NotAvif


def _of_kind(boxes, kind):
    if found := next((box for box in boxes if box.kind == kind), None):
        return found
    raise NotAvif


def _items(data, boxes) -> dict[int, bytes]:
    """{number: kind}"""
    info = _of_kind(boxes, b"iinf")
    return dict(_entry(data, box)[:2] for box in _boxes_of_items(data, info))


def _names(data, boxes) -> Iterator[tuple[int, int]]:
    for box in _boxes_of_items(data, _of_kind(boxes, b"iinf")):
        _number, kind, named = _entry(data, box)
        # Of XMP the type follows its name.
        if kind != XMP and data[named : box.end] not in USUAL_NAMES:
            yield named, box.end


def _boxes_of_items(data, info):
    return _boxes(data, info.content + (6 if data[info.content] == 0 else 8), info.end)


def _entry(data, box):
    form = ">H2x4s" if data[box.content] == 2 else ">I2x4s"
    place = box.content + 4
    return *struct.unpack_from(form, data, place), place + struct.calcsize(form)


def _thumbnails(data, boxes) -> set[int]:
    found = set()
    for references in (box for box in boxes if box.kind == b"iref"):
        form = ">H" if data[references.content] == 0 else ">I"
        for box in _boxes(data, references.content + 4, references.end):
            if box.kind == THUMBNAIL:
                found.add(struct.unpack_from(form, data, box.content)[0])
    return found


def _places(data, boxes) -> dict[int, list[tuple[int, int]]]:
    """{number of an item: (start, end) in the file of each of its parts}"""
    table = _of_kind(boxes, b"iloc")
    reader = _Reader(data, table.content, table.end)
    version = reader.number(1)
    reader.number(3)
    sizes = reader.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 2 if version < 2 else 4
    places: dict[int, list[tuple[int, int]]] = {}
    for _item in range(reader.number(wide)):
        number = reader.number(wide)
        begin = _beginning(boxes, reader.number(2) & 15) if version else 0
        reader.number(2)
        begin += reader.number(base)
        places[number] = []
        for _part in range(reader.number(2)):
            reader.number(index if version else 0)
            start = begin + reader.number(offset)
            places[number].append((start, start + reader.number(length)))
    parts = [part for each in places.values() for part in each]
    # Those that lie over one another many times would take long to copy.
    total = sum(end - start for start, end in parts)
    if total > 2 * len(data) or any(end > len(data) for _start, end in parts):
        raise NotAvif
    return places


def _beginning(boxes, method):
    """From which place in the file those of an item are counted."""
    if method > 1:
        # From another item: no program writes that for pictures.
        raise NotAvif
    return _of_kind(boxes, b"idat").content if method else 0


class _Reader:
    def __init__(self, data, place, end):
        self.data, self.place, self.end = data, place, end

    def number(self, size):
        """Of so many bytes."""
        start, self.place = self.place, self.place + size
        if self.place > self.end:
            raise NotAvif
        return int.from_bytes(self.data[start : self.place], "big")
