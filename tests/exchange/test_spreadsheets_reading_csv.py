import codecs
import io

import pytest

from exchange.spreadsheets import open_table
from tests.files import read

FRENCH = "Nom;Prénom;Téléphone;Fonction\r\nDurand;Zoé;01 75 31 40 82;Directrice, presse\r\nŒuvré;Noël;;\r\n"
FRENCH_HEADER = ["Nom", "Prénom", "Téléphone", "Fonction"]
FRENCH_ROWS = [
    ["Durand", "Zoé", "01 75 31 40 82", "Directrice, presse"],
    ["Œuvré", "Noël", None, None],
]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (FRENCH.encode("cp1252"), "cp1252"),
        (FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-16"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.replace("Noël", "Adèle").encode("mac_roman"), "mac_roman"),
    ],
)
def test_csv_of_any_usual_encoding_is_read(content, encoding):
    table = open_table(io.BytesIO(content), "contacts.csv")
    assert (table.format, table.encoding, table.separator) == ("CSV", encoding, ";")
    assert table.header == FRENCH_HEADER
    assert next(values for _number, values in table.rows) == FRENCH_ROWS[0]
    assert table.notes == []


def test_the_encoding_is_recognised_by_the_whole_file():
    content = "Nom;Note\n" + "Durand;plain\n" * 20_000 + "Œuvré;Zoé\n"
    assert read(content.encode("cp1252"))[1][-1] == ["Œuvré", "Zoé"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_usual_separator_and_line_ending_is_read(separator, ending):
    lines = [["Nom", "Prénom", "Note"], ["Durand", "Zoé", "x"], ["Œuvré", "Noël", "y"]]
    content = ending.join(separator.join(line) for line in lines)
    table = open_table(io.BytesIO(content.encode()), "table")
    assert (table.separator, table.header) == (separator, lines[0])
    assert [values for _number, values in table.rows] == lines[1:]


@pytest.mark.parametrize(
    ("content", "separator"),
    [
        # Addresses have commas, and numbers decimal commas.
        ("Nom;Adresse\nDurand;12, rue X, Paris\nNoël;3, quai Y, Lyon\n", ";"),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ('Nom,Note\nDurand,"a;b;c;d"\nNoël,"e;f;g;h"\n', ","),
        ('"Nom","x;y;z"\n"b;c","d;e;f"\n', ","),
        ("Contacts;;\nNom;Prénom;Note\nDurand;Zoé;a,b\n", ";"),
        ("Nom\nDurand\nNoël\n", ";"),
        ("sep=|\nNom|Note\nDurand|a;b\nNoël|c;d\n", "|"),
        ("Nom;Note;Ville\nDurand;a\nNoël;b;Lyon\nZoé\n", ";"),
        ("Nom;Note\n" + "Durand;" + "word, " * 15_000 + "\n", ";"),
        ('Nom,Note\n"Durand","' + "word; \n" * 15_000 + '"\n', ","),
    ],
)
def test_separators_inside_texts_deceive_nobody(content, separator):
    table = open_table(io.BytesIO(content.encode()), "table")
    assert table.separator == separator
    assert table.header[0] == "Nom" or table.header == ["a", "b"]


def test_encoding_and_separator_can_be_chosen_by_hand():
    content = "Nom;x,Note\nDurand;a,b\n".encode("utf-16-le")
    table = open_table(io.BytesIO(content), "table", encoding="utf-16", separator=",")
    assert (table.encoding, table.separator, table.header) == ("utf-16", ",", ["Nom;x", "Note"])
    assert [values for _number, values in table.rows] == [["Durand;a", "b"]]


def test_excels_own_hint_is_no_row():
    table = open_table(io.BytesIO(b"sep=,\r\nNom,Note\r\nDurand,x\r\n"), "table")
    assert (table.header, table.header_row) == (["Nom", "Note"], 1)
    assert list(table.rows) == [(2, ["Durand", "x"])]


def test_guards_are_taken_off_and_other_apostrophes_stay():
    content = "Nom;Tel\n'=x;'+33175314082\n's-Hertogenbosch;''=y\n'90s;l'été\n"
    assert read(content.encode())[1] == [
        ["=x", "+33175314082"],
        ["'s-Hertogenbosch", "'=y"],
        ["'90s", "l'été"],
    ]
