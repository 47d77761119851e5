"""Still GIFs: one picture with its palette; comments and what programs leave there are not kept."""

from collections.abc import Iterator

START, END = b"GIF8", b"\x3b"
EXTENSION, IMAGE = 0x21, 0x2C
# How long it is shown, and which colour one sees through.
CONTROL = 0xF9
# Bytes before their sub-blocks: of an extension its label, of an image its place, size and flags.
EXTENSION_HEAD, IMAGE_HEAD, SCREEN_HEAD = 2, 10, 13
MAX_BLOCKS = 10_000


class NotGif(ValueError):
    pass


def clean(data: bytes) -> bytes:
    start = SCREEN_HEAD + _palette(data[10])
    if data[4:6] not in (b"7a", b"9a") or len(data) < start:
        raise NotGif
    kept = (data[begin:end] for kind, begin, end in _blocks(data, start) if kind in (CONTROL, IMAGE))
    return b"".join([data[:start], *kept, END])


def exif_of(_data: bytes) -> bytes:
    return b""


def _blocks(data, place) -> Iterator[tuple[int, int, int]]:
    """(label of an extension or IMAGE, start, end) of each that is whole."""
    for _number in range(MAX_BLOCKS):
        if place >= len(data) or data[place] == END[0]:
            return
        if data[place] == EXTENSION:
            kind, head = data[place + 1], EXTENSION_HEAD
        elif data[place] == IMAGE:
            # After the palette, the size of the first code.
            kind, head = IMAGE, IMAGE_HEAD + _palette(data[place + 9]) + 1
        else:
            return
        end = _end_of_sub_blocks(data, place + head)
        if end is None:
            return
        yield kind, place, end
        place = end
    raise NotGif


def _palette(flags):
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_sub_blocks(data, place):
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1 if place < len(data) else None
