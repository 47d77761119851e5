"""Names beside an e-mail or our own number: kept, corrected or asked about."""

import pytest

from exchange.importing import answering
from institutes.models import Contact
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import NUMBER, apply, changes, checked, kinds, line, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BY = pytest.mark.parametrize("by", [NUMBER, "e-mail"])


def tried(by, rows):
    """A trial with one contact and one row for each (first, last, first in the file, last in the file)."""
    people = [
        make_contact(last, first_name=first, email=f"p{place}@example.org", phones=())
        for place, (first, last, *_written) in enumerate(rows)
    ]
    keys = [person.pk if by == NUMBER else person.email for person in people]
    written = [[*row[2:], key] for row, key in zip(rows, keys, strict=True)]
    return checked(["first name", "last name", by], *written), people


def names(people):
    return [Contact.objects.values_list("first_name", "last_name").get(pk=person.pk) for person in people]


KEPT = [
    ("Jean", "A", "J", "A"),
    ("Jean-Pierre", "B", "J", "B"),
    ("Marie-Hélène", "C", "M.-H.", "C"),
    ("Łukasz", "D", "Ł", "D"),
    ("Đặng", "E", "Đ.", "E"),
    ("Jean-François", "F", "JF", "F"),
    ("Jean-François", "G", "J.-F.", "G"),
    ("Jean-François", "H", "Jean", "H"),
    ("Alexandre", "I", "Alex", "I"),
    ("Jean", "Le Gall", "Jean", "LEGALL"),
    ("Anne", "D’Almeida", "Anne", "DALMEIDA"),
    ("Anne", "de La Tour", "Anne", "La Tour"),
    ("Anne", "d’Ormesson", "A.", "ORMESSON"),
    ("Jan", "van der Berg", "Jan", "Berg"),
]


@BY
def test_initials_and_parts_of_a_name_replace_no_whole_one(by):
    job, people = tried(by, KEPT)
    assert set(kinds(job).values()) == {"unchanged"}, list(job.lines.values("number", "changes", "problems"))
    for found in job.lines.order_by("number"):
        assert "is kept" in found.problems[0]["problem"], found.problems
    assert "is only a part or a short form" in line(job).problems[0]["problem"]
    apply(job)
    assert names(people) == [row[:2] for row in KEPT]


CORRECTED = [
    ("J.", "Aa", "Jean", "Aa"),
    ("JF", "Bb", "Jean-François", "Bb"),
    ("Jean", "Cc", "Jean-Pierre", "Cc"),
    ("Jean Pierre", "Dd", "Jean-Pierre", "Dd"),
    ("Helene", "Ee", "Hélène", "Ee"),
    ("NOEL", "Ff", "Noël", "Ff"),
    ("Christohpe", "Gg", "Christophe", "Gg"),
    ("Alex", "Hh", "Alexandra", "Hh"),
    ("Jean", "Legall", "Jean", "Le Gall"),
    ("Anne", "Tour", "Anne", "de La Tour"),
    ("No?l", "Ii", "Noël", "Ii"),
]


@BY
def test_a_fuller_or_better_name_still_goes_through(by):
    job, people = tried(by, CORRECTED)
    assert set(kinds(job).values()) == {"changed"}, list(job.lines.values("number", "kind", "problems"))
    apply(job)
    assert names(people) == [row[2:] for row in CORRECTED]


OTHERS = [
    ("Jean", "A", "Jeanne", "A"),
    ("Marc", "B", "Marcel", "B"),
    ("Marc", "C", "Marco", "C"),
    ("Ugo", "D", "Hugo", "D"),
    ("Tatiana", "E", "Paul", "E"),
    ("Jean-Pierre", "F", "Jean-Paul", "F"),
    ("Christine", "G", "Christiane", "G"),
    ("Alice", "Bernard", "Bernard", "Alice"),
    ("Marie-Claude", "Le Goff", "LE GOFF", "Marie Claude"),
    ("Zoé", "d’Almeida", "D'ALMEIDA", "ZOE"),
    ("Jean", "Martin", "Martin", "Jean"),
    ("Lê", "Nguyễn", "Nguyen", "Le"),
]


@BY
def test_another_first_name_or_an_exchanged_one_is_asked_about(by):
    job, people = tried(by, OTHERS)
    assert set(kinds(job).values()) == {"doubtful"}, list(job.lines.values("number", "kind", "changes"))
    offered = [[one["id"] for one in found.candidates] for found in job.lines.order_by("number")]
    assert offered == [[person.pk] for person in people]
    job.valid_rows_only = True
    job.save()
    apply(job)
    assert names(people) == [row[:2] for row in OTHERS]


def test_what_gains_capitals_and_loses_a_part_is_asked_about():
    job, _people = tried("e-mail", [("JEAN-PIERRE", "A", "Jean", "A"), ("Jean", "LE GALL", "Jean", "Legall")])
    assert set(kinds(job).values()) == {"doubtful"}


def test_an_answer_does_not_exchange_the_names():
    job, people = tried("e-mail", [("Alice", "Bernard", "Bernard", "Alice")])
    assert "exchanged" in problems(job)[""]
    assert answering.answer(job, {2: str(people[0].pk)}) == {}
    assert changes(job) == {}
    apply(job)
    assert names(people) == [("Alice", "Bernard")]


EXCHANGED = {
    "same school": ["Petit", "Tom", "Télécom Paris", ""],
    "capitals": ["PETIT", "TOM", "Télécom Paris", ""],
    "another e-mail": ["Petit", "Tom", "Télécom Paris", "tom@autre.example"],
    "no organisation": ["Petit", "Tom", "", ""],
    "another school, no e-mail": ["Petit", "Tom", "Ailleurs", ""],
}


@pytest.mark.parametrize("row", EXCHANGED.values(), ids=EXCHANGED)
def test_an_exchanged_name_makes_no_second_contact(row):
    school = make_organisation("Télécom Paris")
    make_organisation("Ailleurs")
    tom = make_contact("Petit", first_name="Tom", email="tom@example.org", organisation=school, phones=())
    job = checked(["first name", "last name", "organisation", "e-mail"], row)
    assert kinds(job) == {2: "doubtful"}
    assert [one["id"] for one in line(job).candidates] == [tom.pk]


def test_two_new_rows_with_exchanged_names_are_one_question():
    job = checked(["first name", "last name"], ["Tom", "Petit"], ["Petit", "Tom"])
    assert kinds(job) == {2: "doubtful", 3: "doubtful"}
