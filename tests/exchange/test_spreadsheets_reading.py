import datetime
import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from exchange.spreadsheets import UnreadableFile, open_table, reading
from exchange.spreadsheets.limits import ROWS
from exchange.spreadsheets.sheets import NO_RESULT
from tests.files import (
    make_cell,
    make_cells,
    make_ods,
    make_sheet,
    make_xlsx,
    make_zip,
    member,
    read,
    saved,
    with_member,
)

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_first_row_that_is_empty_and_a_title_are_left_out():
    rows = [[None, None], ["Contacts presse"], [], ["Nom", "Prénom"], ["Durand", "Zoé"]]
    table = open_table(make_xlsx(*rows), "contacts.xlsx")
    assert (table.header, table.header_row) == (["Nom", "Prénom"], 4)
    assert list(table.rows) == [(5, ["Durand", "Zoé"])]
    assert any("above row 4" in note for note in table.notes)


def knows(text):
    return text in {"Nom", "Prénom", "Courriel"}


def test_a_row_of_known_names_is_the_header_below_a_title_of_several_cells():
    rows = [["Contacts presse", None, "12/02/2020"], ["Nom", "Prénom", "Notes"], ["Durand", "Zoé", "?"]]
    table = open_table(make_xlsx(*rows), "contacts.xlsx", knows=knows)
    assert (table.header, table.header_row) == (["Nom", "Prénom", "Notes"], 2)
    assert list(table.rows) == [(3, ["Durand", "Zoé", "?"])]
    assert any("above row 2" in note for note in table.notes)


@pytest.mark.parametrize("first", [["Nom", "Rôle"], ["Qui", "Quoi"]])
def test_a_header_stays_the_header_where_no_other_row_is_known_better(first):
    table = open_table(make_xlsx(first, ["Durand", "Prénom"], ["Nom", "x"]), "t", knows=knows)
    assert (table.header, table.header_row) == (first, 1)


def test_a_header_far_down_is_not_looked_for():
    rows = [["a", "b"], *(["c", "d"] for _row in range(30)), ["Nom", "Prénom"], ["Durand", "Zoé"]]
    assert open_table(make_xlsx(*rows), "table", knows=knows).header == ["a", "b"]


def test_a_sheet_that_is_a_cover_is_not_the_table():
    table = open_table(make_xlsx(Cover=[["Contacts presse"]], People=[["Nom"], ["Durand"]]), "table")
    assert (table.sheet, table.header) == ("People", ["Nom"])


def test_a_header_alone_is_read_where_there_is_nothing_else():
    table = open_table(make_xlsx(["Nom", "Prénom"]), "table")
    assert (table.header, list(table.rows)) == (["Nom", "Prénom"], [])


def test_a_table_of_one_column_has_its_first_row_as_header():
    rows = [[], ["E-mail"], *([f"p{number}@example.org"] for number in range(50)), ["a remark", "beside"]]
    table = open_table(make_xlsx(*rows), "table")
    assert (table.header, table.header_row) == (["E-mail"], 2)
    assert len(list(table.rows)) == 51


def test_trailing_rows_and_columns_that_are_empty_are_dropped():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nom", "Prénom"])
    sheet.append(["Durand", "Zoé"])
    for row in range(1, 41):
        for column in range(1, 250):
            sheet.cell(row, column).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.cell(40, 2).value = "last"
    table = open_table(saved(book), "table")
    assert table.header == ["Nom", "Prénom"]
    assert list(table.rows) == [(2, ["Durand", "Zoé"]), (40, [None, "last"])]


def test_cells_beyond_the_header_are_not_lost():
    table = open_table(make_xlsx(["Nom", "Prénom"], ["Durand", "Zoé", None, "beyond"]), "table")
    assert list(table.rows) == [(2, ["Durand", "Zoé", None, "beyond"])]


def test_headers_are_freed_from_spaces_and_breaks():
    assert read(make_xlsx(["  Nom\xa0de\nfamille ", 2020, " ", "Prénom"], [1, 2, 3, 4]))[0] == [
        "Nom de famille",
        "2020",
        "",
        "Prénom",
    ]


def merged(rows, *ranges):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in ranges:
        book.active.merge_cells(cells)
    return saved(book)


def test_a_header_cell_merged_over_columns_names_them_all():
    rows = [["Nom", "Téléphone", None, "E-mail"], ["Durand", "01", "06", "z@example.org"]]
    assert read(merged(rows, "B1:C1")) == (["Nom", "Téléphone", "Téléphone", "E-mail"], rows[1:])


def test_a_header_of_two_rows_joins_what_stands_over_what():
    rows = [
        ["Nom", "Téléphone", None, "E-mail"],
        [None, "bureau", "mobile", None],
        ["Durand", "01", "06", "z@example.org"],
    ]
    table = open_table(merged(rows, "A1:A2", "B1:C1", "D1:D2"), "table")
    assert table.header == ["Nom", "Téléphone bureau", "Téléphone mobile", "E-mail"]
    assert table.header_row == 2
    assert list(table.rows) == [(3, rows[2])]


