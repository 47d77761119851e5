import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.search.document import MAX_LENGTH, MAX_WORDS, Level, Text, document, plain


def test_each_text_has_a_line_and_each_word_its_level():
    texts = [Text(Level.BODY, "en", "Big cats"), Text(Level.TITLE, None, "Café")]
    assert document(texts).splitlines() == [" 1cafe ", " 3big 3cats ", "3cat"]


def test_what_stands_in_a_better_place_already_is_not_kept_again():
    kept = document([Text(Level.TITLE, "en", "cat"), Text(Level.BODY, "en", "cats")])
    assert kept.splitlines() == [" 1cat ", " 3cats "]


def test_a_compound_is_kept_in_parts_and_whole():
    assert document([Text(Level.TITLE, None, "Saint-Étienne")]).split() == [
        "1saint",
        "1etienne",
        "1saintetienne",
    ]


@given(st.text())
def test_whatever_is_written_databases_take_it_as_it_is(text):
    assert re.fullmatch(
        r"(?:(?: (?:1[a-z0-9_]+ )+|1[a-z0-9_]+)\n?)*", document([Text(Level.TITLE, "fr", text)])
    )


@pytest.mark.parametrize(
    ("one", "other"), [("наука", "наук"), ("r&d", "rd"), ("3.5", "35"), ("é", "è"), ("一", "二")]
)
def test_different_words_stay_different_but_for_their_accents(one, other):
    assert (plain(one) == plain(other)) == (one == "é")


def test_the_beginning_of_a_word_is_the_beginning_of_what_is_kept():
    assert plain("наука").startswith(plain("нау"))


def test_rows_and_words_are_bounded():
    assert len(document([Text(Level.BODY, "fr", "mot " * 200_000)]).split()) == MAX_WORDS
    assert len(plain("a" * 5_000)) == len(plain("я" * 5_000)) == MAX_LENGTH
