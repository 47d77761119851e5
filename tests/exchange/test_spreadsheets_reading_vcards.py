import io

import pytest
from django.utils.translation import override

from exchange.spreadsheets import UnreadableFile, limits, open_table

pytestmark = pytest.mark.one_database


def read(*lines, encoding="utf-8", name="contacts.vcf"):
    content = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode(encoding)
    table = open_table(io.BytesIO(content), name)
    return table.format, [dict(zip(table.header, values, strict=True)) for _number, values in table.rows]


def only(*lines, **options):
    form, (card,) = read(*lines, **options)
    assert form == "vCard"
    return {name: value for name, value in card.items() if value}


NAME = {"Family name": "Durand", "Given name": "Zoé"}


@pytest.mark.parametrize(
    "lines",
    [
        ["VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Durand;Zo=C3=A9;;;"],
        ["VERSION:2.1", "N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Durand;Zo=E9;;;"],
        ["VERSION:3.0", "N:Durand;Zoé;;;"],
        ["VERSION:3.0", "n;charset=utf-8:Durand;Zoé"],
        ["VERSION:4.0", 'N;SORT-AS="Durand:Zoé":Durand;Zoé;;;'],
        ["VERSION:4.0", "N:Dur", " and;Zoé;;;"],
        ["VERSION:3.0", "home.N:Durand;Zoé;;;"],
    ],
)
def test_a_name_of_any_version(lines):
    assert only(*lines) == NAME


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(encoding):
    assert only("VERSION:3.0", "N:Durand;Zoé;;;", encoding=encoding) == NAME


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("TEL;CELL;PREF:06 12 34 56 78", "cell"),
        ("TEL;WORK;FAX:06 12 34 56 78", "fax"),
        ("TEL;type=WORK;type=VOICE:06 12 34 56 78", "work"),
        ('TEL;VALUE=uri;TYPE="work,voice":tel:06 12 34 56 78', "work"),
        ("item1.TEL:06 12 34 56 78\r\nitem1.X-ABLabel:Standard", "Standard"),
        ("item1.TEL:06 12 34 56 78\r\nitem1.X-ABLabel:_$!<Mobile>!$_", "Mobile"),
        ("TEL:06 12 34 56 78", None),
    ],
)
def test_a_number_and_what_it_is(line, kind):
    card = only("VERSION:3.0", "N:Durand;Zoé", line)
    assert card["Phone 1 - Value"] == "06 12 34 56 78"
    assert card.get("Phone 1 - Label") == kind


def test_an_extension_is_kept_for_whoever_reads_the_number():
    assert only("N:A;B", "TEL;VALUE=uri:tel:+33175314082;ext=12")["Phone 1 - Value"] == "+33175314082 ext. 12"


def test_what_was_escaped_is_read():
    card = only("N:Durand\\; Martin;Zoé", "ORG:A\\, B;Presse", "NOTE:un\\ndeux\\\\")
    assert card["Family name"] == "Durand; Martin"
    assert (card["Organization name"], card["Notes"]) == ("A, B", "un\ndeux\\")


def test_a_title_in_each_language_has_a_column():
    card = only("N:A;B", "TITLE;LANGUAGE=fr;ALTID=1:Directrice", "TITLE;LANGUAGE=en;ALTID=1:Director")
    assert (card["Job title (fr)"], card["Job title (en)"]) == ("Directrice", "Director")


def test_a_department_stands_beside_its_organisation():
    card = only("N:A;B", "ORG:Le Monde;Sciences;Espace")
    assert card["Organization name"] == "Le Monde"
    assert card["Organization department"] == "Sciences, Espace"


def test_the_preferred_language_comes_first():
    card = only("N:A;B", "LANG;PREF=2:en", "LANG;PREF=1:fr-CA", "LANG:fr")
    assert card["Spoken languages"] == "fr, en"


@pytest.mark.parametrize("line", ["KIND:org", "KIND:group", "X-ABShowAs:COMPANY"])
def test_a_company_has_no_name_of_a_person(line):
    assert "Full name" not in only("FN:Télécom Paris", "ORG:Télécom Paris;", line)


CUT = ["BEGIN:VCARD", "N:Durand;Zoé", "EMAIL:zoe@example.org"]
WHOLE = ["BEGIN:VCARD", "N:Martin;Ada", "END:VCARD"]


@pytest.mark.parametrize(
    ("lines", "names", "cut"),
    [
        ([*WHOLE, *CUT], ["Martin", "Durand"], "3"),
        ([*CUT, *WHOLE], ["Durand", "Martin"], "2"),
        ([*CUT, "", *WHOLE, *CUT], ["Durand", "Martin", "Durand"], "2, 4"),
        (CUT, ["Durand"], "2"),
        (["BEGIN:VCARD", *WHOLE], ["Martin"], ""),
        (["BEGIN:VCARD", "N:Durand;Zoé", "AGENT:", *WHOLE, "END:VCARD"], ["Durand"], ""),
    ],
)
def test_a_card_without_end_is_read_and_named(lines, names, cut):
    table = open_table(io.BytesIO("\r\n".join(lines).encode()), "contacts.vcf")
    place = table.header.index("Family name")
    assert [values[place] for _number, values in table.rows] == names
    with override("en"):
        notes = [note for note in table.notes if "are incomplete" in note]
    assert [note.rpartition(": ")[2] for note in notes] == ([f"{cut}."] if cut else [])


def test_cards_of_different_people_share_their_columns():
    _format, rows = read("N:A;B", "EMAIL:a@example.org", "END:VCARD", "BEGIN:VCARD", "N:C;D", "TEL:1")
    assert [row["Family name"] for row in rows] == ["A", "C"]
    assert [row["E-mail 1 - Value"] for row in rows] == ["a@example.org", None]


def test_of_a_picture_only_that_it_is_there_is_kept():
    lines = ["PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 70, *[" " + "A" * 74] * 5000]
    assert only("N:Durand;Zoé", *lines) == NAME | {"Photo": "…"}


@pytest.mark.parametrize("line", ["N", "N;", ";:", 'N;A="x:y', "é:b", ":", "N:" + ";" * 100])
def test_a_line_that_means_nothing_is_passed_over(line):
    assert only("N:Durand;Zoé", line) == NAME or ";" in line


def test_so_is_one_in_a_single_line():
    assert only("N:Durand;Zoé", "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 1_000_000) == NAME | {"Photo": "…"}


def test_a_name_without_end_is_refused():
    with override("en"), pytest.raises(UnreadableFile, match="more than 131072 characters"):
        read("N:" + "A" * 200_000)


def test_cards_without_end_are_refused(monkeypatch):
    monkeypatch.setattr("exchange.spreadsheets.limits.ROWS", limits.ROWS._replace(most=3))
    with override("en"), pytest.raises(UnreadableFile, match="more than 3 rows"):
        read(*["N:A;B", "END:VCARD", "BEGIN:VCARD"] * 4)
