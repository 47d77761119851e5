"""An encoding that somebody chose by hand, and the bytes of the file speak for another."""

import codecs
import io

import pytest

from exchange.spreadsheets import UnreadableFile, open_table

pytestmark = pytest.mark.usefixtures("in_english")
TEXT = "Prénom;Nom;Fonction\r\nZoé;D’Almeida;Œuvre à 12 €\r\n"
OURS = '"Our number";"Prénom"\r\n"1";"Zoé"\r\n'
AS_ACCENTS = "check its accents"


def read(text, encoding, chosen):
    file = io.BytesIO(text.encode(encoding))
    table = open_table(file, "people.csv", encoding=chosen, is_own_header=lambda name: name == "Our number")
    return table, list(table.rows)


@pytest.mark.parametrize("chosen", ["cp1252", "iso8859_15", "cp850", "mac_roman"])
@pytest.mark.parametrize("text", [TEXT, OURS], ids=["any", "ours"])
def test_it_is_said_of_a_file_in_utf_8(text, chosen):
    table, _rows = read(text, "utf-8", chosen)
    assert table.encoding == chosen
    assert any("seems to be in UTF-8" in note and AS_ACCENTS in note for note in table.notes)


@pytest.mark.parametrize("chosen", ["iso8859_15", "cp850", "mac_roman"])
def test_it_is_said_of_a_file_in_another_old_encoding(chosen):
    table, _rows = read(TEXT.replace("Zoé", "Zoée"), "cp1252", chosen)
    assert any("seems to be in Windows-1252" in note for note in table.notes)


@pytest.mark.parametrize("chosen", ["cp1252", "cp850", "utf-16", "utf-8"])
@pytest.mark.parametrize(("encoding", "name"), [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16")])
def test_a_mark_at_the_beginning_counts_for_more_than_the_choice(encoding, name, chosen):
    table, rows = read(TEXT, encoding, chosen)
    assert table.header == ["Prénom", "Nom", "Fonction"]
    assert rows == [(2, ["Zoé", "D’Almeida", "Œuvre à 12 €"])]
    note = f"The file begins with the byte order mark of {name} and is read as such."
    assert (note in table.notes) == (name.lower() != chosen)


@pytest.mark.parametrize(
    ("text", "encoding", "chosen"),
    [
        (TEXT, "cp1252", "cp1252"),
        (TEXT, "utf-8", "utf-8"),
        ("Nom\r\nDurand\r\n", "utf-8", "cp1252"),
        ("Nom\r\nAndré\r\n", "cp1252", "iso8859_15"),
    ],
    ids=["as it is", "UTF-8 as it is", "without accents", "the same bytes"],
)
def test_nothing_is_said_where_it_makes_no_difference(text, encoding, chosen):
    table, _rows = read(text, encoding, chosen)
    assert table.notes == []


def test_a_refusal_names_the_encoding_as_the_page_does():
    with pytest.raises(UnreadableFile, match="cannot be read as Windows-1252"):
        read("Nom\r\nÁron\r\n", "utf-8", "cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_without_a_zero_byte_is_not_in_utf_16(encoding):
    with pytest.raises(UnreadableFile, match="cannot be read as UTF-16: choose another encoding for it, or"):
        read(TEXT, encoding, "utf-16")


@pytest.mark.parametrize("chosen", [None, "cp1252"])
def test_a_mark_of_utf_8_before_another_encoding_is_ignored_and_said(chosen):
    file = io.BytesIO(codecs.BOM_UTF8 + TEXT.encode("cp1252"))
    table = open_table(file, "people.csv", encoding=chosen)
    assert table.header == ["Prénom", "Nom", "Fonction"]
    assert list(table.rows) == [(2, ["Zoé", "D’Almeida", "Œuvre à 12 €"])]
    note = "The file begins with the byte order mark of UTF-8 but is in Windows-1252: check its accents."
    assert table.notes == [note]


def test_central_european_letters_are_read_once_their_encoding_is_chosen():
    table, rows = read("Nom;Prénom\r\nDvořák;Łukasz\r\n", "cp1250", "cp1250")
    assert (rows, table.notes) == ([(2, ["Dvořák", "Łukasz"])], [])


def test_of_a_file_in_utf_8_it_is_said_there_too():
    table, _rows = read(TEXT, "utf-8", "cp1250")
    assert any("seems to be in UTF-8" in note for note in table.notes)


@pytest.mark.parametrize("name", ["Łukasz", "Żaneta", "Małgorzata", "Książek", "Beata Różańska"])
def test_it_is_said_that_a_file_may_be_a_polish_one(name):
    table, _rows = read(f"Imię;Nazwisko\n{name};Żółć\n", "cp1250", None)
    assert any("seems to be in Windows-1250 (Central Europe)" in note for note in table.notes)


@pytest.mark.parametrize(
    "text", ["Zoé;12 £", "Zoé;£5 m³", "Zoé;¿Qué?", "Zoé;directeur¹", "Zoé;120 cm³/h", "Łukasz;ksi¹¿ka"]
)
def test_no_other_file_is_taken_for_a_polish_one(text):
    encoding = "utf-8" if "Ł" in text else "cp1252"
    table, _rows = read(f"Prénom;Note\n{text}\n", encoding, None)
    assert table.notes == []
