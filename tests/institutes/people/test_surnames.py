import pytest

from institutes.people.surnames import PARTICLES, Likeness, likeness, shortens

pytestmark = pytest.mark.one_database
OTHER = Likeness.OTHER_LAST_NAME


@pytest.mark.parametrize("particle", sorted(PARTICLES))
def test_a_particle_is_no_shared_name(particle):
    assert likeness("Marie", f"{particle} Tour", "Marie", f"{particle} Ferté") is OTHER


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        (("Marie", "Durand"), ("Marie", "Martin"), OTHER),
        (("Anne", "d'Almeida"), ("Anne", "d’Ormesson"), OTHER),
        (("Karim", "Ben Ali"), ("Karim", "Ben Youssef"), OTHER),
        (("Ana", "da Silva"), ("Ana", "da Costa"), OTHER),
        (("Léa", "O'Fictif"), ("Léa", "O’Brien"), OTHER),
        (("Jan", "van der Berg"), ("Jan", "van der Meer"), OTHER),
        (("", "Service presse"), ("Marie", "Martin"), OTHER),
        (("Alice", "Bernard"), ("Christian", "Picory-Donné"), OTHER),
        (("Paul", "Martin"), ("Marie", "Martin"), Likeness.OTHER_FIRST_NAME),
        (("Alix", "Durant"), ("Zoé", "Durand"), OTHER),
        (("Zoé", "Durant"), ("Zoé", "Durand"), Likeness.NEARLY),
    ],
)
def test_two_people(name, known, found):
    assert likeness(*name, *known) is found


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (("NOEL", "D'ALMEIDA"), ("Noël", "D’Almeida")),
        (("Noel", "DALMEIDA"), ("Noël", "D’Almeida")),
        (("Th? Minh", "Nguy?n"), ("Thị Minh", "Nguyễn")),
        (("Z.", "Durand"), ("Zoé", "Durand")),
        (("JP", "de La Tour"), ("Jean-Pierre", "de La Tour")),
        (("Alex", "Durand"), ("Alexandre", "Durand")),
        (("Marie", "Durand Martin"), ("Marie", "Martin-Durand")),
        (("Anne", "La Tour"), ("Anne", "de La Tour")),
        (("", "Durand"), ("Zoé", "Durand")),
        (("Zoé", ""), ("Zoé", "Durand")),
        (("", ""), ("Zoé", "Durand")),
        (("Do", "Tran"), ("Đỗ", "Trần")),
        (("??", "??"), ("太郎", "山田")),
    ],
)
def test_one_person(name, known):
    assert likeness(*name, *known) is Likeness.SAME


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (("Jörg", "Straße"), ("Jörg", "Straße-Müller")),
        (("Jörg", "Müller"), ("Jörg", "Straße-Müller")),
        (("Christian", "Picory"), ("Christian", "Picory-Donné")),
        (("", "DONNE"), ("Christian", "Picory-Donné")),
        (("Marie", "Martin-Durand"), ("Marie", "Durand")),
        (("Ana", "García"), ("Ana", "García Márquez")),
        (("Armelle", "Le Goff"), ("Armelle", "Le Goff-Fictif")),
    ],
)
def test_half_of_a_double_name_may_be_another_of_the_family(name, known):
    assert likeness(*name, *known) is Likeness.PART_OF_LAST_NAME
    assert likeness(*known, *name) is Likeness.PART_OF_LAST_NAME


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        (("Grafeuil", "Tatiana"), ("Tatiana", "Grafeuil"), Likeness.EXCHANGED),
        (("LE GOFF", "Marie Claude"), ("Marie-Claude", "Le Goff"), Likeness.EXCHANGED),
        (("D'ALMEIDA", "Noel"), ("Noël", "D’Almeida"), Likeness.EXCHANGED),
        (("Martin", "Martin"), ("Martin", "Martin"), Likeness.SAME),
        (("Jean", "Pierre Martin"), ("Jean-Pierre", "Martin"), Likeness.SAME),
    ],
)
def test_first_and_last_name_exchanged(name, known, found):
    assert likeness(*name, *known) is found


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("La Tour", "de La Tour", True),
        ("LEGALL", "Le Gall", True),
        ("Almeida", "d’Almeida", True),
        ("de La Tour", "La Tour", False),
        ("Picory", "Picory-Donné", False),
        ("de", "de La Tour", False),
    ],
)
def test_a_last_name_without_its_particle_or_its_blanks_says_less(short, long, expected):
    assert shortens(short, long) is expected
