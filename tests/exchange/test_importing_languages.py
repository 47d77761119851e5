"""What a trial says is read in the language of whoever looks at it, not of whoever checked the file."""

import pytest
from django.utils.translation import override

from common.languages import LANGUAGES
from exchange.importing import answering, presentation
from institutes.models import Contact
from tests.builders import make_contact, make_organisation
from tests.exchange.importing import checked, line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HEADERS = ["First name", "Last name", "Company", "Email", "Phone", "Notes"]


def sentences(job, language, number=2):
    with override(language):
        (row,) = presentation.LinePresenter(job, job.lines.filter(number=number))
        return [problem for _label, problem in row.problems]


def assert_in_both(job, *pairs, number=2):
    english, french = (" ".join(sentences(job, language, number)) for language in ("en", "fr"))
    for in_english, in_french in pairs:
        assert in_english in english
        assert in_french in french
        assert in_english not in french


def test_a_refusal(zoe):
    job = checked(HEADERS, ["Zoé", "Durand", "Nobody", "a@b@c", "12", ""])
    assert_in_both(
        job,
        ("is not a valid e-mail address", "n’est pas une adresse"),
        ("No organisation is called", "Aucun organisme ne s’appelle"),
    )


def test_an_objection_with_its_day(zoe):
    make_contact("Date", first_name="Xav", objected_on="2024-05-03")
    job = checked(HEADERS, ["Xavier", "Date", "", "x@example.net", "", ""])
    assert_in_both(job, ("objected on 3 May 2024", "3 mai 2024"))


def test_a_question_and_its_answer(zoe):
    job = checked(HEADERS, ["", "", "", zoe.email, "", "ne veut plus de mails"])
    assert_in_both(
        job, ("may mean that this person objects", "peut vouloir dire que cette personne s’oppose")
    )
    answering.answer(job, {2: f"objects-{zoe.pk}"})
    assert_in_both(job, ("only the objection", "seules l’opposition"))


def test_somebody_who_objects_already(zoe):
    Contact.objects.update(objected_on="2024-05-03")
    job = checked(HEADERS, ["", "", "", zoe.email, "", ""])
    assert_in_both(job, ("This person objected on 3 May 2024", "Cette personne s’est opposée le 3 mai 2024"))


def test_two_rows_about_the_same(zoe):
    job = checked(HEADERS, ["Ana", "Petit", "", "", "", ""], ["Ana", "Petit", "", "", "", ""])
    for number, other in ((2, 3), (3, 2)):
        pair = (f"Row {other} seems to be about the same entry.", f"La ligne {other} semble")
        assert_in_both(job, pair, number=number)


def test_days_that_could_be_two(zoe):
    rows = [["Ana", "Petit", "03/04/2024"], ["Bo", "Petit", "12/31/2024"]]
    job = checked(["First name", "Last name", "Collected on"], *rows)
    assert_in_both(job, ("could be two days", "peut désigner deux jours"))


def test_what_is_kept_and_left_out(zoe):
    job = checked(HEADERS, ["ZOE", "DURAND", "", zoe.email, "01 75 31 40 24 (fax)", ""])
    assert_in_both(job, ("is left out", "n’est pas repris"), ("is kept, because", "est conservé, car"))


def test_a_row_says_as_much_in_each_language_and_means_the_same(zoe):
    make_organisation("Ici")
    rows = [
        ["Ana", "Petit", "Ici", "a@example.org (bureau)", "", ""],
        ["Bo", "Grand", "Ailleurs", "", "x", "STOP"],
    ]
    job = checked(HEADERS, *rows)
    for number in (2, 3):
        found = [sentences(job, language, number) for language in LANGUAGES]
        assert len({len(one) for one in found}) == 1
        assert found[0] != found[1]
    assert job.reading["missing"] == {"Ailleurs": []}


def test_the_file_of_refused_rows_too(zoe):
    job = checked(HEADERS, ["Zoé", "Durand", "", "a@b@c", "", ""])
    with override("fr"):
        (row,) = presentation.refused_rows(job)
    assert "n’est pas une adresse" in row[-1]


def test_a_row_of_an_earlier_release_is_shown_as_it_was_said(zoe):
    job = checked(HEADERS, ["Zoé", "Durand", "", "a@b@c", "", ""])
    one = line(job)
    one.problems = [{"column": "", "problem": "As it was."}]
    one.save()
    assert sentences(job, "fr") == ["As it was."]
