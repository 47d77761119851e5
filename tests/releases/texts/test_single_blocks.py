from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.texts.single_blocks import joined, single_blocks

LIST = "<ul><li>Un</li><li><p>Deux</p><ol><li>a</li><li>b</li></ol></li></ul>"


def test_a_list_is_as_many_blocks_as_it_has_items():
    assert single_blocks(f"<p>Avant</p>{LIST}<p>Après</p>") == [
        "<p>Avant</p>",
        "<ul><li>Un</li></ul>",
        "<ul><li><p>Deux</p><ol><li>a</li><li>b</li></ol></li></ul>",
        "<p>Après</p>",
    ]


def test_items_of_one_kind_that_follow_one_another_are_one_list():
    assert joined(["<ul><li>a</li></ul>", "<ul><li>b</li></ul>", "<ol><li>c</li></ol>", "<p>d</p>"]) == (
        "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><p>d</p>"
    )


@pytest.mark.parametrize(
    "text", ["", "<ul></ul>", '<ol start="3"><li>a</li><li>b</li></ol>', "<hr><p>&amp; &lt;</p>"]
)
def test_what_was_parted_is_joined_as_it_was(text):
    assert joined(single_blocks(text)) == text


blocks = st.sampled_from(["<p>a</p>", "<h2>b</h2>", "<blockquote><p>c</p></blockquote>", "<hr>", LIST])


@given(st.lists(blocks, max_size=6))
def test_so_is_every_text_and_twice_gives_the_same(parts):
    text = "".join(parts)
    singles = single_blocks(text)
    assert single_blocks(joined(singles)) == singles
    if (LIST, LIST) not in pairwise(parts):
        assert joined(singles) == text
