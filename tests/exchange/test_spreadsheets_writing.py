import datetime
import io
import re
import zipfile
from zoneinfo import ZoneInfo

import odf.opendocument
import odf.table
import odf.teletype
import openpyxl
import pytest
from django.db import models
from django.utils.safestring import mark_safe

from exchange.spreadsheets import Column, Kind, write_csv, write_ods, write_xlsx, xlsx_writer
from exchange.spreadsheets.table import sheet_names, widths
from tests.files import FORMATS, ODS, member, read, written

COLUMNS = [
    Column("name", "Nom"),
    Column("email", "E-mail", Kind.EMAIL),
    Column("phone", "Téléphone", Kind.PHONE),
    Column("site", "Site", Kind.URL),
    Column("born", "Né le", Kind.DATE),
    Column("seen", "Vu le", Kind.DATETIME),
    Column("count", "Nombre", Kind.NUMBER),
]
NOON = datetime.datetime(2020, 2, 12, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
ROW = [
    "=1+1",
    "zoe@example.org",
    "+33175314082",
    "https://example.org/a?b=1&c=2",
    datetime.date(1999, 12, 31),
    NOON,
    3,
]
ABOUT = [("What", "=HYPERLINK(1)"), ("By", "Zoé\nDurand")]
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows, **options):
    file = written("XLSX", COLUMNS, rows, about=ABOUT, title="Contacts", about_title="À propos", **options)
    return openpyxl.load_workbook(file)


def links_of(sheet):
    return {cell.coordinate: cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink}


def document(*rows):
    file = written("ODS", COLUMNS, rows, about=ABOUT, title="Contacts", about_title="À propos")
    return odf.opendocument.load(file)


def test_xlsx_has_a_header_that_is_bold_frozen_and_filtered():
    sheet = workbook(ROW, ROW)["Contacts"]
    assert [cell.value for cell in sheet[1]] == [column.header for column in COLUMNS]
    assert all(cell.font.bold and cell.font.size == 11 for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"


def test_xlsx_states_no_size_that_hides_rows_from_readers():
    file = written("XLSX", COLUMNS, [ROW] * 300)
    sheet = openpyxl.load_workbook(file, read_only=True).active
    assert len(list(sheet.iter_rows(values_only=True))) == 301


def test_xlsx_texts_are_texts_and_dates_are_dates():
    cells = workbook(ROW)["Contacts"][2]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "s", "d", "d", "n"]
    assert [cell.number_format for cell in cells] == [
        *["@"] * 4,
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
        "General",
    ]
    assert [cell.value for cell in cells][4:] == [
        datetime.datetime.fromisoformat("1999-12-31"),
        datetime.datetime.fromisoformat("2020-02-12 12:00"),
        3,
    ]


def test_xlsx_columns_keep_what_is_typed_below_as_text():
    columns = workbook(ROW)["Contacts"].column_dimensions
    assert [columns[letter].number_format for letter in "ABCDE"] == ["@"] * 4 + ["yyyy-mm-dd"]


def test_xlsx_holds_no_formula_at_all():
    dangerous = ["=1+1", "=cmd|' /C calc'!A0", "#N/A", "@SUM(1)", "+1", "-1"]
    file = written("XLSX", [Column("a", "=A1")], [[text] for text in dangerous], about=[("=1", "=2")])
    for name in (SHEET, "xl/worksheets/sheet2.xml"):
        assert not re.search(rb"<f[ >/]", member(file, name))
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert {cell.data_type for (cell,) in sheet.iter_rows()} == {"s"}
    assert [cell.value for (cell,) in sheet.iter_rows()] == ["=A1", *dangerous]


def test_addresses_are_links_where_a_link_is_sure_to_work():
    odd = ["a@b@c", "zoe@example.org?bcc=x@y.z", "Zoé <zoe@example.org>", "zoe@exämple.org", ""]
    rows = [["", address, "", "javascript:alert(1)", None, None, None] for address in odd]
    sheet = workbook(ROW, *rows)["Contacts"]
    assert links_of(sheet) == {"B2": "mailto:zoe@example.org", "D2": "https://example.org/a?b=1&c=2"}
    text = member(written("ODS", COLUMNS, [ROW, *rows]), "content.xml").decode()
    assert re.findall('xlink:href="([^"]*)"', text) == [
        "mailto:zoe@example.org",
        "https://example.org/a?b=1&amp;c=2",
    ]


def test_links_stop_at_what_excel_can_take(monkeypatch):
    monkeypatch.setattr(xlsx_writer, "MAX_LINKS", 3)
    sheet = workbook(*[ROW] * 4)["Contacts"]
    assert list(links_of(sheet)) == ["B2", "D2", "B3"]
    assert sheet["B5"].value == "zoe@example.org"


def test_the_second_sheet_says_what_the_file_is():
    book = workbook(ROW)
    assert book.sheetnames == ["Contacts", "À propos"]
    rows = [[(cell.value, cell.data_type) for cell in row] for row in book["À propos"]]
    assert rows == [[(label, "s"), (value, "s")] for label, value in ABOUT]
    tables = document(ROW).spreadsheet.getElementsByType(odf.table.Table)
    assert [table.getAttribute("name") for table in tables] == ["Contacts", "À propos"]
    cells = tables[1].getElementsByType(odf.table.TableCell)
    assert odf.teletype.extractText(cells[1]) == "=HYPERLINK(1)"


def test_without_anything_to_say_there_is_no_second_sheet():
    assert openpyxl.load_workbook(written("XLSX", COLUMNS, [ROW])).sheetnames == ["Export"]
    assert b"About" not in member(written("ODS", COLUMNS, [ROW]), "content.xml")


