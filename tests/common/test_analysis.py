import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.analysis import fold, phrases, searchable, text_of, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("L’œuvre de l’école", "l'œuvre"),
        ("L'œuvre de l'école", "l’oeuvre"),
        ("qu’aujourd’hui", "aujourd'hui"),
        ("Noël D’Almeida", "noel d'almeida"),
        ("Noe\u0308l", "Noël"),
        ("Ngọc Łódź Đỗ", "ngoc lodz do"),
        ("Mines Saint-Étienne", "saint etienne"),
        ("le M.I.N.E.S. 2020", "mines"),
        ("les MINES", "M.I.N.E.S"),
        ("la R&D", "R & D"),
        ("la R & D", "r&d"),
        ("du CO₂", "CO2"),
        ("du CO2", "co₂"),
        ("12\u202f000 chercheurs", "12 000"),
        ("12 000 chercheurs", "12000"),
        ("3,5 %", "3.5"),
        ("the school’s", "school"),
        ("CP-2020-001", "cp-2020"),
        ("anne@example.org", "example.org"),
        ("coeur", "cœur"),
        ("ﬁnance", "finance"),
        ("STRASSE", "straße"),
    ],
)
def test_what_is_typed_finds_what_is_written(written, typed):
    assert all(phrase in searchable(written) for phrase in phrases(typed))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>du CO<sub>2</sub></p>", ["du", "co2"]),
        ("<p>un</p><p>deux</p>", ["un", "deux"]),
        ("<strong>g</strong>ras", ["gras"]),
        ('<a href="https://example.org/strong">lien</a>', ["lien"]),
        ("a &amp; b &lt;c&gt;", ["a&b", "c"]),
        ("<ul><li>point</li><li>autre</li></ul>", ["point", "autre"]),
    ],
)
def test_markup_is_no_text(markup, text):
    assert words(text_of(markup)) == text


def test_words_in_quotes_stand_side_by_side():
    assert phrases('"label Carnot" 2020') == ["2020", "label carnot"]
    assert phrases("« label Carnot »") == ["label carnot"]
    assert "label carnot" in searchable("Le label Carnot")
    assert "label carnot" not in searchable("Le label", "Carnot")


@pytest.mark.parametrize("typed", ["", '"', '"un', "'", "%_", "---", "\\", "AND OR NOT", "a" * 10_000])
def test_nothing_that_is_typed_is_an_error(typed):
    assert isinstance(phrases(typed), list)


@given(st.text())
def test_a_text_is_found_by_each_of_its_words(text):
    kept = searchable(text)
    assert all(word in kept for word in words(text))
    assert words(unicodedata.normalize("NFD", text)) == words(text)


@given(st.text(string.printable))
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)


def test_signs_that_nobody_sees_do_not_part_words():
    assert fold("No\u200be\u0308l\u00ad") == "noel"
