import re
import time

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from releases.texts.bounds import MAX_LENGTH
from releases.texts.redline import EMPTY, RULE, redline, redline_of_line, redline_of_lines
from releases.texts.richtext import clean_html

pytestmark = pytest.mark.one_database


def test_words_that_changed_are_marked_within_their_paragraph():
    before = "<p>Same.</p><p>The number of <strong>schools</strong> is nine as of today.</p>"
    assert redline(before, before.replace("nine", "ten")) == (
        "<p>Same.</p>\n<p>The number of <strong>schools</strong> is "
        "<del>nine</del> <ins>ten</ins> as of today.</p>"
    )


@pytest.mark.parametrize("text", ["", "<p>Same.</p>", "<p>1</p><ul><li>2<p>3</p></li></ul>"])
def test_what_is_the_same_has_no_mark(text):
    assert redline(text, text).replace("\n", "") == text


def test_paragraphs_that_came_or_went_are_marked_whole():
    assert redline("<p>a</p>", "<p>a</p><p>b</p>").split() == ["<p>a</p>", "<p><ins>b</ins></p>"]
    assert redline("<p>a</p><p>b</p>", "<p>a</p>").split() == ["<p>a</p>", "<p><del>b</del></p>"]


def test_the_address_of_a_link_is_compared_too():
    marked = redline('<p>Read <a href="/a">this</a></p>', '<p>Read <a href="/b">this</a></p>')
    assert marked.endswith("this</a> <del>→ /a</del> <ins>→ /b</ins></p>")


def test_plain_text_stays_plain():
    marked = redline_of_line("Ten <b>schools</b> & more", "Ten <script>schools</script> & more")
    assert "<b>" not in marked
    assert "<script" not in marked
    assert redline_of_lines("One\ntwo three four", "One\ntwo three five").startswith("<p>One<br>two three")


def test_what_the_cleaner_refuses_is_in_no_redline():
    marked = redline("<p>a</p>", '<p onclick="x()">b</p><script>y()</script><iframe src="//z"></iframe>')
    assert "onclick" not in marked
    assert "script" not in marked
    assert "iframe" not in marked


def paragraphs(number, words):
    return [
        f"<p>{' '.join(f'w{(i * 7919 + j * 104729) % 5003}' for j in range(words))}</p>"
        for i in range(number)
    ]


@pytest.mark.parametrize("make", [
    lambda: (paragraphs(600, 80), [p.replace("w1", "v1") for p in paragraphs(600, 80)]),
    lambda: (["<p>a</p>"] * 30_000, ["<p>b</p><p>a</p>"] * 14_000),
    lambda: (["<p>a</p><p>b</p>"] * 990, ["<p>b</p><p>c</p><p>a</p>"] * 660),
    lambda: ([f"<p>{'a <em>b</em> ' * 15_000}</p>"], [f"<p>{'<em>b</em> c ' * 15_000}</p>"]),
])  # fmt: skip
def test_the_longest_texts_are_compared_in_seconds(make):
    before, after = ("".join(parts)[:MAX_LENGTH] for parts in make())
    start = time.process_time()
    redline(before, after)
    assert time.process_time() - start < 10


def test_what_was_taken_out_is_read_before_what_came_in_its_place():
    assert (
        redline("<p>jeudi 14 juin</p>", "<p>jeudi 16 juin</p>")
        == "<p>jeudi <del>14</del> <ins>16</ins> juin</p>"
    )


FIGURE_OF_A = '<figure><img src="/files/a.jpg" alt="{}"></figure>'


@pytest.mark.parametrize(("before", "after"), [
    ("<p>a b c</p>", "<p>a <strong>b</strong> c</p>"),
    ("<p>a</p>", "<h2>a</h2>"),
    ("<p>a</p><p>b</p>", "<p>a b</p>"),
    ("<p>a</p>", "<p>a</p><hr>"),
    ("<p>a b</p>", "<p>a<br>b</p>"),
    ("<p>5\u202f%</p>", "<p>5 %</p>"),
    ("<table><tbody><tr><td><p>a</p></td></tr></tbody></table>", "<p>a</p>"),
    (FIGURE_OF_A.format("x"), FIGURE_OF_A.format("y")),
])  # fmt: skip
def test_a_difference_of_form_alone_is_taken_out_and_put_in(before, after):
    for marked in (redline(before, after), redline(after, before)):
        assert "<ins>" in marked or "<del>" in marked
    assert "<ins>" not in redline(before, before)