def test_ods_is_recognised_by_its_first_bytes():
    file = written("ODS", COLUMNS, [ROW])
    assert file.getvalue()[30:84] == b"mimetype" + ODS
    with zipfile.ZipFile(file) as package:
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert package.testzip() is None


def test_ods_cells_have_their_types_and_no_formula():
    table = document(ROW).spreadsheet.getElementsByType(odf.table.Table)[0]
    cells = table.getElementsByType(odf.table.TableRow)[1].getElementsByType(odf.table.TableCell)
    assert [cell.getAttribute("valuetype") for cell in cells] == ["string"] * 4 + ["date", "date", "float"]
    assert [cell.getAttribute("datevalue") for cell in cells][4:6] == ["1999-12-31", "2020-02-12T12:00:00"]
    assert [cell.getAttribute("stylename") for cell in cells][4:6] == ["day", "moment"]
    assert cells[6].getAttribute("value") == "3"
    assert odf.teletype.extractText(cells[0]) == "=1+1"
    assert not [cell for cell in cells if cell.getAttribute("formula")]


def test_ods_header_is_filtered_repeated_in_print_and_frozen():
    file = written("ODS", COLUMNS, [ROW, ROW], title="L'export")
    content, settings = member(file, "content.xml").decode(), member(file, "settings.xml").decode()
    assert "table:target-range-address=\"'L''export'.A1:'L''export'.G3\"" in content
    assert content.count("<table:table-header-rows>") == 1
    assert 'config:name="L\'export"' in settings
    assert 'config:name="VerticalSplitPosition" config:type="int">1<' in settings


def test_csv_begins_with_the_mark_of_utf_8_and_ends_its_lines_as_the_standard_says():
    content = b"".join(write_csv(COLUMNS[:2], [["Zoé", 'a"b'], [None, "c\nd"]], ";"))
    assert content == '\ufeff"Nom";"E-mail"\r\n"Zoé";"a""b"\r\n"";"c\nd"\r\n'.encode()


def test_csv_dates_are_iso_and_numbers_are_bare():
    content = b"".join(write_csv(COLUMNS[4:], [ROW[4:], [None, None, -2.5]], ","))
    assert content.decode().splitlines()[1:] == ['"1999-12-31","2020-02-12 12:00:00",3', '"","",-2.5']


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "'=1", " =1", "\xa0=1", "＝1"]
)
def test_csv_guards_what_would_run(text):
    (line,) = csv_cells([text])
    assert line == f"'{text}"


@pytest.mark.parametrize("text", ["a=1", "1+1", "Zoé", "", "(=1)", "«-»", "№ 1", "1-2"])
def test_csv_leaves_the_rest_alone(text):
    assert csv_cells([text]) == [text]


def csv_cells(texts):
    content = b"".join(write_csv([Column("a", "A")], [[text] for text in texts]))
    return [line[1:-1] for line in content.decode().removeprefix('\ufeff"A"\r\n').split("\r\n")[:-1]]


def test_csv_is_given_in_pieces():
    asked = []

    def rows():
        for number in range(20_000):
            asked.append(number)
            yield ["some text", "zoe@example.org"]

    pieces = write_csv(COLUMNS[:2], rows())
    next(pieces)
    assert len(asked) < 5_000


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_rows_are_taken_one_by_one_and_not_kept(write):
    class Day(datetime.date):
        alive = 0

        def __del__(self):
            Day.alive -= 1

    most = []

    def rows():
        for _number in range(2_000):
            Day.alive += 1
            most.append(Day.alive)
            yield ["a", Day(2020, 2, 12)]

    write(io.BytesIO(), [COLUMNS[0], COLUMNS[4]], rows())
    assert len(most) == 2_000
    # The widths are fitted to the first 200.
    assert max(most) < 250


@pytest.mark.parametrize("kind", FORMATS)
def test_texts_of_any_kind_are_texts(kind):
    rows = [[mark_safe("<b>=1</b>")], [Shade.RED]]
    assert read(written(kind, COLUMNS[:1], rows))[1] == [["<b>=1</b>"], ["=red"]]


@pytest.mark.parametrize("kind", FORMATS)
def test_truth_is_a_text_because_libreoffice_would_make_a_formula_of_it(kind):
    rows = [[True], [False]]
    assert read(written(kind, COLUMNS[6:], rows))[1] == [["TRUE"], ["FALSE"]]


class Shade(models.TextChoices):
    RED = "=red", "Red"


def test_widths_follow_the_header_and_the_first_rows():
    columns = [Column("a", "A"), Column("b", "A long header of a column"), Column("c", "C"), Column("d", "D")]
    sample = [(2, ["x" * 30, "x", "x" * 500, None]), (3, ["x\n" * 30, "x", "", "日本" * 10])]
    assert widths(columns, sample) == [32, 29, 60, 42]


def test_sheets_have_names_that_programs_accept():
    assert sheet_names("Contacts [1/2]: a?b*c\\d", "contacts") == ["Contacts  1 2  a b c d", "contacts"]
    assert sheet_names("'" + "x" * 40 + "'", "X" * 31) == ["x" * 31, "X" * 28 + " 2"]
    assert sheet_names("", "history") == ["1", "history 2"]


@pytest.mark.parametrize("kind", FORMATS)
def test_what_no_cell_can_hold_is_an_error_and_not_a_guess(kind):
    with pytest.raises(TypeError, match="complex"):
        written(kind, COLUMNS[:1], [[1j]])
