import re

from common.analysis import text_of

from .typography import UNITS

# Clean rows; of a table within a cell, its own.
ROW = re.compile(r"<tr>((?:(?!</?tr>).)*)</tr>", re.DOTALL)
# One without tables in its cells, nor cells that span: these would shift the columns.
_TABLE = re.compile(r"<table>(?:(?!<table|(?:col|row)span=).)*?</table>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])((?:\s[^<>]*)?)>((?:(?!<t[dh]\b).)*?)</t[dh]>", re.DOTALL)
_FIGURE = re.compile(rf"[+−–-]?\s?[$£€]?\s?\d[\d\s.,]*(?:{UNITS}|millions?|milliards?|billions?)?")
_NOTHING = ("", "–", "—", "-", "…")


def with_scopes(html: str) -> str:
    """Headers say what they are about: in a row of headers what is below them, else what is beside them."""
    return ROW.sub(_with_scope, html) if "<th" in html else html


def _with_scope(row):
    scope = "row" if "<td" in row[1] else "col"
    return row[0].replace("<th", f'<th scope="{scope}"')


def with_figures(html: str) -> str:
    """Cells of a column of nothing but numbers, and what stands above them, have a class of their own."""
    return _TABLE.sub(_with_columns, html) if "<td" in html else html


def _with_columns(table):
    columns = _columns_of_figures(ROW.findall(table[0]))
    return ROW.sub(lambda row: _marked(row[0], columns), table[0]) if columns else table[0]


def _columns_of_figures(rows):
    # The first column says what a row is about, a year for instance.
    kinds: dict[int, set[bool]] = {}
    for row in rows:
        for place, (tag, _attributes, cell) in enumerate(_CELL.findall(row)):
            text = text_of(cell).strip()
            if place and tag == "td" and text not in _NOTHING:
                kinds.setdefault(place, set()).add(bool(_FIGURE.fullmatch(text)))
    return {place for place, found in kinds.items() if found == {True}}


def _marked(row, columns):
    places = iter(range(len(row)))
    return _CELL.sub(lambda cell: _cell(cell, next(places) in columns), row)


def _cell(cell, is_figure):
    tag, attributes, inside = cell.groups()
    return f'<{tag}{attributes} class="figures">{inside}</{tag}>' if is_figure else cell[0]
