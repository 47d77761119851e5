import pytest

from common.stemming import stems


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "hôpital", "hôpitaux"),
        ("fr", "hopital", "hôpitaux"),
        ("fr", "hopitaux", "hôpital"),
        ("fr", "déclaré", "déclarée"),
        ("fr", "declare", "déclarées"),
        ("fr", "declarees", "déclarées"),
        ("fr", "énergétiques", "energetique"),
        ("fr", "chercheurs", "chercheur"),
        ("en", "schools", "school"),
        ("en", "batteries", "battery"),
        ("en", "testing", "tested"),
    ],
)
def test_forms_of_a_word_share_a_stem(language, one, other):
    assert stems(one, language) & stems(other, language)


@pytest.mark.parametrize("word", ["co2", "r&d", "12000", "3.5", "le"])
def test_what_is_no_word_has_none(word):
    assert stems(word, "fr") == set()


def test_a_language_without_rules_has_none():
    assert stems("recherches", "zh") == set()
