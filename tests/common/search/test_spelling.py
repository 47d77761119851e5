import pytest

from common.search.spelling import distance, nearest, spellings

KNOWN = spellings(
    ["L’énergie solaire, l’énergie.", "Un capteur, des capteurs, des batteries", "Le port"], "fr"
)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("enregie", "énergie"),
        ("energi", "énergie"),
        ("batterries", "batteries"),
        ("batteires", "batteries"),
        ("capteru", "capteur"),
        ("capteurss", "capteurs"),
        ("prot", "port"),
        ("xyzzyxyz", None),
        ("por", None),
        ("a" * 5_000, None),
    ],
)
def test_the_nearest_spelling_is_proposed(typed, proposed):
    assert nearest(typed, KNOWN) == proposed


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [("port", "port", 0), ("port", "prot", 1), ("port", "ports", 1), ("port", "pot", 1), ("abc", "xyz", 3)],
)
def test_mistakes_are_counted_up_to_one_more_than_may_be(one, other, number):
    assert distance(one, other, 2) == number


def test_a_whole_word_is_proposed_before_one_whose_stem_is_as_near():
    known = spellings(["Floods, floods, floods", "Flow"], "en")
    assert nearest("flod", known) == "flow"
    assert nearest("flod", spellings(["Floods in the valley"], "en")) == "floods"
