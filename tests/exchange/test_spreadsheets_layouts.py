"""What people do to their sheets: no header, merged and hidden cells, formulas that nobody calculated, a CSV
turned into a workbook. Nothing of it is lost without a word."""

import csv
import datetime
import io

import openpyxl
import pytest

from exchange.spreadsheets import Column, open_table, write_csv, write_ods, write_xlsx
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

SHEET = "xl/worksheets/sheet1.xml"


def knows(text):
    return text in {"Nom", "Prénom", "Courriel"}


PERSON = ["Ana", "Zeta", "ana.z@example.org", "01 75 31 40 82"]
OTHER = ["Bob", "Ypsilon", "bob.y@example.org", None]


@pytest.mark.parametrize(
    "first",
    [
        PERSON,
        ["Ana", "ana.z@example.org"],
        ["Ana Zeta", "+33 1 75 31 40 82"],
        ["Zeta", "01.75.31.40.82", "presse"],
        ["Zeta", datetime.date(2024, 2, 12)],
        ["Zeta", 33175314082],
        ["Zeta", "ana.z@example.org", "Courriel"],
    ],
)
def test_a_first_row_that_is_a_person_is_no_header(first):
    table = open_table(make_xlsx(first, OTHER), "people.xlsx", knows=knows)
    assert (set(table.header), table.header_row) == ({""}, 0)
    assert len(table.header) == max(3, len(first))
    assert [number for number, _values in table.rows] == [1, 2]
    assert any("No row was recognised as column names" in note for note in table.notes)


@pytest.mark.parametrize(
    "first",
    [
        ["Nom", "Prénom"],
        ["Qui", "Quoi"],
        ["Nom", "Prénom", "presse@example.org"],
        ["2023", "2024"],
        ["Tél", "06"],
    ],
)
def test_a_first_row_of_names_is_the_header(first):
    table = open_table(make_xlsx(first, OTHER), "people.xlsx", knows=knows)
    assert (table.header, table.header_row) == (first, 1)


def test_a_title_above_a_list_without_header_is_left_out_and_said():
    table = open_table(make_xlsx(["Contacts presse"], [], PERSON, OTHER), "people.xlsx", knows=knows)
    assert [values for _number, values in table.rows] == [PERSON, OTHER]
    assert any("above row 3" in note for note in table.notes)


def test_a_person_can_say_whether_there_is_a_header():
    content = "\n".join([";".join(PERSON), "Bob;Ypsilon;bob.y@example.org;"]).encode()
    assert open_table(io.BytesIO(content), "t.csv", header="row").header == PERSON
    table = open_table(io.BytesIO(b"Nom;Ville\nDurand;Lyon\n"), "t.csv", header="none", knows=knows)
    assert table.header == ["", ""]
    assert [values for _number, values in table.rows] == [["Nom", "Ville"], ["Durand", "Lyon"]]


def test_a_list_of_addresses_alone_loses_none():
    assert read(b"a@example.org\nb@example.org\n")[1] == [["a@example.org"], ["b@example.org"]]


def merged(rows, *ranges):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in ranges:
        book.active.merge_cells(cells)
    return saved(book)


def test_a_merged_cell_counts_for_each_of_its_rows():
    rows = [["Nom", "Organisme"], ["A", "EURECOM"], ["B"], ["C"], ["D"], ["E", "Mines"], ["F"]]
    table = open_table(merged(rows, "B2:B4", "B6:B7"), "table")
    organisations = [(values[0], values[1]) for _number, values in table.rows]
    assert organisations == [
        ("A", "EURECOM"),
        ("B", "EURECOM"),
        ("C", "EURECOM"),
        ("D", None),
        ("E", "Mines"),
        ("F", "Mines"),
    ]
    assert any("Merged cells" in note and ": 3, 4, 7." in note for note in table.notes)


def test_a_merged_cell_of_ods_counts_for_each_of_its_rows():
    file = make_ods(
        make_sheet(
            make_cells("Nom", "Organisme"),
            make_cells("A") + make_cell("EURECOM", 'table:number-rows-spanned="2"'),
            make_cells("B") + "<table:covered-table-cell/>",
            make_cells("C") + make_cell(),
        )
    )
    assert read(file)[1] == [["A", "EURECOM"], ["B", "EURECOM"], ["C", None]]


