"""Terms go out to a spreadsheet and come back."""

import pytest
from django.utils.translation import override

from releases.models import Term
from tests.builders import make_term, make_user
from tests.exchange.importing import applied, changes, checked, kinds, line, problems
from tests.exchange.test_importing_round_trip import FORMATS, exported, tried

pytestmark = pytest.mark.django_db
HEADER = ["kind", "form of the house (fr)", "form of the house (en)", "forms that are not the house’s (en)"]


@pytest.fixture(autouse=True)
def publisher():
    # Whoever imports in these tests.
    return make_user("publisher", username="contacts")


@pytest.mark.parametrize("name", FORMATS)
def test_they_come_back_unchanged(name):
    terms = [
        make_term(
            "=label", "Carnot label", kind="programme", other_forms_en="Carnot seal\nCarnot mark", note="a\nb"
        ),
        make_term("seul", is_active=False),
    ]
    with override("fr"):
        file = exported(name, "term", terms)
    job = tried(file, "term")
    assert set(kinds(job).values()) == {"unchanged"}, list(job.lines.values("changes", "problems"))


def test_new_ones_are_added_and_known_ones_changed():
    make_term("label Carnot", "Carnot label")
    applied(
        HEADER,
        ["programme", "label Carnot", "Carnot label", "Carnot seal; Carnot mark"],
        ["fonction", "directrice", "director", ""],
        resource="term",
    )
    label, director = Term.objects.order_by("pk")
    assert (label.kind, label.others("en")) == ("programme", ["Carnot seal", "Carnot mark"])
    assert (director.kind, director.form_fr, director.form_en) == ("job_title", "directrice", "director")


def test_the_kind_is_read_in_both_languages():
    job = checked(
        HEADER,
        ["expression", "a", "", ""],
        ["Fonction", "b", "", ""],
        ["?", "c", "", ""],
        resource="term",
    )
    assert kinds(job) == {2: "new", 3: "new", 4: "refused"}
    assert problems(job, 4).keys() == {"kind"}


def test_one_that_is_the_same_in_one_language_alone_is_asked_about():
    make_term("directeur", "director")
    job = checked(HEADER, ["", "directrice", "director", ""], ["", "directeur", "", ""], resource="term")
    assert kinds(job) == {2: "doubtful", 3: "unchanged"}
    assert line(job, 2).candidates


def test_two_rows_of_one_term_are_asked_about():
    job = checked(HEADER, ["", "a", "b", ""], ["", "A", "B", ""], resource="term")
    assert set(kinds(job).values()) == {"doubtful"}


def test_a_form_may_be_corrected_by_the_number():
    term = make_term("labl Carnot")
    job = checked(
        ["term number in the press room", HEADER[1]], [str(term.pk), "label Carnot"], resource="term"
    )
    assert changes(job) == {"form_fr": ("labl Carnot", "label Carnot")}


def test_what_the_form_refuses_is_refused():
    job = checked(HEADER, ["", "", "", "seal"], ["", "…", "", ""], resource="term")
    assert set(kinds(job).values()) == {"refused"}
