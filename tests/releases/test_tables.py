import pytest

from releases.templatetags.press_room import rich_text
from releases.texts.tables import with_figures, with_scopes

HEAD, LINE = "<tr><th><p>a</p></th><th>b</th></tr>", "<tr><th>c</th><td>d</td></tr>"
SCOPED_HEAD = '<tr><th scope="col"><p>a</p></th><th scope="col">b</th></tr>'
SCOPED_LINE = '<tr><th scope="row">c</th><td>d</td></tr>'
TABLES = {
    "a row of headers": (f"<table>{HEAD}</table>", f"<table>{SCOPED_HEAD}</table>"),
    "a header beside a cell": (f"<table>{HEAD}{LINE}</table>", f"<table>{SCOPED_HEAD}{SCOPED_LINE}</table>"),
    "a header that spans": ('<tr><th colspan="2">a</th></tr>', '<tr><th scope="col" colspan="2">a</th></tr>'),
    "a thead is no header": ("<thead><tr><td>a</td></tr></thead>", "<thead><tr><td>a</td></tr></thead>"),
    "a table in a cell": (
        f"<tr><td><table>{HEAD}</table></td><td>e</td></tr>",
        f"<tr><td><table>{SCOPED_HEAD}</table></td><td>e</td></tr>",
    ),
    "nothing to do": ("<p>a</p>", "<p>a</p>"),
}


@pytest.mark.parametrize(("html", "scoped"), TABLES.values(), ids=TABLES)
def test_headers_say_what_they_are_about(html, scoped):
    assert with_scopes(html) == scoped


def test_they_say_it_on_the_pages():
    assert SCOPED_HEAD in rich_text(f"<table>{HEAD}</table>")


def row(*cells, tag="td"):
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


FIGURES = {
    "amounts": (("12\u202f000 €", "<p>3,5 M€</p>", "–"), True),
    "percentages": (("− 4 %", "12.5 %"), True),
    "a unit": (("28 min", "1\u202f200 kg"), True),
    "years": (("2025", "2026"), True),
    "a word among them": (("2025", "soon"), False),
    "words with a number": (("3 schools", "4 schools"), False),
    "nothing at all": (("", "–"), False),
}


@pytest.mark.parametrize(("column", "are_figures"), FIGURES.values(), ids=FIGURES)
def test_a_column_of_numbers_alone_is_one_of_figures(column, are_figures):
    head, lines = (
        row("Name", "Number", tag="th"),
        [row(str(place), cell) for place, cell in enumerate(column)],
    )
    html = with_figures(f"<table><thead>{head}</thead><tbody>{''.join(lines)}</tbody></table>")
    # The header with its cells; the first column says what the rows are about.
    assert html.count('class="figures"') == (len(column) + 1 if are_figures else 0)
    assert not are_figures or '<th class="figures">Number</th>' in html


def test_columns_that_a_cell_spans_are_left_alone():
    table = '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>1</td></tr></table>'
    assert with_figures(table) == table
