import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.analysis import compounds, fold, text_of, words


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("L’œuvre de l’école", "oeuvre de ecole"),
        ("L'œuvre de l'école", "oeuvre de ecole"),
        ("qu’aujourd’hui", "aujourd hui"),
        ("Noël D’Almeida", "noel almeida"),
        ("Noe\u0308l", "noel"),
        ("Ngọc Łódź Đỗ", "ngoc lodz do"),
        ("le M.I.N.E.S. 2020", "le mines 2020"),
        ("la R&D", "la r&d"),
        ("la R & D", "la r&d"),
        ("du CO₂", "du co2"),
        ("12\u202f000 chercheurs", "12000 chercheurs"),
        ("12\u00a0000,5 %", "12000.5"),
        ("12 000 chercheurs", "12000 chercheurs"),
        ("en 2020 300 personnes", "en 2020 300 personnes"),
        ("3,5 %", "3.5"),
        ("12,000 researchers", "12000 researchers"),
        ("1,234,567.5", "1234567.5"),
        ("12.000 chercheurs, 1.234.567,5 kg et 25.000.", "12000 chercheurs 1234567.5 kg et 25000"),
        ("3.5, 0.125, 12.0000 et 10.50", "3.5 0.125 12.0000 et 10.50"),
        ("192.168.100.20 et 1.234.56", "192.168.100.20 et 1.234.56"),
        ("0,125 et 12,0000", "0.125 et 12.0000"),
        ("the school’s", "the school"),
        ("CP-2020-001", "cp 2020 001"),
        ("anne_martin@example.org", "anne martin example org"),
        ("coeur cœur", "coeur coeur"),
        ("ﬁnance", "finance"),
        ("STRASSE straße", "strasse strasse"),
    ],
)
def test_words_are_folded_and_joined(written, found):
    assert words(written) == found.split()


def test_parts_of_a_compound_stay_together_whatever_its_hyphen():
    assert compounds("Saint-Étienne, sous‑marin − avant – après") == [
        ["saint", "étienne"],
        ["sous", "marin"],
        ["avant"],
        ["après"],
    ]


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


@given(st.text())
def test_accents_may_be_composed_or_not(text):
    assert words(unicodedata.normalize("NFD", text)) == words(text)


@given(st.text(string.printable))
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)


def test_signs_that_nobody_sees_do_not_part_words():
    assert fold("No\u200be\u0308l\u00ad") == "noel"
