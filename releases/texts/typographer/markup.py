"""The lines of a rich text, and what stands between them."""

import html
import re
from collections.abc import Iterator

from ..typography import INSIDE_A_LINE, NO_BREAK_SPACE
from .edits import HIDDEN
from .lines import Line

# A “>” may stand in an attribute: some browsers write it so.
_TAG = re.compile(r'(<[^<>"]*+(?:"[^"<]*+"[^<>"]*+)*+>)')
_BREAK = re.compile(r"<br\b")
_SIGN = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{1,31});|.", re.DOTALL)
_UNSEEN = re.compile(r"</?(?:code|sup|sub)\b")


class MarkedLine(Line):
    def __init__(self, parts: list[str]):
        super().__init__()
        signs: list[str] = []
        depth = 0
        for part in parts:
            if _BREAK.match(part):
                self._add(signs, "\n", part)
            elif _TAG.fullmatch(part):
                self._tag(len(signs), part)
                depth += (_UNSEEN.match(part) and (-1 if part.startswith("</") else 1)) or 0
            else:
                start = len(signs)
                for written in _SIGN.findall(part):
                    self._add(signs, _read(written), written)
                if depth > 0 or "<" in part or ">" in part:
                    self.hidden.update(range(start, len(signs)))
        self.text = "".join(signs)

    def write(self, sign: str) -> str:
        return "&nbsp;" if sign == NO_BREAK_SPACE else html.escape(sign, quote=False)

    def _add(self, signs, sign, written):
        signs.append(sign)
        self.written.append(written)

    def _tag(self, place, tag):
        is_end = tag.startswith("</") and place and place not in self.opened
        if is_end:
            self.closed[place - 1] += tag
        else:
            self.opened[place] += tag


def _read(written):
    sign = html.unescape(written) if len(written) > 1 else written
    return sign if len(sign) == 1 else HIDDEN


def lines_of(markup: str) -> Iterator[Line | str]:
    """In order: lines, and the tags between them as they are written."""
    parts: list[str] = []
    for place, part in enumerate(_TAG.split(markup)):
        if place % 2 and not (INSIDE_A_LINE.match(part) or _BREAK.match(part)):
            yield from _line(parts)
            parts = []
            yield part
        elif part:
            parts.append(part)
    yield from _line(parts)


def _line(parts):
    if parts:
        yield MarkedLine(parts)
