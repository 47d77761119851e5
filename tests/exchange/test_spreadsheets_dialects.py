"""Encodings and dialects of CSV that people's programs write, and accents that were spoilt on the way."""

import codecs
import io

import pytest

from exchange.spreadsheets import open_table
from exchange.spreadsheets.mojibake import repair
from tests.files import make_cells, make_ods, make_sheet, make_xlsx, read

pytestmark = pytest.mark.usefixtures("in_english")

PEOPLE = "Prénom;Nom;Fonction\r\nAndré;Ouvré-Noël;Chargé d'études\r\nÉlodie;Façade;Attachée\r\n"
ROWS = [["André", "Ouvré-Noël", "Chargé d'études"], ["Élodie", "Façade", "Attachée"]]
ONE_BYTE = ("cp1252", "cp850", "mac_roman")


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
def test_a_csv_is_read_in_the_encoding_that_it_is_in(encoding):
    table = open_table(io.BytesIO(PEOPLE.encode(encoding)), "people.csv")
    assert table.encoding == encoding
    assert table.header == ["Prénom", "Nom", "Fonction"]
    assert [values for _number, values in table.rows] == ROWS


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")]
)
def test_a_mark_of_utf_32_is_not_taken_for_one_of_utf_16(mark, encoding):
    assert read(mark + PEOPLE.encode(encoding))[1] == ROWS


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize(
    "name",
    [
        "Noël",
        "Hélène",
        "Adèle",
        "Élodie",
        "François",
        "Benoît",
        "Jérôme",
        "Maïté",
        "DÉSIRÉ",
        "Besançon",
        "où",
        "Forêt",
        "Joël",
    ],
)
def test_one_name_is_enough_to_tell_the_encoding(encoding, name):
    content = f"Nom;Note\n{name};x\n".encode(encoding)
    assert read(content)[1] == [[name, "x"]]


@pytest.mark.parametrize("name", ["Lœuf €", "CŒUR", "sœur Hélène", "12 €", "Ÿves", "Škoda", "Žižek"])
def test_latin_9_is_told_by_the_letters_that_it_alone_has(name):
    table = open_table(io.BytesIO(f"Nom;Prénom\n{name};Zoé\n".encode("iso8859_15")), "people.csv")
    assert table.encoding == "iso8859_15"
    assert [values for _number, values in table.rows] == [[name, "Zoé"]]


@pytest.mark.parametrize("text", ["Zoé 1½", "Zoé ¾", "l´école", "1 ¼ page", "Hélène"])
def test_and_windows_by_its_own(text):
    table = open_table(io.BytesIO(f"Nom;Prénom\n{text};Zoé\n".encode("cp1252")), "people.csv")
    assert table.encoding == "cp1252"
    assert [values for _number, values in table.rows] == [[text, "Zoé"]]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Prénom;Nom", "Nul\0e;Zéro", "Élodie;Façade"],
        ["Prénom;Nom", "Élodie;Façade", "Nulle;Zéro\0"],
        ["Prénom;Nom", "\0Nulle;Zéro", "Élodie;Façade", "André;Noël"],
        ["Prénom;Nom;Note", "Nulle;Zéro;\0\0", "Élodie;Façade;"],
        ["Prénom;Nom", "Nulle;\0", "Élodie;Façade"],
    ],
)
def test_a_zero_in_a_cell_leaves_the_encoding_as_it_is(encoding, lines):
    table = open_table(io.BytesIO("\r\n".join([*lines, ""]).encode(encoding)), "people.csv")
    assert table.encoding == encoding
    rows = [values for _number, values in table.rows]
    assert ["Élodie", "Façade"] in [row[:2] for row in rows]
    assert len(rows) == len(lines) - 1


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("spoilt", [b"\xe9", b"\xff", b"\x82", b"\xc3", b"\xe2\x80"])
def test_one_bad_byte_spoils_its_own_cell_alone_and_is_said(mark, spoilt):
    content = mark + PEOPLE.encode() + b"Ren" + spoilt + b";Dupont;x\r\n"
    table = open_table(io.BytesIO(content), "people.csv")
    rows = list(table.rows)
    assert table.encoding == "utf-8"
    assert [values for _number, values in rows[:2]] == ROWS
    assert rows[2][0] == 4
    assert rows[2][1][0].startswith("Ren\ufffd")
    assert any("could not be decoded" in note and note.endswith(": 4.") for note in table.notes)


