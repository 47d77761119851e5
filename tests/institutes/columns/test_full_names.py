import pytest

from institutes.columns.full_names import split_full_name

pytestmark = pytest.mark.one_database


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
        ("Ben Stiller", "Ben", "Stiller"),
        ("zoé durand", "zoé", "durand"),
        ("LE GOFF Zoé", "Zoé", "LE GOFF"),
        ("Alice Bernard", "Alice", "Bernard"),
        ("Jean-Marc Martin", "Jean-Marc", "Martin"),
        ("DUPONT Jean", "Jean", "DUPONT"),
    ],
)
def test_a_name_that_can_only_be_divided_so(text, first, last):
    assert split_full_name(text) == (first, last, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ana García Márquez", "Ana", "García Márquez"),
        ("Jean Pierre Martin", "Jean Pierre", "Martin"),
        ("Durand, Zoé, PhD", "Zoé, PhD", "Durand"),
        ("Rédaction", "", "Rédaction"),
        ("", "", ""),
        ("de La Tour Anne-Marie", "Anne-Marie", "de La Tour"),
        ("de LA TOUR Anne-Marie", "Anne-Marie", "de LA TOUR"),
        ("DE LA TOUR ANNE", "ANNE", "DE LA TOUR"),
        ("van Gogh Vincent", "Vincent", "van Gogh"),
        ("Van den Berg Jan Willem", "Jan Willem", "Van den Berg"),
        ("el Fassi Nadia", "Nadia", "el Fassi"),
        ("El Fassi Nadia", "Nadia", "El Fassi"),
        ("Ben Ali Karim", "Karim", "Ben Ali"),
        ("d’Ormesson Jean", "Jean", "d’Ormesson"),
        ("O’Neil Sean", "Sean", "O’Neil"),
        ("Le Goff Armelle", "Armelle", "Le Goff"),
        ("de Gaulle", "", "de Gaulle"),
        ("de La Tour", "", "de La Tour"),
        ("de GAULLE", "", "de GAULLE"),
        ("Mme de La Tour Anne-Marie", "Anne-Marie", "de La Tour"),
        ("Service presse", "", "Service presse"),
        ("SERVICE PRESSE", "", "SERVICE PRESSE"),
        ("Service PRESSE", "", "Service PRESSE"),
        ("Rédaction web", "", "Rédaction web"),
        ("Direction de la communication", "", "Direction de la communication"),
        ("Press office", "", "Press office"),
        ("Relations publiques", "", "Relations publiques"),
        ("Mines presse", "Mines", "presse"),
        ("Mines Presse", "Mines", "Presse"),
        ("Affaires publiques", "Affaires", "publiques"),
        ("Mines Paris, service presse", "service presse", "Mines Paris"),
        ("Rédaction Le Monde", "", "Rédaction Le Monde"),
        ("Radio France", "", "Radio France"),
        ("AFP Sciences", "Sciences", "AFP"),
        ("BFM BUSINESS", "BFM", "BUSINESS"),
        ("TF1 Info", "Info", "TF1"),
        ("CNRS Images", "Images", "CNRS"),
        ("Dupont Jean", "Dupont", "Jean"),
        ("Le-Goff Anne-Marie", "Le-Goff", "Anne-Marie"),
        ("durand zoé", "durand", "zoé"),
        ("Grafeuil Tatiana", "Grafeuil", "Tatiana"),
        ("M. Dupont Jean", "Dupont", "Jean"),
        ("M. et Mme Dupont", "", "Dupont"),
        ("Mr & Mrs Dupont", "", "Dupont"),
        ("Jean et Marie Dupont", "Jean et Marie", "Dupont"),
        ("M. et Mme Jean Dupont", "Jean", "Dupont"),
        ("Dr Ada and Bob Blanc", "Ada and Bob", "Blanc"),
        ("Le Parisien Newsroom", "Newsroom", "Le Parisien"),
    ],
)
def test_a_name_that_somebody_should_look_at(text, first, last):
    assert split_full_name(text) == (first, last, False)


@pytest.mark.parametrize("text", ["Le Monde", "LE MONDE", "Le Monde Sciences", "Le  Monde, Sciences"])
def test_a_name_that_begins_with_the_organisation_is_no_persons(text):
    assert split_full_name(text, organisation="Le Monde") == ("", " ".join(text.split()), False)


def test_an_organisation_is_compared_by_whole_words():
    assert split_full_name("Durandal Zoé", organisation="Durand").last == "Zoé"


@pytest.mark.parametrize(
    ("text", "first", "last", "is_certain"),
    [
        ("Durand Zoé", "Zoé", "Durand", True),
        ("DURAND Zoé", "Zoé", "DURAND", True),
        ("ROY Marie", "Marie", "ROY", True),
        ("d’Ormesson Jean", "Jean", "d’Ormesson", True),
        ("d’Ormesson Jean Paul", "Jean Paul", "d’Ormesson", False),
        ("Van den BERG Jan", "Jan", "Van den BERG", True),
        ("de La Ferté Maÿlis", "Maÿlis", "de La Ferté", True),
        ("Martin Jean Pierre", "Jean Pierre", "Martin", False),
        ("Jean Dupont", "Dupont", "Jean", False),
        ("Martin Jean", "Jean", "Martin", True),
    ],
)
def test_a_column_may_say_that_last_names_stand_in_front(text, first, last, is_certain):
    assert split_full_name(text, last_first=True) == (first, last, is_certain)
