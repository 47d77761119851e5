"""Tables, whose cells may span columns and rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as HtmlElement

from .story import Story
from .walk import Place, Walk
from .xml import Element, made

# Word opens no table with more.
MOST_COLUMNS = 63
# A column is as wide as its longest cell in relation to the others, within these bounds.
NARROWEST, WIDEST = 6, 40
EMU_PER_TWIP = 635


@dataclass
class Cell:
    span: int
    # None where the cell above reaches down; several where there is no room for more cells.
    contents: list[HtmlElement] = field(default_factory=list)
    reaches_down: bool = False
    continues: bool = False


def write_table(walk: Walk, element: HtmlElement, place: Place) -> None:
    rows = _rows_of(element)
    grid = _grid(rows, walk.story.parts.spare)
    widths = _widths(grid, place.width)
    walk.story.close()
    table = made("tbl", _properties(), made("tblGrid", *(made("gridCol", w=width) for width in widths)))
    is_header = True
    for row, cells in zip(rows, grid, strict=True):
        is_header = is_header and all(cell.tag == "th" for cell in row)
        table.append(_row(walk, cells, widths, place, is_header))
    if len(table) > 2:
        walk.story.append(table)
        # Two tables with nothing between them are one, and a cell ends with a paragraph.
        walk.story.open("TableEnd")
        walk.story.close()


def _rows_of(table):
    """The cells of each row, but not those of tables within."""
    parts = [row for part in table for row in ([part] if part.tag == "tr" else part) if row.tag == "tr"]
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in parts]
    return [row for row in rows if row]


def _grid(rows, spare):
    # {column: (span, rows)} of the cells that reach down into the next row.
    going_on: dict[int, tuple[int, int]] = {}
    grid = []
    for place, row in enumerate(rows):
        cells = list(_placed(row, going_on, len(rows) - place - 1, spare))
        going_on = {column: (span, left - 1) for column, (span, left) in going_on.items() if left > 1}
        column = 0
        for cell, down in cells:
            if down:
                going_on[column] = (cell.span, down)
            column += cell.span
        grid.append([cell for cell, _down in cells])
    return grid


def _placed(row, going_on, rows_below, spare) -> Iterator[tuple[Cell, int]]:
    """With the number of rows that each reaches down into."""
    column, waiting = 0, iter(row)
    last = None
    while column < MOST_COLUMNS:
        if column in going_on:
            span = going_on[column][0]
            yield Cell(span, continues=True), 0
        elif (content := next(waiting, None)) is not None:
            span = _span(content, column, going_on)
            down = min(int(content.get("rowspan") or 1) - 1, rows_below)
            down = down if down > 0 and spare.take(down) else 0
            last = Cell(span, [content], reaches_down=down > 0)
            yield last, down
        elif later := [other for other in going_on if other > column]:
            span = min(later) - column
            yield Cell(span), 0
        else:
            return
        column += span
    if last is not None:
        last.contents += waiting


def _span(content, column, going_on):
    end = min((other for other in going_on if other > column), default=MOST_COLUMNS)
    return max(1, min(int(content.get("colspan") or 1), end - column))


def _widths(grid, whole):
    columns = max((sum(cell.span for cell in row) for row in grid), default=0)
    longest = [NARROWEST] * columns
    for row in grid:
        column = 0
        for cell in row:
            if cell.span == 1 and cell.contents:
                length = len("".join(cell.contents[0].itertext()).strip())
                longest[column] = max(longest[column], min(length, WIDEST))
            column += cell.span
    unit = whole / EMU_PER_TWIP / max(1, sum(longest))
    return [int(length * unit) for length in longest]


def _properties():
    return made(
        "tblPr",
        made("tblStyle", val="PressTable"),
        made("tblW", w=5000, type="pct"),
        made("tblLayout", type="fixed"),
        made("tblLook", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )


def _row(walk, cells, widths, place, is_header):
    row = made("tr", made("trPr", made("cantSplit"), *([made("tblHeader")] if is_header else [])))
    column = 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        row.append(_cell(walk, cell, width, place))
        column += cell.span
    return row


def _cell(walk, cell, width, place) -> Element:
    properties = made("tcPr", made("tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(made("gridSpan", val=cell.span))
    if cell.reaches_down or cell.continues:
        properties.append(made("vMerge", val="restart" if cell.reaches_down else "continue"))
    made_cell = made("tc", properties)
    story = Story(made_cell.append, walk.story.parts)
    inside = Walk(story, walk.elements)
    for content in cell.contents:
        inside.visit(content, _place_in(content, width, place))
    if len(made_cell) == 1:
        story.open("TableText")
        story.close()
    return made_cell


def _place_in(content, width, place):
    style = "TableHeader" if content.tag == "th" else "TableText"
    if content.get("class") == "figures":
        style = "TableFigures"
    return Place(style, place.look, width=width * EMU_PER_TWIP)
