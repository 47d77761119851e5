import datetime

import openpyxl
import pytest

from exchange.spreadsheets import open_table
from exchange.spreadsheets.sheets import NO_RESULT
from tests.files import (
    make_cell,
    make_cells,
    make_ods,
    make_sheet,
    make_xlsx,
    member,
    read,
    saved,
    with_member,
)

pytestmark = pytest.mark.usefixtures("in_english")


def test_dates_as_text_stay_text_and_dates_are_dates():
    day, moment = datetime.date(2020, 2, 12), datetime.datetime.fromisoformat("2020-02-12 09:30")
    rows = [["Texte", "Jour", "Instant"], ["12/02/2020", day, moment], ["12 février 2020", "", ""]]
    assert read(make_xlsx(*rows))[1] == [["12/02/2020", day, moment], ["12 février 2020", None, None]]
    file = make_ods(
        make_sheet(
            make_cells("Texte", "Jour", "Instant"),
            make_cell("12/02/2020")
            + make_cell("12/02/20", 'office:value-type="date" office:date-value="2020-02-12"')
            + make_cell(
                "12/02", 'office:value-type="date" office:date-value="2020-02-12T09:30:00.000000000"'
            ),
        )
    )
    assert read(file)[1] == [["12/02/2020", day, moment]]


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("dd/mm/yyyy", datetime.date(2020, 2, 12)),
        ("[$-40C]d mmmm yyyy;@", datetime.date(2020, 2, 12)),
        ("mmmm", datetime.date(2020, 2, 12)),
        ("dd/mm/yy hh:mm", datetime.datetime.fromisoformat("2020-02-12 12:00")),
        ('"day" 0', 43873.5),
        ("0.00", 43873.5),
        ("General", 43873.5),
    ],
)
def test_a_number_is_a_date_where_it_is_shown_as_one(number_format, expected):
    book = openpyxl.load_workbook(make_xlsx(["A", "B"], [43873.5, "x"]))
    book.active["A2"].number_format = number_format
    assert read(saved(book))[1] == [[expected, "x"]]


def test_hours_without_a_day_are_text():
    book = openpyxl.load_workbook(make_xlsx(["A", "B", "C"], [datetime.time(9, 30), 1.25, 0]))
    for cell, number_format in (("B2", "[h]:mm"), ("C2", "dd/mm/yyyy")):
        book.active[cell].number_format = number_format
    assert read(saved(book))[1] == [["09:30", "30:00", 0]]


def test_the_calendar_of_old_macs_is_known():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["A", "B"])
    book.active.append([datetime.date(2020, 2, 12), "x"])
    assert read(saved(book))[1] == [[datetime.date(2020, 2, 12), "x"]]


def test_telephone_numbers_come_as_they_stand():
    rows = [
        ["A", "B"],
        [33175314082, "0175314082"],
        [175314082, "+33 1 75 31 40 82"],
        [3.3175314082e10, "01.75"],
    ]
    found = read(make_xlsx(*rows))[1]
    assert [str(row[0]) for row in found] == ["33175314082", "175314082", "33175314082"]
    assert [row[1] for row in found] == [row[1] for row in rows[1:]]
    cells = make_cell("01 75 31 40 82", 'office:value-type="float" office:value="175314082"')
    cells += make_cell("x", 'office:value-type="float" office:value="3.3175314082E10"')
    assert read(make_ods(make_sheet(make_cells("A", "B"), cells)))[1] == [[175314082, 33175314082]]


def test_formulas_give_the_value_that_was_seen_and_are_not_run():
    book = make_xlsx(["A", "B", "C"], ["=1+1", "x", "=2+2"])
    sheet = member(book, "xl/worksheets/sheet1.xml").replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert b"<v>2</v>" in sheet
    assert read(with_member(book, "xl/worksheets/sheet1.xml", sheet))[1] == [[2, "x", NO_RESULT]]
    cell = make_cell("seen", 'table:formula="of:=1+1" office:value-type="string"')
    assert read(make_ods(make_sheet(make_cells("A", "B"), cell + make_cell("x"))))[1] == [["seen", "x"]]


def test_shared_strings_keep_their_escapes_their_parts_and_not_their_readings():
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>A</t></si><si><t>B</t></si><si><t>_x005F_x0041_ _x0007_</t></si>"
        "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></si></sst>"
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row></sheetData></worksheet>'
    )
    relation = '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    file = make_xlsx(["x"])
    relations = member(file, "xl/_rels/workbook.xml.rels").decode().replace("</Relationships>", relation)
    for name, content in (
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ):
        file = with_member(file, name, content.encode())
    assert read(file) == (["A", "B"], [["_x0041_ \x07", "東京"]])


def test_spaces_in_ods_are_read_as_the_standard_says():
    text = "\n  a <text:s text:c='2'/>b<text:tab/>c<text:line-break/>d  \t e</text:p><text:p>f"
    beside = "<office:annotation><dc:creator>x</dc:creator><text:p>a remark</text:p></office:annotation>"
    cell = f"<table:table-cell>{beside}<text:p>{text}</text:p></table:table-cell>"
    assert read(make_ods(make_sheet(make_cells("A", "B"), cell + make_cell("x"))))[1] == [
        ["a   b\tc\nd e\nf", "x"]
    ]


def test_what_ods_repeats_is_repeated():
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    twice = make_cell("b", 'table:number-columns-repeated="2"')
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    file = make_ods(
        make_sheet(
            make_cells("A", "B", "C") + empty,
            row.format(2, make_cells("a") + twice + empty),
            row.format(5, empty),
            make_cells("", "", "c"),
            row.format(1_048_567, empty),
        )
    )
    table = open_table(file, "table")
    assert list(table.rows) == [(2, ["a", "b", "b"]), (3, ["a", "b", "b"]), (9, [None, None, "c"])]
