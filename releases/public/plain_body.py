"""Rich text as lines: items with their number or a dash, quotations and lists within lists indented."""

import re
from collections.abc import Iterator
from itertools import count

from common.analysis import lines_of

TAG = re.compile(r"(</?(?:ol|ul|li|blockquote)\b[^<>]*>)")
# Below a quotation, who said it.
SPEAKER = re.compile(r"</blockquote>\s*<figcaption>((?:(?!</?figcaption>).)*)</figcaption>", re.DOTALL)
INDENT = "    "
DASHES = "–", "—", "-", "•"


def plain_lines(markup: str) -> Iterator[str]:
    """Of cleaned markup, where what begins also ends."""
    lists: list[Iterator[int] | None] = []
    quotations, mark = 0, ""
    # Every second piece is a tag.
    for place, piece in enumerate(TAG.split(SPEAKER.sub(r"<p>— \1</p></blockquote>", markup))):
        if not place % 2:
            for line in lines_of(piece).splitlines():
                yield _indented(line, mark, quotations, len(lists))
                mark = ""
        elif piece.startswith("</"):
            quotations -= piece == "</blockquote>"
            if piece in ("</ol>", "</ul>"):
                lists.pop()
        elif piece.startswith("<li"):
            mark = _next_mark(lists)
        elif piece.startswith("<blockquote"):
            quotations += 1
        else:
            lists.append(count(1) if piece.startswith("<ol") else None)


def _next_mark(lists):
    numbers = lists[-1] if lists else None
    return f"{next(numbers)}. " if numbers else "– "


def _indented(line, mark, quotations, lists):
    if mark:
        # Typed by somebody where the list has it already.
        mark = "" if mark == "– " and line.startswith(DASHES) else mark
        lists -= 1
    return INDENT * (quotations + lists) + mark + line