def test_groups_above_the_header_are_no_header():
    rows = [
        ["Personne", None, "Contact", None],
        ["Nom", "Prénom", "E-mail", "Tél."],
        ["Durand", "Zoé", "z", "1"],
    ]
    assert read(merged(rows, "A1:B1", "C1:D1")) == (rows[1], rows[2:])


def test_a_title_merged_over_the_table_is_a_title():
    rows = [["Contacts", None, None], ["Nom", "Prénom", "Tél."], ["Durand", "Zoé", "1"]]
    assert read(merged(rows, "A1:C1")) == (rows[1], rows[2:])


def test_merged_cells_of_ods_are_understood_too():
    both, over = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    covered = "<table:covered-table-cell/>"
    file = make_ods(
        make_sheet(
            make_cell("Nom", both) + make_cell("Téléphone", over) + covered,
            covered + make_cells("bureau", "mobile"),
            make_cells("Durand", "01", "06"),
        )
    )
    assert read(file) == (["Nom", "Téléphone bureau", "Téléphone mobile"], [["Durand", "01", "06"]])


def test_of_several_sheets_the_first_visible_one_is_read_and_all_are_named():
    book = openpyxl.load_workbook(
        make_xlsx(
            Caché=[["a", "b"]], Vide=[], Contacts=[["Nom", "Prénom"], ["Durand", "Zoé"]], Autre=[["x", "y"]]
        )
    )
    book["Caché"].sheet_state = "hidden"
    file = saved(book)
    table = open_table(file, "table")
    assert (table.sheet, table.sheets) == ("Contacts", ["Caché", "Vide", "Contacts", "Autre"])
    assert table.header == ["Nom", "Prénom"]
    assert any("“Contacts”" in note for note in table.notes)
    assert read(file, sheet="Autre")[0] == ["x", "y"]
    assert read(file, sheet="Caché")[0] == ["a", "b"]


def test_a_hidden_sheet_of_ods_is_not_the_first():
    hiding = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    sheets = make_sheet(make_cells("a", "b"), name="Caché").replace(
        "<table:table ", '<table:table table:style-name="ta1" '
    )
    file = make_ods(
        sheets + make_sheet(make_cells("Nom", "Prénom"), make_cells("Durand", "Zoé"), name="Contacts"), hiding
    )
    table = open_table(file, "table")
    assert (table.sheet, table.sheets, table.header) == ("Contacts", ["Caché", "Contacts"], ["Nom", "Prénom"])
    assert list(table.rows) == [(2, ["Durand", "Zoé"])]
    assert read(file, sheet="Caché")[0] == ["a", "b"]


def test_hidden_columns_are_read_and_named():
    book = openpyxl.load_workbook(make_xlsx(["Nom", "Secret", "Prénom"], ["Durand", "x", "Zoé"]))
    book.active.column_dimensions["B"].hidden = True
    table = open_table(saved(book), "table")
    assert list(table.rows) == [(2, ["Durand", "x", "Zoé"])]
    assert any("Secret" in note for note in table.notes)
    before = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    table = open_table(
        make_ods(make_sheet(make_cells("Nom", "Secret"), make_cells("Durand", "x"), before=before)), "t"
    )
    assert any("Secret" in note for note in table.notes)


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


def test_a_workbook_with_macros_only_gives_its_cells():
    file = with_member(make_xlsx(["Nom", "Prénom"], ["Durand", "Zoé"]), "xl/vbaProject.bin", b"macros")
    table = open_table(file, "contacts.xlsm")
    assert list(table.rows) == [(2, ["Durand", "Zoé"])]
    assert any("macros" in note for note in table.notes)


def test_a_name_that_claims_another_format_is_noted():
    assert "XLSX" in open_table(make_xlsx(["a", "b"]), "contacts.csv").notes[0]
    assert "CSV" in open_table(io.BytesIO(b"a;b\n"), "contacts.xlsx").notes[0]
    assert open_table(make_xlsx(["a", "b"]), "contacts.XLSM").notes == []


def test_the_largest_table_is_read_and_a_larger_one_refused():
    rows = b"a;b\n" * (ROWS.most + 1)
    assert sum(1 for _row in open_table(io.BytesIO(rows), "t").rows) == ROWS.most
    with pytest.raises(UnreadableFile, match="100000 rows"):
        sum(1 for _row in open_table(io.BytesIO(rows + b"a;b\n"), "t").rows)
    assert read(make_xlsx([*range(200)], [*range(200)]))[1] == [[*range(200)]]
    with pytest.raises(UnreadableFile, match="200 columns"):
        read(make_xlsx([*range(201)]))


def test_the_sentence_is_translated_when_it_is_said(monkeypatch):
    monkeypatch.setattr(reading, "_", str.upper)
    with pytest.raises(UnreadableFile, match="THIS FILE IS EMPTY"):
        open_table(io.BytesIO(b""), "t")


def test_a_package_of_something_else_is_no_spreadsheet():
    with pytest.raises(UnreadableFile, match="not a spreadsheet"):
        open_table(make_zip({"a.txt": b"x"}), "t.xlsx")
