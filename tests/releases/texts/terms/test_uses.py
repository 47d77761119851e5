"""Where terms stand in a text, and what is not the house's."""

import random
from time import process_time

import pytest

from releases.texts.terms import Term, Terms

from . import known

pytestmark = pytest.mark.one_database

# (language, text, {what is not the house's: the right form})
CASES = [
    ("fr", "l’Institut Mines-Télécom, l’Institut Télécom", {"Institut Télécom": "Institut Mines-Télécom"}),
    ("fr", "L’Institut Mines-Telecom.", {"Institut Mines-Telecom": "Institut Mines-Télécom"}),
    ("fr", "L’institut Télécom", {"institut Télécom": "Institut Mines-Télécom"}),
    ("fr", "Institut\u00a0Mines Télécom", {"Institut\u00a0Mines Télécom": "Institut Mines-Télécom"}),
    ("en", "The Mines-Télécom Institute’s schools", {"Mines-Télécom Institute": "Institut Mines-Télécom"}),
    ("en", "The research directors met.", {"research directors": "directors of research"}),
    ("en", "Research director at IMT", {"Research director": "Director of research"}),
    ("en", "RESEARCH DIRECTOR", {"RESEARCH DIRECTOR": "DIRECTOR OF RESEARCH"}),
    ("fr", "le directeur de l'innovation", {"directeur de l'innovation": "directeur de la recherche"}),
    ("fr", "les directeurs recherche", {"directeurs recherche": "directeurs de la recherche"}),
    ("fr", "l’Anr", {"Anr": "ANR"}),
    ("en", "two startups", {"startups": "start-ups"}),
    ("fr", "des hôpitaux", {"hôpitaux": "cliniques"}),
    ("fr", "une startup", {"startup": "start-up"}),
    ("fr", "le Carnot Mines", {"Carnot Mines": "Carnot M.I.N.E.S"}),
]  # fmt: skip
NEAR_MISSES = [
    ("fr", "Les directeurs de la recherche, le Directeur de la Recherche, la directrice de la recherche"),
    ("fr", "INSTITUT MINES-TÉLÉCOM"),
    ("fr", "un institut des mines, télécom comprise"),
    ("fr", "l’institut. Télécom Paris"),
    ("en", "a research direction, research directed by her"),
    ("en", "the vice-research director and the research director-general"),
    ("en", "the ANR, an arn"),
    ("fr", "https://example.org/Anr/appel et Anr@example.org"),
    ("fr", "voir www.example.org/Carnot Mines Paris"),
    ("fr", "Carnot Mines Paris, l’Institut Télécom de Brest"),
    ("fr", "Carnot M.I.N.E.S"),
    ("fr", "Carnot"),
    ("fr", ""),
]


def changed(language, text):
    return {use.words: use.proposal for use in known.terms(language).uses(text) if use.is_to_change}


@pytest.mark.parametrize(("language", "text", "right"), CASES)
def test_another_form_is_found_with_the_one_of_the_house(language, text, right):
    assert changed(language, text) == right


@pytest.mark.parametrize(("language", "text"), NEAR_MISSES)
def test_what_only_looks_like_one_is_left_alone(language, text):
    assert changed(language, text) == {}


def test_what_is_proposed_needs_no_correction():
    for language, text, right in CASES:
        for words, proposal in right.items():
            assert changed(language, text.replace(words, proposal)) == {}


def test_a_term_is_found_in_its_own_form_with_its_place():
    text = "Les directeurs de la recherche."
    [use] = known.terms("fr").uses(text)
    assert (use.term, use.words, use.form.is_wrong) == (known.DIRECTOR, text[use.start : use.end], False)


def test_a_language_without_stems_is_read_word_by_word():
    terms = Terms([Term((("ja", "研究所 A"),), (("ja", ("研究室 A",)),))], [], "ja")
    assert [use.proposal for use in terms.uses("研究室 A") if use.is_to_change] == ["研究所 A"]


def made_words(chance, number):
    signs = "abcdefghilmnoprstuvé"
    return ["".join(chance.choices(signs, k=chance.randint(3, 11))) for _word in range(number)]


def test_three_thousand_words_are_looked_through_for_two_thousand_terms_in_20_ms():
    chance = random.Random(12)
    words = made_words(chance, 4_000)

    def phrase(length):
        return " ".join(chance.choices(words, k=length))

    many = [
        known.term(phrase(3), phrase(3), not_fr=[phrase(2), f"directeur {phrase(1)}"]) for _t in range(2_000)
    ]
    terms = Terms(many, [], "fr")
    lines = [f"{phrase(90)} {chance.choice(many).not_in('fr')[1]}, {phrase(8)}." for _line in range(30)]
    assert sum(use.is_to_change for line in lines for use in terms.uses(line)) >= 30
    best = 1.0
    for _time in range(3):
        start = process_time()
        for line in lines:
            terms.uses(line)
        best = min(best, process_time() - start)
    assert best < 0.02
