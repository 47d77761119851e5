import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumber_field.phonenumber import PhoneNumber

from institutes.telephones import international


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
