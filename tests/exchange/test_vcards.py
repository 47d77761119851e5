import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.vcards import Phone, VCard, write_vcards, write_vcards_3

UID = "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"
ZOE = VCard(
    uid=UID,
    first_name="Zoé",
    last_name="Œuvré; Durand",
    titles={"fr": "Directrice, presse", "en": "Press director"},
    organisations={"fr": "Institut Mines-Télécom", "en": "Institut Mines-Télécom"},
    emails=["zoe@example.org", "presse@example.org"],
    phones=[Phone("+33175314082"), Phone("+33676120053", types=["cell"]), Phone("+33141113789", [], "12 3")],
    languages=["fr", "en"],
    revised=datetime.datetime(2020, 2, 12, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
)


def written(*cards):
    return b"".join(write_vcards(cards))


def unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


def value_of(name, card):
    return next(line.partition(":")[2] for line in unfolded(written(card)) if line.startswith(f"{name}:"))


def test_a_card_says_all_that_is_known():
    assert unfolded(written(ZOE)) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"UID:{UID}",
        "FN:Zoé Œuvré\\; Durand",
        "N:Œuvré\\; Durand;Zoé;;;",
        "ORG:Institut Mines-Télécom",
        "TITLE;LANGUAGE=fr;ALTID=1:Directrice\\, presse",
        "TITLE;LANGUAGE=en;ALTID=1:Press director",
        "EMAIL;TYPE=work;PREF=1:zoe@example.org",
        "EMAIL;TYPE=work:presse@example.org",
        'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+33175314082',
        "TEL;VALUE=uri;TYPE=cell:tel:+33676120053",
        "TEL;VALUE=uri:tel:+33141113789;ext=123",
        "LANG;PREF=1:fr",
        "LANG;PREF=2:en",
        "REV:20200212T083000Z",
        "END:VCARD",
        "",
    ]


def test_a_card_for_older_programs_has_plain_numbers_and_one_text_of_each():
    content = b"".join(write_vcards_3([ZOE], "fr"))
    assert unfolded(content) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{UID}",
        "FN:Zoé Œuvré\\; Durand",
        "N:Œuvré\\; Durand;Zoé;;;",
        "ORG:Institut Mines-Télécom",
        "TITLE;LANGUAGE=fr:Directrice\\, presse",
        "EMAIL;TYPE=internet,work,pref:zoe@example.org",
        "EMAIL;TYPE=internet,work:presse@example.org",
        "TEL;TYPE=work,voice,pref:+33175314082",
        "TEL;TYPE=cell:+33676120053",
        "TEL;TYPE=voice:+33141113789 ext. 123",
        "REV:20200212T083000Z",
        "END:VCARD",
        "",
    ]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_card_for_older_programs_takes_the_language_that_it_has():
    card = VCard(UID, titles={"fr": "", "en": "Director"}, organisations={"fr": "École", "en": ""})
    lines = unfolded(b"".join(write_vcards_3([card], "fr")))
    assert {"TITLE;LANGUAGE=en:Director", "ORG:École"} <= set(lines)


def test_what_is_unknown_is_left_out_and_a_name_is_found():
    assert unfolded(written(VCard(UID, titles={"fr": "", "en": ""})))[2:-2] == [
        f"UID:{UID}",
        f"FN:{UID}",
        "N:;;;;",
    ]
    assert value_of("FN", VCard(UID, organisations={"fr": "", "en": "IMT"}, emails=["a@b.fr"])) == "IMT"
    assert value_of("FN", VCard(UID, emails=["", "a@b.fr"])) == "a@b.fr"


def test_a_text_of_one_language_alone_says_which():
    card = VCard(UID, titles={"fr": "Directrice", "en": ""})
    assert "TITLE;LANGUAGE=fr:Directrice" in unfolded(written(card))


def test_cards_follow_one_another():
    assert written(ZOE, ZOE) == written(ZOE) * 2
    assert len(list(write_vcards([ZOE, ZOE]))) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\\b,c;d", "a\\\\b\\,c\\;d"),
        ("a\r\nb\rc\nd", "a\\nb\\nc\\nd"),
        ("a\x00\x0b\x7fb", "ab"),
        ('a\tb:c="d"', 'a\tb:c="d"'),
    ],
)
def test_texts_cannot_leave_their_line(text, expected):
    assert value_of("FN", VCard(UID, last_name=text)) == expected
    assert value_of("N", VCard(UID, last_name=text)) == f"{expected};;;;"


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_lines_are_folded_between_characters_and_lose_nothing(text):
    content = written(VCard(UID, last_name=text, emails=[text]))
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert "\r\n".join(line.decode(errors="replace") for line in lines) == content.decode()
    assert b"\r" not in content.replace(b"\r\n", b"")
    shown = re.sub("\r\n|\r", "\n", re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text))
    assert unescaped(value_of("N", VCard(UID, last_name=text)).removesuffix(";;;;")) == shown


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), text)


def test_a_line_is_folded_at_75_octets():
    lines = written(VCard(UID, last_name="é" * 100)).split(b"\r\n")
    assert [len(line) for line in lines if b"\xc3" in line] == [75, 75, 55, 74, 75, 59]


def test_numbers_and_languages_that_are_none_are_errors():
    for number in ("01 75 31 40 82", "+33", "+33175314082\r\nNOTE:x"):
        with pytest.raises(ValueError, match=r"E\.164"):
            written(VCard(UID, phones=[Phone(number)]))
    with pytest.raises(ValueError, match="language"):
        written(VCard(UID, titles={"fr\r\nX": "a", "en": "b"}))
    assert "LANG;PREF=1:en" in unfolded(written(VCard(UID, languages=["", "français", "en"])))
