"""What is not read is refused in one sentence."""

import io
import random

import pytest

from exchange.spreadsheets import UnreadableFile, limits, open_table
from exchange.spreadsheets.packages import Package
from tests.files import (
    ODS,
    make_cells,
    make_compound,
    make_ods,
    make_sheet,
    make_xlsx,
    make_zip,
    member,
    with_member,
)

pytestmark = pytest.mark.usefixtures("in_english")

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def refusal(file, name="contacts.xlsx", **options):
    """The sentence, wherever in the reading it is said."""
    file = io.BytesIO(file) if isinstance(file, bytes) else file
    with pytest.raises(UnreadableFile) as refused:
        for _row in open_table(file, name, **options).rows:
            pass
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.fixture
def xlsx():
    return make_xlsx(["Nom", "Prénom"], *[["Durand", f"Zoé {number}"] for number in range(2000)])


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b";;;\n;;\n", '"";""\n'.encode("utf-16")]
)
def test_an_empty_file(content):
    assert "is empty" in refusal(content, "contacts.csv")


def test_a_workbook_without_a_filled_cell():
    assert "is empty" in refusal(make_xlsx([None], [None]))
    assert "is empty" in refusal(make_ods(make_sheet(make_cells("", ""))))


def test_a_workbook_with_a_password():
    assert "password" in refusal(make_compound("EncryptionInfo", "EncryptedPackage"))
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        b"</manifest:file-entry></manifest:manifest>"
    )
    members = {"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": b"\x8a\x01secret"}
    assert "password" in refusal(make_zip(members))
    # As zip programs do it: a flag on each member, in its own header and in the directory.
    package = bytearray(make_xlsx(["a", "b"]).getvalue())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = package.find(header)
        while place >= 0:
            package[place + flags] |= 1
            place = package.find(header, place + 1)
    assert "password" in refusal(bytes(package))


def test_an_old_workbook_under_a_new_name():
    sentence = refusal(make_compound("Workbook"), "contacts.xlsx")
    assert "(xls)" in sentence
    assert "XLSX" in sentence
    assert "not a spreadsheet" in refusal(make_compound("WordDocument"), "contacts.xlsx")


def test_a_file_that_is_cut(xlsx):
    content = xlsx.getvalue()
    for end in (30, 500, len(content) // 2, len(content) - 30, len(content) - 1):
        assert "damaged" in refusal(content[:end])


def test_a_file_with_wrong_bytes_is_refused_or_read_but_never_crashes(xlsx):
    dice = random.Random(1)
    sentences = set()
    for file in (xlsx, make_ods(make_sheet(*[make_cells("Durand", f"{n}") for n in range(300)]))):
        content = file.getvalue()
        for _turn in range(60):
            broken = bytearray(content)
            for _byte in range(dice.randint(1, 20)):
                broken[dice.randrange(len(broken))] = dice.randrange(256)
            try:
                for _row in open_table(io.BytesIO(broken), "t").rows:
                    pass
            except UnreadableFile as refused:
                sentences.add(str(refused))
    assert any("damaged" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, b'r="A2"', b'r="2A"'),
        (SHEET, b'r="A2"', b'r="AAAA2"'),
        (SHEET, b'<row r="2"', b'<row r="two"'),
        (SHEET, b'<c r="A2" t="inlineStr">', b'<c r="A2" t="s"><v>7</v>'),
        (SHEET, b'<c r="A2" t="inlineStr">', b'<c r="A2" t="s"><v>-1</v>'),
        (SHEET, b"</sheetData>", b""),
        (SHEET, b"<sheetData>", b"<sheetData>\xff\xfe"),
        ("xl/workbook.xml", b"name=", b"title="),
        (RELATIONS, b"Target=", b"Goal="),
        (RELATIONS, b"sheet1.xml", b"../../../../etc/passwd"),
        ("xl/styles.xml", b'numFmtId="', b'numFmtId="x'),
        ("_rels/.rels", b"officeDocument", b"nothing"),
    ],
)
def test_a_workbook_that_contradicts_itself(xlsx, name, old, new):
    content = member(xlsx, name)
    assert old in content
    assert "damaged" in refusal(with_member(xlsx, name, content.replace(old, new)))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a",
        b"{\\rtf1",
        b"<!DOCTYPE html><table>",
        b"\xef\xbb\xbf \n<html><table>",
        b"<?xml version='1.0'?><Workbook/>",
        b"PK\x05\x06" + bytes(18),
        bytes(range(256)) * 10,
        random.Random(1).randbytes(4000),
    ],
)
def test_what_is_no_spreadsheet(content):
    assert "not a spreadsheet" in refusal(content, "contacts.csv")


def test_what_is_packed_but_no_spreadsheet():
    text = b"application/vnd.oasis.opendocument.text"
    assert "not a spreadsheet" in refusal(make_zip({"mimetype": text, "content.xml": b"<a/>"}))
    assert "not a spreadsheet" in refusal(with_member(make_xlsx(["a", "b"]), "xl/workbook.bin", b"x"))
    word = make_xlsx(["a", "b"])
    relations = member(word, RELATIONS).replace(b'/worksheet"', b'/image"')
    assert "not a spreadsheet" in refusal(with_member(word, RELATIONS, relations))


def test_an_encoding_that_the_file_is_not_in():
    assert "UTF-8" in refusal("Œuvré;Zoé\n".encode("cp1252"), "t.csv", encoding="utf-8")
    assert "klingon" in refusal(b"a;b\n", "t.csv", encoding="klingon")
    # Only the first row would have been readable.
    content = b"a;b\n" * 100_000 + b"\xff;b\n"
    assert "UTF-8" in refusal(content, "t.csv", encoding="utf-8")


def test_a_quotation_mark_that_is_not_closed():
    assert "Row 3" in refusal(b'Nom;Note\na;b\n"c;d\ne;f\n', "t.csv")
    assert "Row 2" in refusal(b'Nom;Note\n"a" b;c\n', "t.csv", separator=";")


def test_a_sheet_that_is_not_there(xlsx):
    assert "“Autre”" in refusal(xlsx, sheet="Autre")


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_in_any_part_of_a_workbook(xlsx, name, encoding):
    content = member(xlsx, name).decode().partition("?>")[2] or member(xlsx, name).decode()
    content = f'<!DOCTYPE x [<!ENTITY a "b">]>{content}'.encode(encoding)
    assert "DOCTYPE" in refusal(with_member(xlsx, name, content))


def test_definitions_in_a_document():
    content = b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">' + member(make_ods(""), "content.xml")
    assert "DOCTYPE" in refusal(make_zip({"mimetype": ODS, "content.xml": content}))


def test_a_part_is_not_opened_when_it_says_that_it_is_too_large(xlsx):
    package = Package(xlsx)
    size = len(member(xlsx, SHEET))
    assert package.open(SHEET, limits.PART._replace(most=size)).read()
    with pytest.raises(UnreadableFile, match="far too large"):
        package.open(SHEET, limits.PART._replace(most=size - 1))


def test_a_file_that_is_too_large(monkeypatch, xlsx):
    monkeypatch.setattr(limits, "FILE", limits.FILE._replace(most=len(xlsx.getvalue()) - 1))
    assert "larger than" in refusal(xlsx)