def test_a_paragraph_that_changed_is_found_behind_one_that_is_new():
    marked = redline("<p>Nine schools work together.</p>", "<p>New.</p><p>Ten schools work together.</p>")
    assert marked.split("\n") == [
        "<p><ins>New.</ins></p>",
        "<p><del>Nine</del> <ins>Ten</ins> schools work together.</p>",
    ]


@pytest.mark.parametrize(("before", "after"), [
    ("old@example.org", "new@example.org"), ("https://a.fr/x?y=1", "https://a.fr/x?y=2"), ("1,5", "1,6"),
])  # fmt: skip
def test_an_address_or_a_number_is_one_word(before, after):
    assert redline_of_line(f"a {before} b", f"a {after} b") == f"a <del>{before}</del> <ins>{after}</ins> b"


def test_changes_that_a_comma_parts_are_one():
    assert redline_of_line("a one, two b", "a red, blue b") == "a <del>one, two</del> <ins>red, blue</ins> b"


SIGNS = st.sampled_from(["<", "&", "1,5", "«", "»", "Link:", "ins", "l’eau", "\xa0:"])
WORD = st.text("abcdéœ’-", min_size=1, max_size=5) | SIGNS
PHRASE = st.lists(WORD, min_size=1, max_size=6).map(lambda words: escape(" ".join(words)))
ADDRESS = st.sampled_from(["https://a.fr/", "https://b.fr/x", "mailto:a@b.fr"])
INLINE = st.one_of(
    PHRASE,
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["strong", "em", "sup"]), PHRASE),
    st.builds('<a href="{}">{}</a>'.format, ADDRESS, PHRASE),
    st.just("<br>"),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
ITEMS = st.lists(LINE.map("<li><p>{}</p></li>".format), min_size=1, max_size=3).map("".join)
CELLS = st.lists(LINE.map("<td><p>{}</p></td>".format), min_size=1, max_size=3).map("".join)
FIGURE = '<figure><img src="/files/{}.jpg" alt="{}"><figcaption>{}</figcaption></figure>'
BLOCK = st.one_of(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2", "h3"]), LINE),
    LINE.map("<blockquote><p>{}</p></blockquote>".format),
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["ul", "ol"]), ITEMS),
    st.lists(CELLS.map("<tr>{}</tr>".format), min_size=1, max_size=2).map(
        lambda rows: f"<table><tbody>{''.join(rows)}</tbody></table>"
    ),
    st.builds(FIGURE.format, st.sampled_from(["a/a", "b/b"]), st.sampled_from(["x", "y"]), PHRASE),
    st.just("<hr>"),
)
TEXT = st.lists(BLOCK, max_size=4).map(lambda blocks: str(clean_html("".join(blocks))))


def letters(markup, without="none"):
    """Its words run together, as spaces between blocks are nobody's."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for mark in list(root.iter(without)):
        mark.drop_tree()
    return re.sub(rf"→ \S+|{EMPTY}|{RULE}|\s+", "", " ".join(root.itertext()))


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_no_word_of_either_text_is_lost_and_every_difference_is_shown(before, after):
    marked = redline(before, after)
    assert letters(marked, without="ins") == letters(before)
    assert letters(marked, without="del") == letters(after)
    assert (before != after) is ("<ins>" in marked or "<del>" in marked)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORD, max_size=8).map(" ".join), st.lists(WORD, max_size=8).map(" ".join))
def test_no_word_of_either_line_is_lost(before, after):
    marked = redline_of_line(before, after)
    assert letters(marked, without="ins") == letters(escape(before))
    assert letters(marked, without="del") == letters(escape(after))
    assert (before.split() != after.split()) is ("<ins>" in marked or "<del>" in marked)
