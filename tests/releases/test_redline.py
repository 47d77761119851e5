import time

import pytest

from releases.texts.bounds import MAX_LENGTH
from releases.texts.redline import redline, redline_of_line, redline_of_lines

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
    assert "<ins> → /b</ins>" in marked
    assert "<del> → /a</del>" in marked


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
