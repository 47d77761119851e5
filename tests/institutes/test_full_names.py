import pytest

from institutes.full_names import divided

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Zoé Durand", "Zoé", "Durand"),
        ("Zoé DURAND", "Zoé", "DURAND"),
        ("DURAND Zoé", "Zoé", "DURAND"),
        ("JEAN DUPONT", "JEAN", "DUPONT"),
        ("Durand, Zoé", "Zoé", "Durand"),
        ("de La Ferté, Maÿlis", "Maÿlis", "de La Ferté"),
        ("Maÿlis de La Ferté", "Maÿlis", "de La Ferté"),
        ("Jean-Pierre de la FERTÉ", "Jean-Pierre", "de la FERTÉ"),
        ("Armelle LE GOFF-FICTIF", "Armelle", "LE GOFF-FICTIF"),
        ("DE LA FERTÉ Maÿlis", "Maÿlis", "DE LA FERTÉ"),
        ("Jean d'Ormesson", "Jean", "d'Ormesson"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Sean O'Neil", "Sean", "O'Neil"),
        ("J. R. R. TOLKIEN", "J. R. R.", "TOLKIEN"),
        ("Mme Zoé Durand", "Zoé", "Durand"),
        ("Dr Zoé DURAND", "Zoé", "DURAND"),
    ],
)
def test_a_name_that_can_only_be_divided_so(text, first, last):
    assert divided(text) == (first, last, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ana García Márquez", "Ana", "García Márquez"),
        ("Jean Pierre Martin", "Jean Pierre", "Martin"),
        ("Durand, Zoé, PhD", "Zoé, PhD", "Durand"),
        ("Rédaction", "", "Rédaction"),
        ("", "", ""),
    ],
)
def test_a_name_that_somebody_should_look_at(text, first, last):
    assert divided(text) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "first", "last", "sure"),
    [
        ("Durand Zoé", "Zoé", "Durand", True),
        ("DURAND Zoé", "Zoé", "DURAND", True),
        ("de La Ferté Maÿlis", "Maÿlis", "de La Ferté", True),
        ("Martin Jean Pierre", "Jean Pierre", "Martin", False),
    ],
)
def test_a_column_may_say_that_last_names_stand_in_front(text, first, last, sure):
    assert divided(text, last_first=True) == (first, last, sure)
