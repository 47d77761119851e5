import pytest

from releases.templatetags.press_room import rich_text
from releases.texts.tables import with_scopes

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
