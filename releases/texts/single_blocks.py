"""A rich text as the blocks that are compared one by one: of a list each item, as a list of its own."""

import re
from collections.abc import Iterable, Iterator

from lxml import html

from .redline import blocks_of
from .words import end_tag, start_tag

_LIST = re.compile(r"<[ou]l\b[^>]*>")


def single_blocks(text: str) -> list[str]:
    """Of a clean rich text."""
    return [single for block in blocks_of(text) for single in _singles(block)]


def _singles(block: str) -> Iterator[str]:
    element = html.fromstring(block) if _LIST.match(block) else None
    if element is None or not len(element):
        yield block
        return
    start = start_tag(element)
    for item in element:
        yield f"{start}{html.tostring(item, encoding='unicode', with_tail=False)}{end_tag(start)}"


def joined(blocks: Iterable[str]) -> str:
    """As one text again; items of one kind that follow one another are one list."""
    parts: list[str] = []
    last = ""
    for block in blocks:
        start = found[0] if (found := _LIST.match(block)) else ""
        if start and start == last:
            parts[-1] = parts[-1].removesuffix(end_tag(start)) + block.removeprefix(start)
        else:
            parts.append(block)
        last = start
    return "".join(parts)
