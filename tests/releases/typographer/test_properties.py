"""Whatever the text: twice gives the same, no letter or digit is lost or moved, and no link changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.texts.richtext import clean_html
from releases.texts.typographer import corrected, corrections

pytestmark = pytest.mark.one_database

PIECES = (
    *(" ", "  ", "\u00a0", "\u202f", "\n", "...", "…", ".", ",", "'", "’", "‘", '"', "“", "”", "«", "»"),
    *(";", ":", "!", "?", "-", "--", "–", "/", "(", ")", "%", "€", "M€", "k", "M", "Md", "°C", "&", "+", "*"),
    *("1", "12", "500", "000", "2020", "12000", "2e", "1er", "XXIe", "h", "30", "n°", "km", "t", "m²"),
    *("mot", "l", "les", "dogs", "don", "t", "s", "90s", "M.", "Mme", "Dr", "J.", "Durand", "Le", "The"),
    *("CP-2020-001", "01 75 31 40 82", "+33 1 41 11 37 89", "75013 Paris", "a@b.fr", "ISO 9001"),
    *("https://x.fr/a;b?c=1", "www.x.fr", "x.fr/l'y", "\ufffc", "é", "œ"),
)
PLAIN = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)
ADDRESSES = st.sampled_from(["/fr/a;b", "https://x.fr/l'eau?a=1!b", "mailto:a@b.fr", "tel:+33141113789"])
INSIDE = st.recursive(
    PLAIN.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["strong", "em", "sup", "sub"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        st.tuples(ADDRESSES, inner).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>'),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        inner.map(lambda text: f"{text}<br>{text}"),
    ),
    max_leaves=6,
)
RICH = st.lists(st.tuples(st.sampled_from(["p", "h2", "blockquote"]), INSIDE), max_size=3).map(
    lambda blocks: clean_html("".join(f"<{tag}>{inner}</{tag}>" for tag, inner in blocks))
)
LANGUAGES = st.sampled_from(["fr", "en", "de"])
TAG = re.compile(r"<[^<>]*>")
LINK = re.compile(r"<a [^<>]*>")
ADDRESS = re.compile(r"https?://x\.fr/a;b\?c=1|www\.x\.fr|a@b\.fr")


def letters(text, is_rich):
    text = TAG.sub("", text).replace("&nbsp;", " ").replace("&amp;", "&") if is_rich else text
    return [sign for sign in text if sign.isalnum()]


def check(text, language, is_rich):
    once = corrected(text, language, is_rich)
    assert corrected(once, language, is_rich) == once
    assert letters(once, is_rich) == letters(text, is_rich)
    assert LINK.findall(once) == LINK.findall(text)
    assert (once == text) == (corrections(text, language, is_rich) == [])
    return once


@settings(max_examples=400, deadline=None)
@given(PLAIN, LANGUAGES)
def test_of_plain_texts(text, language):
    once = check(text, language, is_rich=False)
    assert ADDRESS.findall(once) == ADDRESS.findall(text)


@settings(max_examples=400, deadline=None)
@given(RICH, LANGUAGES)
def test_of_rich_texts(text, language):
    once = check(text, language, is_rich=True)
    assert clean_html(str(once)) == once


@settings(max_examples=200, deadline=None)
@given(RICH, LANGUAGES, st.sets(st.integers(0, 12)))
def test_of_any_choice_of_corrections(text, language, only):
    some = corrected(text, language, is_rich=True, only=only)
    assert letters(some, is_rich=True) == letters(text, is_rich=True)
    assert LINK.findall(some) == LINK.findall(text)