@pytest.mark.parametrize("encoding", ONE_BYTE)
def test_what_is_not_utf_8_at_all_is_not_read_as_spoilt_utf_8(encoding):
    table = open_table(io.BytesIO("Nom\nl'été à l'École\n".encode(encoding)), "people.csv")
    assert table.encoding == encoding


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('="Zeta";="0175314082";x', ["Zeta", "0175314082", "x"]),
        ('="a ""b""";"=""c""";x', ['a "b"', "c", "x"]),
        ('="Zeta"&A1;=A1;x', ['="Zeta"&A1', "=A1", "x"]),
        ('"\'=""Zeta""";\'+33;x', ['="Zeta"', "+33", "x"]),
        ('Zeta; "Paris; France"; x', ["Zeta", "Paris; France", "x"]),
        ('Zeta;  Paris;   "x"', ["Zeta", "Paris", "x"]),
    ],
)
def test_signs_around_a_text_are_no_part_of_it(line, cells):
    assert read(f"Nom;Ville;Note\n{line}\n".encode())[1] == [cells]


@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_a_blank_behind_the_separator_opens_no_other_cell(separator):
    lines = [["Nom", "Ville", "Note"], ["Zeta", f'"Paris{separator} France"', "x"], ["Eta", "Lyon", "y"]]
    content = "\n".join(f"{separator} ".join(line) for line in lines)
    table = open_table(io.BytesIO(content.encode()), "people.csv")
    assert table.separator == separator
    assert next(table.rows)[1] == ["Zeta", f"Paris{separator} France", "x"]


def test_a_quotation_behind_a_blank_that_is_none_stays_in_its_text():
    assert read(b'Nom;Note\na; "b" c\n')[1] == [["a", ' "b" c']]


WORDS = ["André", "Ouvré-Noël", "Élodie", "l’été — œuvre", "Nguyễn Ngọc", "Îles", "10 €", "Łódź", "Ïle à Ý"]


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize("word", WORDS)
def test_accents_that_were_encoded_twice_are_read_as_they_were_meant(encoding, word):
    spoilt = "".join(_decoded(byte, encoding) for byte in word.encode())
    assert spoilt != word
    assert repair(spoilt) == word
    assert repair(word) == word


@pytest.mark.parametrize("word", ["Ngọc", "Đặng", "Ý", "Íñigo", "Đông"])
def test_so_are_those_for_which_libreoffice_has_signs_of_its_own(word):
    undefined = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    spoilt = "".join(
        chr(0xF100 + byte) if byte in undefined else _decoded(byte, "cp1252") for byte in word.encode()
    )
    assert any("\uf100" < sign < "\uf200" for sign in spoilt)
    assert repair(spoilt) == word


def _decoded(byte, encoding):
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(
    "text",
    ["CAFÉ™", "PRÉ»", "« ÉTÉ »", "ã½", "Ångström", "São Paulo", "Ã", "10 £", "№ 5", "Noël®", "Š", "Grüße“"],
)
def test_texts_that_only_look_odd_stay(text):
    assert repair(text) == text


@pytest.mark.parametrize("times", [1, 2])
def test_a_file_encoded_twice_is_mended_and_says_so(times):
    content = PEOPLE.encode()
    for _time in range(times):
        content = content.decode("latin-1").encode()
    table = open_table(io.BytesIO(content), "people.csv")
    assert table.header == ["Prénom", "Nom", "Fonction"]
    assert [values for _number, values in table.rows] == ROWS
    assert any("accents" in note and "2, 3" in note for note in table.notes)


@pytest.mark.parametrize(
    "make", [make_xlsx, lambda *rows: make_ods(make_sheet(*(make_cells(*r) for r in rows)))]
)
def test_a_workbook_made_of_a_file_read_wrongly_is_mended_too(make):
    table = open_table(make(["Nom", "Ville"], ["AndrÃ©", "Lyon"], ["Zoé", "BesanÃ§on"]), "people")
    assert list(table.rows) == [(2, ["André", "Lyon"]), (3, ["Zoé", "Besançon"])]
    assert any("accents" in note and ": 2, 3." in note for note in table.notes)


def test_a_cell_too_long_for_a_csv_is_said_with_its_row():
    with pytest.raises(Exception, match=r"Row 3 .* characters"):
        read(b"a;b\nc;d\n" + b"x" * 140_000 + b";y\n")


@pytest.mark.parametrize("separator", [";", ","])
def test_our_own_file_comes_back_as_it_went_out_even_where_it_looks_spoilt(separator):
    content = f'"Our number"{separator}"Nom"\r\n1{separator}"AndrÃ©"\r\n'.encode("utf-8-sig")
    table = open_table(io.BytesIO(content), "people.csv", is_own_header=lambda header: header == "Our number")
    assert [values for _number, values in table.rows] == [["1", "AndrÃ©"]]
    assert not table.notes


@pytest.mark.parametrize("header", ['"Our number",Nom', "Our number,Nom", '"ID","Nom"'])
def test_a_file_that_another_program_wrote_is_mended_all_the_same(header):
    table = open_table(
        io.BytesIO(f"{header}\r\n1,AndrÃ©\r\n".encode()),
        "people.csv",
        is_own_header=lambda text: text == "Our number",
    )
    assert [values for _number, values in table.rows] == [["1", "André"]]
    assert "Wrongly encoded accents" in " ".join(table.notes)
