import pytest

from institutes.people.first_names import are_compatible, shortens

pytestmark = pytest.mark.one_database

SHORTER = [
    ("J", "Jean"),
    ("J.", "Jean-Pierre"),
    ("JP", "Jean-Pierre"),
    ("J.-P.", "Jean-Pierre"),
    ("J.", "J.-P."),
    ("Jean", "Jean-Pierre"),
    ("Pierre", "Jean-Pierre"),
    ("Jean P.", "Jean-Pierre"),
    ("JEANPIERRE", "Jean-Pierre"),
    ("M.-H.", "Marie-Hélène"),
    ("Ł", "Łukasz"),
    ("Đ.", "Đặng"),
    ("Ph.", "Philippe"),
    ("Alex", "Alexandre"),
]


@pytest.mark.parametrize(("short", "long"), SHORTER)
def test_which_of_two_writings_says_less(short, long):
    assert shortens(short, long)
    assert not shortens(long, short)
    assert are_compatible(short, long)
    assert are_compatible(long, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean", "Jeanne"),
        ("Marc", "Marcel"),
        ("Marc", "Marco"),
        ("Marc", "Mark"),
        ("Ugo", "Hugo"),
        ("Louis", "Louise"),
        ("Pascal", "Pascale"),
        ("Christine", "Christiane"),
        ("Alexandre", "Alexandra"),
        ("Emmanuel", "Emmanuelle"),
        ("Roselyne", "Rosalyne"),
        ("Jean-Pierre", "Jean-Paul"),
        ("J.-P.", "Marc"),
        ("J.-P.", "Jean-Louis"),
        ("Alice", "Alix"),
    ],
)
def test_another_first_name_is_another_one(one, other):
    assert not are_compatible(one, other)
    assert not are_compatible(other, one)
    assert not shortens(one, other)
    assert not shortens(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Noël", "NOEL"),
        ("Jean Pierre", "jean-pierre"),
        ("Christophe", "Chrisotphe"),
        ("Christohpe", "Christophe"),
        ("Philippine", "Phillippine"),
        ("Dominique", "Domminique"),
        ("Zoé", "Zoe"),
    ],
)
def test_another_writing_says_neither_more_nor_less(one, other):
    assert are_compatible(one, other)
    assert are_compatible(other, one)
    assert not shortens(one, other)
