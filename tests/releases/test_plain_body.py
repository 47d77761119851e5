import pytest

from releases.public.plain_body import plain_lines

HEAD = "<thead><tr><th><p>Year</p></th><th><p>A &amp; B</p></th></tr></thead>"
LINE = "<tr><td>2026</td><td>3</td></tr>"
TEXTS = {
    "numbers": ("<ol><li><p>one</p></li><li>two</li></ol>", ["1. one", "2. two"]),
    "dashes": ("<ul><li><p>one</p></li><li><p>– two</p></li></ul>", ["– one", "– two"]),
    "a list within a list": (
        "<ol><li><p>one</p><ul><li><p>a</p></li></ul></li><li><p>two</p><p>more</p></li></ol><p>end</p>",
        ["1. one", "    – a", "2. two", "    more", "end"],
    ),
    "two lists": ("<ol><li>a</li></ol><p>b</p><ol><li>c</li></ol>", ["1. a", "b", "1. c"]),
    "a quotation": (
        "<p>She says:</p><blockquote><p>Yes &amp; no.</p><p>Perhaps.</p></blockquote><p>End.</p>",
        ["She says:", "    Yes & no.", "    Perhaps.", "End."],
    ),
    "a quotation and its speaker": (
        "<figure><blockquote><p>Yes.</p></blockquote><figcaption>A. B.</figcaption></figure><p>End.</p>",
        ["    Yes.", "    — A. B.", "End."],
    ),
    "a list in a quotation": ("<blockquote><ol><li>a</li></ol></blockquote>", ["    1. a"]),
    "an item without a list": ("<li>a</li>", ["– a"]),
    "a table": (
        f"<table>{HEAD}<tr><td><p>2025</p><ul><li>one</li></ul></td><td></td></tr>{LINE}</table><p>End.</p>",
        ["Year | A & B", "2025 one |", "2026 | 3", "End."],
    ),
    "a table in a cell": (
        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>",
        ["a | b | c"],
    ),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("markup", "lines"), TEXTS.values(), ids=TEXTS)
def test_lists_are_marked_and_quotations_indented(markup, lines):
    assert list(plain_lines(markup)) == lines
