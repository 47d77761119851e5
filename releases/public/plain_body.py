"""Rich text as lines: items with their number or a dash, quotations and lists within lists indented, a row of
a table in one.
"""

import html
import re
from collections.abc import Iterator
from itertools import count

from common.analysis import lines_of

from ..texts.tables import ROW

TAG = re.compile(r"(</?(?:ol|ul|li|blockquote)\b[^<>]*>)")
# Below a quotation, who said it.
SPEAKER = re.compile(r"</blockquote>\s*<figcaption>((?:(?!</?figcaption>).)*)</figcaption>", re.DOTALL)
CELL = re.compile(r"<t[dh]\b[^<>]*>((?:(?!<t[dh]\b).)*?)</t[dh]>", re.DOTALL)
BETWEEN_CELLS = " | "
INDENT = "    "
DASHES = "–", "—", "-", "•"


def plain_lines(markup: str) -> Iterator[str]:
    """Of cleaned markup, where what begins also ends."""
    lists: list[Iterator[int] | None] = []
    quotations, mark = 0, ""
    markup = SPEAKER.sub(r"<p>— \1</p></blockquote>", _with_rows_in_one_line(markup))
    # Every second piece is a tag.
    for place, piece in enumerate(TAG.split(markup)):
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


def _with_rows_in_one_line(markup):
    """Of a table within a cell, its own rows first."""
    found = 1
    while found:
        markup, found = ROW.subn(_row, markup)
    return markup


def _row(row):
    cells = (" ".join(lines_of(cell).splitlines()) for cell in CELL.findall(row[1]))
    return f"<p>{html.escape(BETWEEN_CELLS.join(cells))}</p>"


def _next_mark(lists):
    numbers = lists[-1] if lists else None
    return f"{next(numbers)}. " if numbers else "– "


def _indented(line, mark, quotations, lists):
    if mark:
        # Typed by somebody where the list has it already.
        mark = "" if mark == "– " and line.startswith(DASHES) else mark
        lists -= 1
    return INDENT * (quotations + lists) + mark + line
