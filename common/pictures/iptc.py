"""IPTC records in Photoshop's block: by-line, credit, source, copyright; nothing else is kept."""

import struct
from collections.abc import Iterator

PHOTOSHOP = b"Photoshop 3.0\0"
RESOURCE, IPTC = b"8BIM", 0x0404
# (record, number): the character set; by-line and its title, credit, source, copyright notice.
KEPT = {(1, 90), (2, 80), (2, 85), (2, 110), (2, 115), (2, 116)}
CHARSET = (1, 90)


def clean(block: bytes) -> bytes:
    """What follows "Photoshop 3.0", with these records only; empty where it has none of them."""
    records = [
        (key, value)
        for resource, data in _resources(block)
        if resource == IPTC
        for key, value in _records(data)
        if key in KEPT
    ]
    if not any(key != CHARSET for key, _value in records):
        return b""
    data = b"".join(struct.pack(">BBBH", 0x1C, *key, len(value)) + value for key, value in records)
    # A name of no letters, as two bytes; the data has an even length.
    return RESOURCE + struct.pack(">HHI", IPTC, 0, len(data)) + data + b"\0" * (len(data) % 2)


def _resources(block) -> Iterator[tuple[int, bytes]]:
    place = 0
    while block[place : place + 4] == RESOURCE and place + 12 <= len(block):
        (kind,) = struct.unpack_from(">H", block, place + 4)
        name = block[place + 6] + 1
        place += 6 + name + name % 2
        if place + 4 > len(block):
            return
        (size,) = struct.unpack_from(">I", block, place)
        yield kind, block[place + 4 : place + 4 + size]
        place += 4 + size + size % 2


def _records(data) -> Iterator[tuple[tuple[int, int], bytes]]:
    place = 0
    while place + 5 <= len(data) and data[place] == 0x1C:
        _marker, record, number, size = struct.unpack_from(">BBBH", data, place)
        # The highest bit announces a length of another kind, which none of the kept ones needs.
        if size & 0x8000:
            return
        yield (record, number), data[place + 5 : place + 5 + size]
        place += 5 + size