def test_merged_cells_far_down_are_read_as_well():
    rows = [["Nom", "Organisme"], *([f"P{n}", "x"] for n in range(200)), ["Y", "EURECOM"], ["Z"]]
    assert read(merged(rows, "B202:B203"))[1][-1] == ["Z", "EURECOM"]


def test_what_is_merged_sideways_stays_in_its_own_column():
    rows = [["Nom", "Prénom", "Note"], ["Durand", None, "x"], ["Zeta", "Ana", "y"]]
    table = open_table(merged(rows, "A2:B2"), "table")
    assert [values for _number, values in table.rows] == [["Durand", None, "x"], ["Zeta", "Ana", "y"]]
    assert table.notes[0].startswith("In these rows a cell is merged over several columns: 2.")


@pytest.mark.parametrize(
    "above",
    [
        ["Nom", None, None, "Courriel"],
        ["Contact", None, None, "Tél"],
        ["Prénom", "Nom", None, None],
        ["Nom", None, None, "Courriel", "Autre"],
        ["Courriel", "Liste"],
    ],
)
def test_names_of_groups_above_those_of_the_columns_are_a_title(above):
    rows = [above, ["Prénom", "Nom", "Courriel", "Mobile"], PERSON]
    table = open_table(make_xlsx(*rows), "people.xlsx", knows=knows)
    assert (table.header, table.header_row) == (rows[1], 2)
    assert [values for _number, values in table.rows] == [PERSON]
    assert table.notes == ["The content above row 2 was treated as a title and ignored."]


@pytest.mark.parametrize(
    ("choice", "header", "first"),
    [("1", "Liste", 2), ("2", "Zone", 4), ("3", "Zone 2", 5), ("4", "Zone 2", 5), ("5", "Ana", None)],
)
def test_a_person_says_in_which_row_the_column_names_stand(choice, header, first):
    rows = [["Liste", "Presse"], ["Zone", "Personne"], [], ["Zone 2", "Qui"], ["Ana", "Zeta"]]
    table = open_table(make_xlsx(*rows), "people.xlsx", knows=knows, header=choice)
    assert table.header[0] == header
    assert next((number for number, _values in table.rows), None) == first


@pytest.mark.parametrize("row", [PERSON, ["Nom", "Zeta", "Courriel"], ["Prénom", "Nom", "x"]])
def test_a_row_of_no_more_names_than_the_first_is_no_header(row):
    table = open_table(make_xlsx(["Prénom", "Nom", "Note"], row), "people.xlsx", knows=knows)
    assert table.header_row == 1


def test_hidden_rows_are_read_and_named():
    book = openpyxl.load_workbook(make_xlsx(["Nom", "Prénom"], *[["Durand", f"{n}"] for n in range(30)]))
    for row in (3, 5):
        book.active.row_dimensions[row].hidden = True
    table = open_table(saved(book), "table")
    assert len(list(table.rows)) == 30
    assert any("Hidden rows are read too: 3, 5." in note for note in table.notes)


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_hidden_rows_of_ods_are_read_and_named(visibility):
    hidden = f'<table:table-row table:visibility="{visibility}" table:number-rows-repeated="30">'
    file = make_ods(
        make_sheet(make_cells("Nom", "Prénom"), hidden + make_cells("a", "b") + "</table:table-row>")
    )
    table = open_table(file, "table")
    assert len(list(table.rows)) == 30
    note = next(note for note in table.notes if "Hidden rows" in note)
    assert "2, 3, 4" in note
    assert note.endswith("21 ….")


def test_a_hidden_sheet_is_said_whether_it_is_read_or_not():
    book = openpyxl.load_workbook(make_xlsx(People=[["Nom"], ["Durand"]], Old=[["Nom"], ["Zeta"]]))
    book["Old"].sheet_state = "hidden"
    file = saved(book)
    assert any("Hidden sheets are not read: Old." in note for note in open_table(file, "t").notes)
    assert any("is hidden in the file: “Old”" in note for note in open_table(file, "t", sheet="Old").notes)


