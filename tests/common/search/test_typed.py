import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.search.typed import FTS5, MAX_WORDS, TSQUERY, read, reference_in


def parts(typed):
    search = read(typed, languages=["fr"])
    return [
        [(" ".join(term.parts), "phrase" if term.is_phrase else "") for term in terms]
        for terms in (search.wanted, search.excluded)
    ]


@pytest.mark.parametrize(
    ("typed", "wanted", "excluded"),
    [
        ("label Carnot", [("label", ""), ("carnot", "")], []),
        ('"label Carnot" 2020', [("2020", ""), ("label carnot", "phrase")], []),
        ("« label Carnot »", [("label carnot", "phrase")], []),
        ("“label Carnot”", [("label carnot", "phrase")], []),
        ('"un', [("un", "")], []),
        ("mines -paris", [("mines", "")], [("paris", "")]),
        ('mines -"mines paris"', [("mines", "")], [("mines paris", "phrase")]),
        ("mines -l'École", [("mines", "")], [("école", "")]),
        ("mines -Saint-Étienne", [("mines", "")], [("saint étienne", "phrase")]),
        ("Saint-Étienne", [("saint étienne", "")], []),
        ("12 000 chercheurs", [("12000", ""), ("chercheurs", "")], []),
        ("mines - paris", [("mines", ""), ("paris", "")], []),
        ("mines mines", [("mines", "")], []),
        ("-paris", [], [("paris", "")]),
        ('"" -"" "-"', [], []),
        ("CP-2026-002", [("cp 2026 002", "phrase")], []),
        ("label cp‑2026‑0021", [("label", ""), ("cp 2026 0021", "phrase")], []),
        ("label -CP-2026-002", [("label", "")], [("cp 2026 002", "phrase")]),
        (
            "CP-2026-00 CP-26-002 C4-2026-002",
            [("cp 2026 00", ""), ("cp 26 002", ""), ("c4 2026 002", "")],
            [],
        ),
    ],
)
def test_what_is_typed_is_read_as_words_and_phrases(typed, wanted, excluded):
    # Of a word that comes twice, the last may be a beginning only.
    assert [list(dict.fromkeys(terms)) for terms in parts(typed)] == [wanted, excluded]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("cp-2026-002", "CP-2026-002"),
        ("voir “CP‑2026‑002” et CP-2026-003", "CP-2026-002"),
        ("CP-2026-02", ""),
        ("CP 2026 002", ""),
        ("", ""),
    ],
)
def test_a_reference_is_recognised(typed, reference):
    assert reference_in(typed) == reference


def test_the_last_word_may_be_a_beginning_and_at_the_desk_each():
    assert [term.prefix_from for term in read("label car").wanted] == [None, 3]
    assert [term.prefix_from for term in read("label car", every_prefix=True).wanted] == [2, 2]
    assert read('"label car"').wanted[0].prefix_from is None


def test_a_letter_or_two_begin_too_much():
    assert "*" not in read("ab").expression(FTS5)
    assert '"1abc"*' in read("abc").expression(FTS5)
    assert "*" not in read("a", every_prefix=True).expression(FTS5)
    assert '"1ab"*' in read("ab", every_prefix=True).expression(FTS5)


def test_of_a_compound_the_last_part_may_be_a_beginning():
    expression = read("cp-2020", languages=[]).expression(FTS5, 1)
    assert expression == '((1cp AND "12020"*) OR "1cp2020"*)'


def test_a_search_is_written_as_each_database_reads_it():
    search = read('car -bus "a b"', languages=[])
    assert search.expression(FTS5, 1) == '("1car"* AND (1a AND 1b)) NOT (1bus OR 2bus OR 3bus OR 4bus)'
    assert search.expression(TSQUERY, 1) == "(1car:* & (1a & 1b)) & !(1bus | 2bus | 3bus | 4bus)"
    assert read("cap", languages=[]).expression(FTS5, 2) == '("1cap"* OR "2cap"*)'


def test_words_are_bounded():
    assert len(read(" ".join(f"w{n}" for n in range(60))).wanted) == MAX_WORDS


@given(st.text() | st.from_regex(r'(?:-?["a-z*():^ ]|AND|OR|NOT|NEAR)*', fullmatch=True))
def test_nothing_that_is_typed_is_syntax(typed):
    search = read(typed)
    if search:
        assert re.fullmatch(r'(?:[1-4][a-z0-9_]+|[()"*]| AND | OR | NOT )+', search.expression(FTS5))
        assert re.fullmatch(r"(?:[1-4][a-z0-9_]+|[()]|:\*| [&|] !?)+", search.expression(TSQUERY))


@pytest.mark.parametrize(
    ("typed", "words", "level"),
    [
        ('"label carnot"', " 1label 1carnot \n 3label 3carnot ", 1),
        ('"label carnot"', " 1carnot 1label \n 3un 3label 3carnot ", 3),
        ('"label carnot" "un an"', " 1label 1carnot \n 2un 2an ", 2),
        ('"label carnot"', " 1label \n 1carnot ", None),
        ('"label carnot" "un an"', " 1label 1carnot ", None),
        ('label -"un an"', " 1label 1un ", 1),
        ('label -"un an"', " 1label \n 4un 4an ", None),
        ("label -an", " 1label 1an ", 1),
    ],
)
def test_phrases_stand_in_the_worst_level_of_theirs(typed, words, level):
    search = read(typed)
    assert search.level_of_phrases(words) == level
    assert search.has_phrases == ('"' in typed)


@pytest.mark.parametrize(
    ("typed", "words", "stands"),
    [
        ("douai", "mines douai", True),
        ("doua", "mines douai", True),
        ("doua mines", "mines douai", False),
        ("ouai", "mines douai", False),
        ("nord-europe", "imt nord europe", True),
        ("nord-eur", "imt nord europe", True),
        ("nord-europe", "imt nordeurope", True),
        ("nord-europe", "imt nord", False),
        ("réseaux", "reseau carnot", True),
    ],
)
def test_a_word_stands_among_others_as_a_database_finds_it(typed, words, stands):
    term = read(typed, languages=["fr"]).wanted[0]
    assert term.stands_in(frozenset(words.split())) == stands
