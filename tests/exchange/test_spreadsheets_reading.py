import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from exchange.spreadsheets import UnreadableFile, open_table, reading
from exchange.spreadsheets.limits import ROWS
from tests.files import (
    make_cell,
    make_cells,
    make_ods,
    make_sheet,
    make_xlsx,
    make_zip,
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
