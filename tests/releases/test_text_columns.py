import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.public.text_columns import COLUMNS, wrapped
from tests.examples import examples

# What lines of plain text are made of: indents, signs of items, words, no-break spaces.
PIECES = st.sampled_from(
    [" ", "    ", "– ", "12. ", "\xa0", "\n", "mot", "l’été", "https://example.org/" + "x" * 90, "| "]
)


@settings(max_examples=examples(200), derandomize=True, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_word_is_lost_broken_or_moved(text):
    lines = wrapped(text, COLUMNS)
    assert lines.split() == text.split()
    for line in lines.split("\n"):
        # One that is longer has no room for its last word on a line of its own.
        assert len(line) <= COLUMNS or " " not in line.strip(" ").removeprefix("– ").lstrip("0123456789. ")


@pytest.mark.parametrize(
    ("beginning", "following"), [("", ""), ("    ", "    "), ("– ", "  "), ("        12. ", "            ")]
)
def test_lines_of_a_paragraph_begin_below_one_another(beginning, following):
    first, *others = wrapped(f"{beginning}{'mots ' * 60}".rstrip(), COLUMNS).split("\n")
    assert first.startswith(f"{beginning}mots")
    assert len(others) > 3
    assert all(line.startswith(f"{following}mots") for line in others)


def test_words_joined_by_a_no_break_space_stay_together():
    assert "240\xa0capteurs" in wrapped("mots " * 13 + "a 240\xa0capteurs", COLUMNS).split("\n")


def test_an_indent_leaves_room_for_words():
    lines = wrapped(" " * 200 + "mots " * 20, COLUMNS).split("\n")
    assert max(map(len, lines)) <= COLUMNS


def test_short_lines_stay_as_they_are():
    text = "Titre\n\n  a  b\n"
    assert wrapped(text, COLUMNS) == text
