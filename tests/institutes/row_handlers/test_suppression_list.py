"""Whoever objects is asked about before somebody adds them again."""

import pytest

from institutes.models import Contact
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import applied, apply, checked, kinds, line, problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HEADERS = ["First name", "Last name", "Company", "Email", "Phone", "Notes"]


@pytest.fixture
def marie():
    return make_contact(
        "von Braun", first_name="Marie", email="marie@example.org", phones=("+33175314024",),
        organisation=make_organisation("Ici"), objected_on="2024-05-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Marie", "von Braun", "Ailleurs", "marie@autre.example", "", ""], "of the same name"),
        (["VON BRAUN", "Marie", "Ailleurs", "marie@autre.example", "", ""], "of the same name"),
        (["Marie", "Vonbraun", "Ailleurs", "", "", ""], "of the same name"),
        (["Anna", "Autre", "Ailleurs", "a@autre.example", "01 75 31 40 24", ""], "a telephone number of"),
        (["Anna", "Autre", "Ailleurs", "a@autre.example", "", "Marie@Example.org"], "an e-mail of this row"),
        (["Anna", "Autre", "", "marie@example.org", "", ""], "an e-mail of this row"),
    ],
)
def test_a_row_that_may_be_about_somebody_who_objects_is_asked_about(marie, row, said):
    make_organisation("Ailleurs")
    job = checked(HEADERS, row)
    assert kinds(job) == {2: "doubtful"}
    assert [candidate["id"] for candidate in line(job).candidates] == [marie.pk]
    assert said in problems(job)[""]
    assert "objected on 3 May 2024" in problems(job)[""]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("M.", "von Braun"),
        ("Marie", "Braun"),
        ("Marie", "de Braun"),
        ("Marie-Vera", "Braun"),
        ("BRAUN", "Marie"),
        ("M", "VONBRAUN"),
    ],
)
def test_a_similar_name_is_asked_about(marie, first, last):
    Contact.objects.filter(pk=marie.pk).update(last_name="Vonbraun" if last == "VONBRAUN" else "von Braun")
    job = checked(HEADERS, [first, last, "", "new@autre.example", "", ""])
    assert kinds(job) == {2: "doubtful"}
    assert "of a similar name, objected on 3 May 2024" in problems(job)[""]


@pytest.mark.parametrize(("first", "last"), [("Paul", "von Braun"), ("Marie", "von Berg"), ("", "Braun")])
def test_another_of_the_family_or_another_with_a_particle_is_not(marie, first, last):
    assert kinds(checked(HEADERS, [first, last, "", "new@autre.example", "", ""])) == {2: "new"}


@pytest.mark.parametrize(
    ("known", "row"),
    [
        (("Xav", "Date"), ("Xavier", "Date")),
        (("Xavier", "Date"), ("Xav", "Date")),
        (("Xavier", "Date"), ("DATE", "Xav")),
        (("Wim", "Croix"), ("Wim", "Croi")),
        (("Zed", "Remarque"), ("Zed", "Remarques")),
        (("Zed", "Remarque"), ("Z.", "Remarques")),
        (("Zed", "Remarque"), ("Zed", "Remarxue")),
        (("Ute", "Long"), ("Ute", "Lon")),
        (("Ute", "Long"), ("Ute", "Lang")),
        (("Ute", "Durand-Martin"), ("Ute", "Durant Martin")),
        (("Ute", "von Braun"), ("Ute", "de Bran")),
        (("Ute", "Élan"), ("Ute", "Elam")),
    ],
)
def test_a_short_form_or_one_letter_in_the_last_name_is_asked_about(known, row):
    first, last = known
    make_contact(last, first_name=first, objected_on="2024-05-03")
    job = checked(HEADERS, [*row, "", "new@autre.example", "", ""])
    assert kinds(job) == {2: "doubtful"}
    assert "of a similar name, objected on 3 May 2024" in problems(job)[""]


@pytest.mark.parametrize(
    ("known", "row"),
    [
        (("Ute", "Lee"), ("Ute", "Len")),
        (("Ute", "von Braun"), ("Ute", "Brown")),
        (("Ute", "Durand"), ("Ute", "Durants")),
        (("Ute", "Durand"), ("Max", "Durant")),
        (("Ute", "Durand"), ("U", "Martin")),
        (("Wim", "Croix"), ("Wilhelm", "Croix")),
    ],
)
def test_more_than_that_is_another_name(known, row):
    first, last = known
    make_contact(last, first_name=first, objected_on="2024-05-03")
    assert kinds(checked(HEADERS, [*row, "", "new@autre.example", "", ""])) == {2: "new"}


@pytest.mark.parametrize(("more", "cells"), [([], []), (["Email", "Désinscrit"], ["new@example.org", "oui"])])
def test_the_question_about_a_namesake_says_who_of_them_objected(marie, more, cells):
    make_contact("von Braun", first_name="Marie")
    job = checked([*HEADERS[:2], "Notes", *more], ["Marie", "von Braun", "", *cells])
    reasons = [problem["problem"] for problem in line(job).problems]
    assert reasons[0] == (
        "A contact with this name already exists. Marie von Braun, of the same name, objected on 3 May 2024."
    )


def test_a_namesake_found_by_her_own_mail_is_not_asked_about(marie):
    make_contact("von Braun", first_name="Marie", email="other@example.org")
    job = checked([*HEADERS[:2], "Email"], ["Marie", "von Braun", "other@example.org"])
    assert kinds(job) == {2: "unchanged"}


def test_a_number_of_a_switchboard_is_nobodys_own(marie):
    for name in "ABCD":
        make_contact(name, phones=("+33175314024",))
    job = checked(HEADERS, ["Anna", "Autre", "", "a@autre.example", "01 75 31 40 24", ""])
    assert kinds(job) == {2: "new"}


def test_a_row_that_is_itself_an_objection_asks_nothing(marie):
    row = ["Anna", "Autre", "a@autre.example", "01 75 31 40 24", "oui"]
    applied([*HEADERS[:2], "Email", "Phone", "Désinscrit"], row)
    assert Contact.objects.filter(objected_on__isnull=False).count() == 2


def test_whoever_objects_between_the_check_and_the_import_is_not_added(marie):
    Contact.objects.update(objected_on=None)
    make_organisation("Ailleurs")
    job = checked(HEADERS, ["Marie", "von Braun", "Ailleurs", "marie@autre.example", "", ""])
    assert kinds(job) == {2: "new"}
    Contact.objects.update(objected_on="2024-05-03")
    apply(job)
    assert job.state == "checked"
    assert Contact.objects.count() == 1
