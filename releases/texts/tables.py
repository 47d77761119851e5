import re

# Clean rows; of a table within a cell, its own.
ROW = re.compile(r"<tr>((?:(?!</?tr>).)*)</tr>", re.DOTALL)


def with_scopes(html: str) -> str:
    """Headers say what they are about: in a row of headers what is below them, else what is beside them."""
    return ROW.sub(_with_scope, html) if "<th" in html else html


def _with_scope(row):
    scope = "row" if "<td" in row[1] else "col"
    return row[0].replace("<th", f'<th scope="{scope}"')
