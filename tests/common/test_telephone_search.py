import pytest

from common.telephone_search import numbers_like


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [
        ("01 42 03", "+3314203"),
        ("0142", "+33142"),
        ("01.42.03.12.00", "+33142031200"),
        ("+33 1 42", "+33142"),
        ("+33142031200", "+33142031200"),
        ("+33 (0)1 42 03", "+3314203"),
        ("(+33) 1 42 03", "+3314203"),
        ("+33 01 42 03", "+3314203"),
        ("0033 1 42 03", "+3314203"),
        ("tel:+33142031200", "+33142031200"),
        ("0596 60", "+59659660"),
        ("+33 596 60", "+59659660"),
        ("+596 596 60", "+59659660"),
        ("0508 41 00", "+5084100"),
        ("+689 40 12", "+6894012"),
        ("+44 20 7946", "+44207946"),
        ("01 75 31 40 03 ext. 13", "+33175314003"),
        ("+33 1 75 31 40 03 (poste 13)", "+33175314003"),
        ("tel:+33175314003;ext=13", "+33175314003"),
    ],
)
def test_the_beginning_of_a_number_is_found_in_every_usual_form(typed, beginning):
    assert numbers_like(typed, "number").children == [("number__startswith", beginning)]


@pytest.mark.parametrize(
    ("typed", "digits"), [("42 03 12", "420312"), ("1200", "1200"), ("142031200", "142031200")]
)
def test_digits_from_within_a_number_are_found_anywhere(typed, digits):
    assert numbers_like(typed, "number").children == [("number__contains", digits)]


@pytest.mark.parametrize("typed", ["", " ", "Durand", "Durand 0142", "42", "01", "+3", "-", "x1234", "²²²²"])
def test_words_and_too_few_digits_are_no_number(typed):
    assert numbers_like(typed, "number") is None
