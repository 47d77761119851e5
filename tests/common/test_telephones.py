import phonenumbers
import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumber_field.phonenumber import PhoneNumber

from common.telephone_layout import dialled_in_france, international
from common.telephones import MAX_LENGTH, numbers_in, parse_numbers


def canonical(number):
    """The library's own reading of a number as the database holds it; None for any other."""
    try:
        parsed = PhoneNumber.from_string(number)
    except phonenumbers.NumberParseException:
        return None
    return parsed if parsed.as_e164 == number else None


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_any_number_is_written_as_the_library_writes_it(number):
    assume(expected := canonical(number))
    assert international(number) == expected.as_international


@given(st.from_regex(r"\+33[1-9][0-9]{8}", fullmatch=True))
def test_any_french_number_is(number):
    assert international(number) == canonical(number).as_international


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_an_example_of_every_kind_in_every_country_is(region):
    for kind in phonenumbers.PhoneNumberType.values():
        if example := phonenumbers.example_number_for_type(region, kind):
            number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            if expected := canonical(number):
                assert international(number) == expected.as_international


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0590 90 00 00", "+590590900000"),
        ("06 90 33 59 41", "+590690335941"),
        ("0691 22 33 44", "+590691223344"),
        ("0594 30 00 00", "+594594300000"),
        ("0694 12 34 56", "+594694123456"),
        ("0596 60 00 24", "+596596600024"),
        ("05 96 60 00 24", "+596596600024"),
        ("0696 12 34 56", "+596696123456"),
        ("0697 12 34 56", "+596697123456"),
        ("0262 90 12 34", "+262262901234"),
        ("0692 12 34 56", "+262692123456"),
        ("0693 12 34 56", "+262693123456"),
        ("0269 61 00 00", "+262269610000"),
        ("0639 01 23 45", "+262639012345"),
        ("0508 41 00 00", "+508410000"),
        ("0708 55 12 34", "+508708551234"),
        ("596600024", "+596596600024"),
        ("690335941", "+590690335941"),
        ("+33 5 96 60 00 24", "+596596600024"),
        ("+33 596 60 00 24", "+596596600024"),
        ("0033 690 33 59 41", "+590690335941"),
        ("+508 508 41 00 00", "+508410000"),
        ("+596 (0)596 60 00 24", "+596596600024"),
        ("596596600024", "+596596600024"),
    ],
)
def test_a_number_from_overseas_has_the_code_by_which_it_is_dialled(text, number):
    assert numbers_in(text) == [number]
    assert phonenumbers.is_valid_number(phonenumbers.parse(number))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("06/12/34/56/78", ["+33612345678"]),
        ("06 12 34 56 78 / 01 75 31 40 82", ["+33612345678", "+33175314082"]),
        ("06 12 34 56 78/01 75 31 40 82", ["+33612345678", "+33175314082"]),
        ("06/12/34/56/78 / 01/75/31/40/82", ["+33612345678", "+33175314082"]),
        ("0262 90 12 34 ou 0692 12 34 56", ["+262262901234", "+262692123456"]),
        ("33612345678", ["+33612345678"]),
        ("442079460018", ["+442079460018"]),
        ("Tél. 01.75.31.40.82 Fax : 01.75.31.40.00", ["+33175314082"]),
    ],
)
def test_numbers_as_people_write_them(text, numbers):
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Poste 1234 au 01 75 31 40 82",
        "01 75 31 40 82 choix 2",
        "01 75 31 40 82 (12345)",
        "01 75 31 40 82 ext. 12345678901",
        "01 75 31 40 82 / 83",
        "01 75 31 40 82 poste 12a",
        "01 75 31 40 82 ext. 12a",
        "01 75 31 40 82 ext. abc",
    ],
)
def test_what_may_be_an_extension_is_refused_in_words_rather_than_lost(text):
    with override("en"), pytest.raises(ValidationError, match="an extension after its number"):
        numbers_in(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *[
            (f"01 75 31 40 82{extension}", ["+33175314082;ext=12"])
            for extension in (
                " poste 12",
                " (poste 12)",
                ", poste 12",
                " Poste: 12",
                " - poste 12",
                " x12",
                "x12",
                " #12",
                " ext. 12",
                " EXT 12",
                ";ext=12",
                " int. 12",
                " p. 12",
                " p12",
                " (p. 12)",
                " [ext. 12]",
            )
        ],
        ("tel:+33-1-75-31-40-82;ext=12", ["+33175314082;ext=12"]),
        ("+1 (202) 555-0143 ext. 5", ["+12025550143;ext=5"]),
        ("0596 60 00 24 poste 007", ["+596596600024;ext=007"]),
        ("01 75 31 40 82 ext. 12 / 06 12 34 56 78", ["+33175314082;ext=12", "+33612345678"]),
        ("01 75 31 40 82 poste 12\n06 12 34 56 78", ["+33175314082;ext=12", "+33612345678"]),
        ("01 75 31 40 82 poste 12, 01 75 31 40 82", ["+33175314082;ext=12", "+33175314082"]),
    ],
)
def test_an_extension_stays_behind_its_number(text, numbers):
    assert numbers_in(text) == numbers
    for language in ("fr", "en"):
        with override(language):
            written = " ; ".join(map(international, numbers))
        assert numbers_in(written) == numbers


