"""The files in LibreOffice itself: opened, computed again, and saved in its own format or as text."""

import csv
import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from exchange.spreadsheets import Column, Kind, UnreadableFile, open_table
from exchange.spreadsheets.guard import guard
from tests.exchange.test_spreadsheets_round_trip import TEXTS
from tests.files import NAMES, ODS, make_cell, make_cells, make_ods, make_sheet, make_xlsx, member, written

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
if not PROGRAM and not CI:
    pytest.skip(
        "NOT TESTED: no spreadsheet was opened in LibreOffice, which is missing", allow_module_level=True
    )

COLUMNS = [
    Column("text", "Texte"),
    Column("email", "E-mail", Kind.EMAIL),
    Column("phone", "Téléphone", Kind.PHONE),
    Column("day", "Jour", Kind.DATE),
    Column("moment", "Instant", Kind.DATETIME),
    Column("number", "Nombre", Kind.NUMBER),
    Column("yes", "Oui", Kind.NUMBER),
]
# OpenDocument cannot hold control characters; that our reader gives them back is tested elsewhere.
SHOWN = [
    text
    for text in TEXTS
    if not any(ord(c) < 32 and c not in "\t\n\r" for c in text) and "\uffff" not in text
]
SHOWN = [text for text in SHOWN if "_x00" not in text]
ROWS = [
    [
        text,
        "zoe@example.org",
        "+33175314082",
        date(2020, 2, 12),
        datetime(2020, 2, 12, 8, 30, tzinfo=UTC),
        -4.5,
        True,
    ]
    for text in SHOWN
]
ABOUT = [("Quoi", "=1+1"), ("Par", "@SUM(1)")]
DAY_STYLE = (
    '<number:date-style style:name="N1"><number:day/><number:text>/</number:text><number:month/>'
    "<number:text>/</number:text><number:year/></number:date-style>"
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
)
TABLE, OFFICE = f"{{{NAMES['table']}}}", f"{{{NAMES['office']}}}"
AS_TEXT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
# Compute everything again, whoever saved the file.
RECALCULATE = "".join(
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    f'<prop oor:name="{name}"><value>0</value></prop></item>'
    for name in ("OOXMLRecalcMode", "ODFRecalcMode")
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A function that converts many files in one call, and gives the folder of the results."""
    if not PROGRAM:
        pytest.fail("LibreOffice is missing, and CI skips nothing: install libreoffice-calc", pytrace=False)
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + RECALCULATE + "</oor:items>"
    )

    def convert(folder, target, files, source=""):
        command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += [f"--infilter={source}"] if source else []
        command += ["--convert-to", target, "--outdir", str(folder), *map(str, files)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert run.returncode == 0, run.stderr
        assert "Error" not in run.stderr, run.stderr
        return folder

    return convert


@pytest.fixture(scope="module")
def ours(office, tmp_path_factory):
    """What we write, as LibreOffice saves it: flat documents, and every sheet as text."""
    folder = tmp_path_factory.mktemp("ours")
    books = []
    for kind in ("XLSX", "ODS"):
        books.append(folder / f"{kind}.{kind.lower()}")
        books[-1].write_bytes(
            written(kind, COLUMNS, ROWS, about=ABOUT, title="L'export", about_title="À propos").getvalue()
        )
    office(folder, "fods", books)
    office(folder, AS_TEXT, books)
    for separator, code in ((";", 59), (",", 44)):
        file = folder / f"CSV{code}.csv"
        file.write_bytes(written("CSV", COLUMNS, ROWS, separator=separator).getvalue())
        # The last mark: what looks like a formula is computed.
        office(folder, "fods", [file], f"Text - txt - csv (StarCalc):{code},34,76,1,,0,false,true,,,,,,,true")
    return folder


def cells_of(path):
    """Of each row of the first sheet: (type, value, text) of its cells."""
    document = etree.parse(path, etree.XMLParser(huge_tree=True))
    rows = next(document.iter(f"{TABLE}table")).iter(f"{TABLE}table-row")
    return [
        [_cell(cell) for cell in row for _turn in range(_times(cell))] for row in rows if _times(row) == 1
    ]


def one_break(text):
    """From XLSX, LibreOffice keeps one kind of line break."""
    return text.replace("\r\n", "\n")


def _times(element):
    name = "columns" if element.tag == f"{TABLE}table-cell" else "rows"
    return min(int(element.get(f"{TABLE}number-{name}-repeated", 1)), 20)


def _cell(cell):
    value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value")
    return cell.get(f"{OFFICE}value-type"), value, "".join(cell.itertext()).strip()


@pytest.mark.parametrize("name", ["XLSX", "ODS", "CSV59", "CSV44"])
def test_no_cell_is_a_formula(ours, name):
    document = etree.parse(ours / f"{name}.fods", etree.XMLParser(huge_tree=True))
    assert [cell.get(f"{TABLE}formula") for cell in document.iter() if cell.get(f"{TABLE}formula")] == []
    assert len(cells_of(ours / f"{name}.fods")) > len(ROWS) / 2


@pytest.mark.parametrize("name", ["XLSX", "ODS"])
def test_texts_are_texts_dates_are_dates_and_numbers_numbers(ours, name):
    types = [[kind for kind, _value, _text in row[:7]] for row in cells_of(ours / f"{name}.fods")]
    assert types[0] == ["string"] * 7
    assert {tuple(row) for row in types[1 : len(ROWS) + 1]} == {
        ("string", "string", "string", "date", "date", "float", "string")
    }
    row = cells_of(ours / f"{name}.fods")[1]
    assert [value for _kind, value, _text in row[3:6]] == ["2020-02-12", "2020-02-12T09:30:00", "-4.5"]
    assert [text for _kind, _value, text in row[2:5]] == ["+33175314082", "2020-02-12", "2020-02-12 09:30"]


@pytest.mark.parametrize("name", ["XLSX", "ODS"])
def test_the_text_of_every_cell_is_what_was_written(ours, name):
    with (ours / f"{name}-L'export.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header == [column.header for column in COLUMNS]
    assert [one_break(row[0]) for row in rows] == [one_break(text) for text in SHOWN]
    assert {tuple(row[1:]) for row in rows} == {
        ("zoe@example.org", "+33175314082", "2020-02-12", "2020-02-12 09:30:00", "-4.5", "TRUE")
    }
    with (ours / f"{name}-À propos.csv").open(newline="", encoding="utf-8") as file:
        assert [tuple(row) for row in csv.reader(file)] == ABOUT


@pytest.mark.parametrize("code", ["59", "44"])
def test_guarded_texts_are_shown_with_their_guard_and_dates_are_dates(ours, code):
    rows = cells_of(ours / f"CSV{code}.fods")
    assert rows[1][0] == ("string", None, "'=cmd|' /C calc'!A0")
    shown = {text for kind, _value, text in (row[0] for row in rows[1:]) if kind == "string"}
    risky = [text for text in SHOWN if guard(text) != text and not re.search(r"[\t\n\r]|  ", text)]
    assert len(risky) > 10
    assert shown >= {guard(text).strip() for text in risky}
    assert {row[3][:2] for row in rows[1:]} == {("date", "2020-02-12")}
    assert {row[2] for row in rows[1:]} == {("string", None, "'+33175314082")}


def test_the_header_is_frozen_and_filtered(ours):
    document = etree.parse(ours / "ODS.fods", etree.XMLParser(huge_tree=True))
    (filtered,) = document.iter(f"{TABLE}database-range")
    assert filtered.get(f"{TABLE}target-range-address").endswith(f".G{len(ROWS) + 1}")
    assert filtered.get(f"{TABLE}display-filter-buttons") == "true"
    assert len(list(document.iter(f"{TABLE}table-header-rows"))) == 1


@pytest.mark.parametrize("kind", ["XLSX", "ODS"])
def test_what_libreoffice_saved_again_comes_back(office, ours, tmp_path, kind):
    extension = kind.lower()
    office(tmp_path, extension, [ours / f"{kind}.{extension}"])
    with (tmp_path / f"{kind}.{extension}").open("rb") as file:
        table = open_table(file, "table")
        rows = [values for _number, values in table.rows]
    assert (table.header, table.sheet) == ([column.header for column in COLUMNS], "L'export")
    assert [row[1:] for row in rows] == [
        [
            "zoe@example.org",
            "+33175314082",
            date(2020, 2, 12),
            datetime.fromisoformat("2020-02-12 09:30"),
            -4.5,
            "TRUE",
        ]
    ] * len(ROWS)
    # LibreOffice loses carriage returns and tabs in its own format.
    changed = [pair for pair in zip(SHOWN, rows, strict=True) if pair[0] != pair[1][0]]
    assert all("\r" in text or "\t" in text for text, _row in changed)


def test_what_people_make_in_libreoffice_is_read(office, tmp_path):
    both, over = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    covered = "<table:covered-table-cell/>"
    column = "<table:table-column{}/>"
    before = column.format("") * 2 + column.format(' table:visibility="collapse"')
    sheets = make_sheet(
        make_cells(""),
        make_cell("Nom", both) + make_cell("Téléphone", over) + covered + make_cell("Né le", both),
        covered + make_cells("bureau", "mobile") + covered,
        make_cells("Durand")
        + make_cell("01 75 31 40 82", 'office:value-type="float" office:value="175314082"')
        + make_cells("06 76 12 00 53")
        + make_cell(
            "12/02/2020", 'table:style-name="day" office:value-type="date" office:date-value="2020-02-12"'
        ),
        make_cells("Œuvré", "", "", "12 février"),
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>',
        name="Contacts",
        before=before,
    ) + make_sheet(make_cells("x", "y"), name="Autre")
    source = tmp_path / "people.fods"
    content = member(make_ods(sheets, DAY_STYLE), "content.xml").decode()
    flat = f'office:document office:mimetype="{ODS.decode()}" office:version="1.2"'
    content = content.replace("office:document-content", flat, 1)
    content = content.replace("office:document-content", "office:document")
    source.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}')
    made = tmp_path / "made"
    for extension in ("xlsx", "ods"):
        office(made, extension, [source])
        with (made / f"people.{extension}").open("rb") as file:
            table = open_table(file, "people")
            rows = list(table.rows)
        assert table.sheets == ["Contacts", "Autre"]
        assert table.header == ["Nom", "Téléphone bureau", "Téléphone mobile", "Né le"]
        assert rows == [
            (4, ["Durand", 175314082, "06 76 12 00 53", date(2020, 2, 12)]),
            (5, ["Œuvré", None, None, "12 février"]),
        ]
        assert any("Téléphone mobile" in note for note in table.notes)


def test_an_old_workbook_of_libreoffice_is_refused_under_any_name(office, tmp_path):
    source = tmp_path / "people.xlsx"
    source.write_bytes(make_xlsx(["Nom", "Prénom"], ["Durand", "Zoé"]).getvalue())
    office(tmp_path, "xls", [source])
    with (tmp_path / "people.xls").open("rb") as file, pytest.raises(UnreadableFile, match=r"\(xls\)"):
        open_table(file, "people.xlsx")


def test_csv_in_the_encodings_of_libreoffice_is_read(office, tmp_path):
    source = tmp_path / "people.xlsx"
    source.write_bytes(make_xlsx(["Nom", "Prénom"], ["Œuvré; fils", "Zoé"]).getvalue())
    for code, encoding in ((1, "cp1252"), (65535, "utf-16")):
        folder = tmp_path / encoding
        office(folder, f"csv:Text - txt - csv (StarCalc):59,34,{code},1", [source])
        with (folder / "people.csv").open("rb") as file:
            table = open_table(file, "people.csv")
            assert list(table.rows) == [(2, ["Œuvré; fils", "Zoé"])]
        assert table.encoding.startswith(encoding)