def formula(cell):
    """A sheet with this cell in its second row, as the program wrote it."""
    content = member(make_xlsx(["A", "B", "C"], ["first", "x", "y"]), SHEET)
    start, end = content.index(b'<c r="A2"'), content.index(b'<c r="B2"')
    return with_member(
        make_xlsx(["A", "B", "C"], ["first", "x", "y"]), SHEET, content[:start] + cell + content[end:]
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'<c r="A2"><f>UPPER("ana")</f><v/></c>', NO_RESULT),
        (b'<c r="A2"><f>UPPER("ana")</f></c>', NO_RESULT),
        (b'<c r="A2" t="n"><f t="shared" si="0"/><v></v></c>', NO_RESULT),
        (b'<c r="A2" t="str"><f>UPPER("ana")</f><v>ANA</v></c>', "ANA"),
        (b'<c r="A2" t="str"><f>IF(1,"","a")</f><v></v></c>', None),
        (b'<c r="A2" t="e"><f>NA()</f><v>#N/A</v></c>', "#N/A"),
        (b'<c r="A2"><f>1+1</f><v>2</v></c>', 2),
    ],
)
def test_a_formula_without_its_result_is_no_empty_cell(cell, value):
    table = open_table(formula(cell), "table")
    assert list(table.rows) == [(2, [value, "x", "y"])]
    assert any("formulas" in note for note in table.notes) == (value == NO_RESULT)


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('table:formula="of:=1+1"', "", NO_RESULT),
        ('table:formula="of:=IF(1;&quot;&quot;)" office:value-type="string"', "", None),
        ('table:formula="of:=1+1" office:value-type="float" office:value="2"', "2", 2),
        ('office:value-type="string" office:string-value="" calcext:value-type="error"', "#N/A", "#N/A"),
        ('office:value-type="float" office:value="0" calcext:value-type="error"', "Err:502", "Err:502"),
    ],
)
def test_a_formula_of_ods_that_failed_or_was_not_run_is_no_empty_cell(attributes, text, value):
    cell = make_cell(text, attributes).replace(
        "<table:table-cell",
        '<table:table-cell xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
        'xmlns:calcext:1.0"',
    )
    file = make_ods(make_sheet(make_cells("A", "B"), cell + make_cell("x")))
    assert read(file)[1] == [[value, "x"]]


COLUMNS = [Column("a", "Nom"), Column("b", "Tél."), Column("c", "Note")]
RISKY = [["=cmd", "+33 1 75 31 40 82", "-x"], ["'s-Hertogenbosch", "@at", "d'été"]]


def through_a_program(rows):
    """A CSV of ours as a spreadsheet program keeps it, in a workbook of its own: guards and all."""
    content = b"".join(write_csv(COLUMNS, rows)).decode("utf-8-sig")
    return make_xlsx(*csv.reader(io.StringIO(content), delimiter=";"))


def test_a_csv_that_became_a_workbook_comes_back_without_its_guards():
    table = open_table(through_a_program(RISKY), "people.xlsx")
    assert [values for _number, values in table.rows] == RISKY
    assert any("apostrophes" in note for note in table.notes)


def test_a_row_added_in_the_workbook_does_not_bring_the_guards_back():
    file = openpyxl.load_workbook(through_a_program(RISKY))
    file.active.append(["Zeta", "+33 1 75 31 40 83", "new"])
    rows = read(saved(file), "people.xlsx")[1]
    assert rows == [*RISKY, ["Zeta", "+33 1 75 31 40 83", "new"]]


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "t.xlsx"), (write_ods, "t.ods")])
@pytest.mark.parametrize("text", ["'=x", "'+33", "''", "'@", "=x"])
def test_an_apostrophe_in_a_workbook_of_ours_is_a_letter(write, name, text):
    file = io.BytesIO()
    write(file, COLUMNS, [[text, "a", "b"]])
    assert read(file, name)[1] == [[text, "a", "b"]]


@pytest.mark.parametrize("other", ["+33 1 75 31 40 82", "-", "@home"])
def test_apostrophes_stay_where_another_text_shows_that_none_are_guards(other):
    assert read(make_xlsx(["Nom", "Tél."], ["'=x", other]))[1] == [["'=x", other]]
