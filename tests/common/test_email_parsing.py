import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from common.email_parsing import MAX_LENGTH, one_address, words_beside_address


@pytest.mark.parametrize(
    "text",
    [
        "mailto:zoe@example.org",
        "smtp:zoe@example.org",
        "MAILTO:zoe@example.org?subject=Presse%20%26%20co&body=x",
        "mailto:zoe%40example.org",
        "Zoé Durand <zoe@example.org>",
        '"Durand, Zoé" <zoe@example.org>;',
        "Durand, Zoé (zoe@example.org)",
        "zoe@example.org <mailto:zoe@example.org>",
        "zoe@example.org; ZOE@example.org",
        "<zoe@example.org>",
        "[zoe@example.org]",
        "'zoe@example.org'",
        "'zoe@example.org",
        "« zoe@example.org »",
        "zoe@example.org.",
        "zoe@example.org,",
        "zoe@example.org ;",
        "zoe@example.org/",
        "zoe@example.org (perso)",
        "zoe@example.org (Zoé Durand);",
        "E-mail : zoe@example.org",
        "Adresse mail: Zoé <zoe@example.org>",
        "Courriel\u00a0: zoe@example.org",
        "Mél : mailto:zoe@example.org",
        "zoe＠example.org",
        "zoe @ example.org",
        "zoe@ example.org (standard) ; zoe@example.org",
    ],
)
def test_an_address_as_programs_and_people_write_it(text):
    assert one_address(text) == "zoe@example.org"


@pytest.mark.parametrize("text", ["o'neil@example.org", "zoe+presse@example.org", "zoe.d-u_r@a.example.org"])
def test_signs_within_an_address_stay(text):
    assert one_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "a@example.org; b@example.org",
        "a@example.org, b@example.org",
        "a@example.org b@example.org",
        "a@example.org\nb@example.org",
        "a@example.org / b@example.org",
        "a@example.org ou b@example.org",
        "a@example.org ::: b@example.org",
        "A <a@example.org>, B <b@example.org>",
        "mailto:a@example.org,b@example.org",
        "a@example.org (Ana), b@example.org (Bo)",
        "a @ example.org ; b＠example.org",
    ],
)
def test_two_addresses_in_one_cell_are_said_and_none_is_taken(text):
    with override("en"), pytest.raises(ValidationError, match="contains several"):
        one_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "zoe@",
        "@",
        "<",
        "mailto:",
        "zoe at example.org",
        "voir zoe@example.org",
        "zoe@@example.org",
        "Zoé Durand @ example.org",
    ],
)
def test_what_is_no_address_is_refused(text):
    with override("en"), pytest.raises(ValidationError, match="write it like"):
        one_address(text)


def test_what_is_too_long_is_refused_before_it_is_read():
    with pytest.raises(ValidationError) as refused:
        one_address("<a@example.org>" * MAX_LENGTH)
    assert len(str(refused.value)) < MAX_LENGTH + 200


def test_nothing_is_nothing():
    assert one_address(" ") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zoe@example.org", ""),
        (" 'zoe@example.org' ;", ""),
        ("mailto:zoe@example.org?subject=Presse%20%26%20co", ""),
        ("E-mail : zoe@example.org", ""),
        ("zoe@example.org <mailto:zoe@example.org>", ""),
        ("zoe @ example.org", ""),
        ("zoe@example.org (bureau)", "bureau"),
        ("zoe@example.org [ne plus utiliser] ;", "ne plus utiliser"),
        ("Zoé Durand <zoe@example.org>", "Zoé Durand"),
        ("Durand, Zoé (zoe@example.org) (ancienne adresse)", "Durand, Zoé, ancienne adresse"),
        ("no address (here)", ""),
        ("", ""),
        (f"zoe@example.org ({'a' * MAX_LENGTH})", ""),
    ],
)
def test_the_words_beside_an_address(text, words):
    assert words_beside_address(text) == words
