import re
import time
import unicodedata

import pytest

from common.characters import _MARKS, _ORDINARY, MAX_MARKS, clean, fold, shortened, tidy

INVISIBLE = {
    "a zero-width space": "\u200b",
    "a mark of the end of a direction": "\u202c",
    "a right-to-left mark": "\u200f",
    "a byte order mark": "\ufeff",
    "a word joiner": "\u2060",
    "a soft hyphen": "\u00ad",
    "a joiner between Latin letters": "\u200d",
    "a non-joiner between Latin letters": "\u200c",
    "a control character": "\x07",
    "a NUL": "\x00",
    "half of a character": "\ud800",
    "no character": "\uffff",
    "a Hangul filler": "\u3164",
    "a filler of old Hangul": "\u115f",
    "a Khmer vowel that is not written": "\u17b4",
    "a selector of pictures": "\ufe0f",
    "a selector of ideographs": "\U000e0100",
    "a selector of Mongolian": "\u180b",
}


@pytest.mark.one_database
@pytest.mark.parametrize("sign", INVISIBLE.values(), ids=INVISIBLE)
def test_signs_that_nobody_sees_are_taken_off(sign):
    assert clean(f"{sign}Zo{sign}é{sign}") == "Zoé"
    assert fold(f"Zo{sign}é") == "zoe"


@pytest.mark.one_database
def test_no_format_sign_is_forgotten():
    """But those that are seen: numbers' signs in Arabic and its neighbours, and hieroglyphs."""
    kept = {
        c
        for c in map(chr, range(0x110000))
        if unicodedata.category(c) in ("Cf", "Cc", "Cs") and c in clean(f"a{c}b")
    }
    assert {c for c in kept if unicodedata.category(c) != "Cf"} == {"\t", "\n", "\r"}
    assert all("ARABIC" in n or "SYRIAC" in n or "KAITHI" in n or "EGYPTIAN" in n for n in _names(kept))


def _names(signs):
    return [unicodedata.name(c) for c in signs if unicodedata.category(c) == "Cf"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🔬",
        "ශ්\u200dරී",
        "한글",
        "❤\ufe0f ©\ufe0f 1\ufe0f\u20e3 👁\ufe0f\u200d🗨\ufe0f",
        "葛\U000e0100城 ᠠ\u180b",
        "l’été\u00a0: «\u202f12\u00a0%\u202f»",
    ],
)
def test_what_a_script_or_typography_needs_stays(text):
    assert clean(text) == text


@pytest.mark.one_database
@pytest.mark.parametrize("name", ["Noël", "Nguyễn", "Thị", "Hélène Décomposé", "Zoë Ångström", "Škvorecký"])
def test_letters_are_composed(name):
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    assert clean(apart) == tidy(apart) == name
    assert fold(apart) == fold(name)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("\u00a0Zoé\u202f\u2003Durand ", "Zoé Durand"),
        ("Zoé\u200b \u200bDurand", "Zoé Durand"),
        ("Editor\u2028 Science  desk", "Editor\nScience desk"),
        ("l\x92été", "l’été"),
        ("\u200b \ufeff", ""),
        ("\u2800Zoé\u2800", "Zoé"),
        ("1\ufe0f é\u0323\ufe0f ❤\ufe0f\ufe0e", "1 ẹ́ ❤\ufe0f"),
    ],
)
def test_blanks_of_any_kind_are_one_blank(text, tidied):
    assert tidy(text) == tidied


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("D’ALMEIDA", "d'Almeida"),
        ("Đỗ", "DO"),
        ("Łódź", "Lodz"),
        ("Jørgen", "JORGEN"),
        ("Œuvre", "oeuvre"),
        ("Groß", "GROSS"),
        ("ﬁn", "fin"),
        ("Jean\u2011Paul", "Jean-Paul"),
    ],
)
def test_accents_case_and_the_kind_of_an_apostrophe_make_no_difference(one, other):
    assert fold(one) == fold(other)


@pytest.mark.one_database
@pytest.mark.parametrize("piece", ["a\u0300\u0316", "\u0f73", "\u0300\u0316", "é\u200d", "\x92", "\u200d"])
@pytest.mark.parametrize("function", [clean, tidy, fold])
def test_twice_the_text_takes_twice_the_time(function, piece):
    """Measured in time of the processor, and generously: the square would be a hundred times as much."""
    short, long = (_cost(function, piece * count) for count in (4_000, 40_000))
    assert long < 40 * max(short, 0.001)


def _cost(function, text):
    start = time.process_time()
    function(text)
    return time.process_time() - start


@pytest.mark.one_database
def test_nothing_writes_more_marks_on_one_letter():
    assert len(clean("x" + "\u0316" * 5000)) == 1 + MAX_MARKS


@pytest.mark.one_database
def test_what_is_taken_for_ordinary_is_clean(monkeypatch):
    ordinary = "".join(c for c in map(chr, range(0x2100)) if _ORDINARY.fullmatch(c))
    assert len(ordinary) > 1000
    monkeypatch.setattr("common.characters._ORDINARY", re.compile("(?!)"))
    assert "".join(map(clean, ordinary)) == ordinary


@pytest.mark.one_database
def test_no_mark_is_taken_for_ordinary():
    assert not [mark for mark in _MARKS if _ORDINARY.fullmatch(mark)]


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("Il est gratuit.", 15, "Il est gratuit."),
        ("Il est gratuit.", 12, "Il est…"),
        ("Il est gratuit.", 7, "Il est…"),
        ("Il est gratuit, et ouvert.", 17, "Il est gratuit…"),
        ("Il coûte 12\xa0000\xa0euros.", 14, "Il coûte…"),
        ("À Brest\xa0: les réseaux", 11, "À Brest…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("Un " + "a" * 20, 10, "Un aaaaaa…"),
        ("Déjà vu", 6, "Déjà…"),
        ("De\u0301ja\u0300 vu", 6, "Déjà…"),
        ("Un mot…", 7, "Un mot…"),
        ("Un…", 2, "U…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_behind_a_word(text, length, shown):
    assert shortened(text, length) == shown
    assert len(shown) <= length
