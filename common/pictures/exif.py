"""Exif (TIFF) blocks: how the picture is turned, its author and its copyright; nothing else is kept."""

import struct

ORIENTATION, ARTIST, COPYRIGHT = 0x0112, 0x013B, 0x8298
SHORT, ASCII = 3, 2
MAX_TEXT = 2000
UPRIGHT = 1
ORDERS = {b"II": "<", b"MM": ">"}


def clean(block: bytes) -> bytes:
    """The block with these three tags only; empty where it has none of them."""
    orientation, texts = _read(block)
    entries = []
    if orientation != UPRIGHT:
        entries.append((ORIENTATION, SHORT, 1, struct.pack("<HH", orientation, 0)))
    entries += [(tag, ASCII, len(text), text) for tag, text in sorted(texts.items())]
    return _written(entries) if entries else b""


def orientation(block: bytes) -> int:
    """1 to 8; from 5 on, width and height change places."""
    return _read(block)[0]


def _read(block):
    turned, texts = UPRIGHT, {}
    try:
        order = ORDERS[block[:2]]
        (start,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, start)
        for place in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, length, offset = struct.unpack_from(order + "HHII", block, place)
            if tag == ORIENTATION and kind == SHORT:
                (turned,) = struct.unpack_from(order + "H", block, place + 8)
            elif tag in (ARTIST, COPYRIGHT) and kind == ASCII and 0 < length <= MAX_TEXT:
                begin = place + 8 if length <= 4 else offset
                texts[tag] = block[begin : begin + length]
    except (KeyError, struct.error):
        # Damaged: what was read before the damage stands.
        pass
    texts = {tag: text for tag, text in texts.items() if text.strip(b"\0 ")}
    return turned if 1 <= turned <= 8 else UPRIGHT, texts


def _written(entries):
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    beyond = len(head) + 12 * len(entries) + 4
    table, values = b"", b""
    for tag, kind, count, value in entries:
        if len(value) <= 4:
            place = value.ljust(4, b"\0")
        else:
            place = struct.pack("<I", beyond + len(values))
            values += value + b"\0" * (len(value) % 2)
        table += struct.pack("<HHI", tag, kind, count) + place
    return head + table + bytes(4) + values