@pytest.mark.parametrize(("language", "word"), [("fr", "poste"), ("en", "ext.")])
def test_an_extension_is_written_in_the_language_of_the_reader(language, word):
    with override(language):
        written = international("+33175314082;ext=12")
    assert written == f"+33 1 75 31 40 82 {word} 12"
    assert dialled_in_france(written) == f"01 75 31 40 82 {word} 12"


def test_a_word_beside_a_number_with_an_extension_is_its_label():
    (one,) = parse_numbers("01 75 31 40 82 poste 12 (accueil)")
    assert (one.number, one.label) == ("+33175314082;ext=12", "accueil")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Tél. : 01 40 00 00 06 - Mobile : 06 12 34 56 78", ["", "Mobile"]),
        ("Bureau : 01 40 00 00 06, Mobile : 06 12 34 56 78", ["Bureau", "Mobile"]),
        ("Bureau 01 40 00 00 06 Mobile 06 12 34 56 78", ["Bureau", "Mobile"]),
        ("01 40 00 00 06 (bureau), 06 12 34 56 78 (perso)", ["bureau", "perso"]),
        ("06 12 34 56 78 (perso) / 01 40 00 00 06 (bureau)", ["perso", "bureau"]),
        ("01 40 00 00 06 bureau 06 12 34 56 78 mobile", ["bureau", "mobile"]),
        ("01 40 00 00 06 (bureau) 06 12 34 56 78", ["bureau", ""]),
        ("Bureau\n01 40 00 00 06\nMobile\n06 12 34 56 78", ["Bureau", "Mobile"]),
        ("01 40 00 00 06\nbureau\n06 12 34 56 78\nmobile", ["bureau", "mobile"]),
        ("01 40 00 00 06 ou 06 12 34 56 78", ["", ""]),
        ("Tél. mobile : 06 12 34 56 78", ["mobile"]),
        ("06 12 34 56 78 F. Durand", ["F. Durand"]),
        ("Tél. / fax : 01 40 00 00 06", [""]),
    ],
)
def test_each_number_has_the_word_that_stands_beside_it(text, labels):
    found = parse_numbers(text)
    assert [one.label for one in found] == labels
    assert [one.number for one in found] == numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "01 40 00 00 06 Fax : 01 40 00 00 07",
        "01 40 00 00 06, Fax 01 40 00 00 07",
        "01 40 00 00 06 / 01 40 00 00 07 (fax)",
        "Tél. 01 40 00 00 06 - Fax 01 40 00 00 07",
        "Fax : 01 40 00 00 07 Tél : 01 40 00 00 06",
        "T. 01 40 00 00 06\nF. 01 40 00 00 07",
        "T : 01 40 00 00 06 F : 01 40 00 00 07",
        "01 40 00 00 06 ; télécopie : 01 40 00 00 07",
    ],
)
def test_a_fax_beside_a_telephone_is_told_from_it(text):
    assert numbers_in(text) == ["+33140000006"]
    assert {one.number for one in parse_numbers(text) if one.is_fax} == {"+33140000007"}


@pytest.mark.parametrize("text", ["O1 40 00 00 06", "01 4O 00 00 06", "0l 40 00 00 06", "01 40 00 00 O6"])
def test_a_letter_typed_for_a_digit_is_refused(text):
    with override("en"), pytest.raises(ValidationError, match="that can be dialled"):
        numbers_in(text)


@pytest.mark.parametrize(
    "text",
    ["0639 12 34 56", "0596 12", "01 75 31 40 82 / 01 75 31 40", "12/02/2024", "12", "fax 01 75 31 40 83"],
)
def test_what_cannot_be_dialled_is_refused(text):
    with override("en"), pytest.raises(ValidationError, match="that can be dialled"):
        numbers_in(text)


def test_a_list_without_end_is_refused_before_it_is_read():
    with override("en"), pytest.raises(ValidationError, match=f"{MAX_LENGTH} characters"):
        numbers_in("01 75 31 40 82 - " * MAX_LENGTH)


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("+33141113789", "01 41 11 37 89"),
        ("+590690335941", "0690 33 59 41"),
        ("+262639012345", "0639 01 23 45"),
        ("+508410000", "00 508 41 00 00"),
        ("+442079460018", "00 44 20 7946 0018"),
        ("+16502530000", "00 1 650-253-0000"),
    ],
)
def test_a_number_as_it_is_dialled_in_france_begins_with_a_nought(number, dialled):
    assert dialled_in_france(international(number)) == dialled
    assert numbers_in(dialled) == [number]
