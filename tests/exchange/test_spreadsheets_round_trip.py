"""What is written comes back equal, in every format, whatever it is."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchange.spreadsheets import Column, Kind, UnwritableCell, cell, open_table
from exchange.spreadsheets.guard import guard, unguard
from exchange.spreadsheets.markup import escape_excel, escape_odf, unescape_excel, unescape_odf
from tests.examples import examples
from tests.files import FORMATS, read, written

pytestmark = pytest.mark.usefixtures("in_english")

TEXTS = [
    "=cmd|' /C calc'!A0",
    "+33175314082",
    "+33…",
    "@SUM(1)",
    "-2+3",
    "==1",
    "＝1+1",
    " =1+1",
    "\u200b=1+1",
    "\ttab first",
    "a\ttab",
    "\nline first",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "a\n\nb\n",
    'Œuvré, "Zoé"; fils',
    '"',
    "שלום عالم",
    "\u202eabc",
    "👩‍🔬",
    "'",
    "'leading apostrophe",
    "''two of them",
    "'=1+1",
    "'+33",
    " before",
    "after ",
    "  two  in  a  row  ",
    "\xa0no-break\xa0space\xa0",
    "é" * 32_767,
    "0123",
    "1e5",
    "TRUE",
    "#N/A",
    "12/02/2020",
    "2020-02-12",
    "<&>]]>&amp;",
    "\x00\x07\x0b\x1f\x7f\x85\u2028\ufffe\uffff",
    "_x0041_",
    "_x0007_",
    "_x005F_x0007_",
    "_x0007\x07",
    "_xD83D__xDE00_",
    "sep=;",
    "PK\x03\x04",
    "%PDF",
]
# Letters that mean something to a spreadsheet, to XML, to CSV or to Excel's escapes come often.
LETTERS = st.one_of(
    st.sampled_from("=+-@'\t\r\n;,|\"_x0057F \xa0<>&é\x00\x07\x0b\ufeff＝🙂ש"),
    st.sampled_from(["_x", "_x0007_", "_x005F_", "\r\n", "''", '""', "  "]),
    st.characters(exclude_categories=["Cs"]),
)
ANY_TEXT = st.lists(LETTERS, max_size=12).map("".join)
PAIR = [Column("a", "First"), Column("b", "Second")]


def equal_to_nothing(text):
    return text or None


@pytest.mark.parametrize(
    ("kind", "options"),
    [("XLSX", {}), ("ODS", {}), ("CSV", {"separator": ";"}), ("CSV", {"separator": ","})],
)
def test_dangerous_and_awkward_texts_come_back_equal(kind, options):
    header, rows = read(written(kind, PAIR, [(text, "x") for text in TEXTS], **options))
    assert header == ["First", "Second"]
    assert [row[0] for row in rows] == TEXTS


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=examples(30))
@given(rows=st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=12))
@example(rows=[("", ""), ("a", "")])
def test_any_texts_come_back_equal(kind, rows):
    header, found = read(written(kind, PAIR, rows))
    assert header == ["First", "Second"]
    assert found == [[equal_to_nothing(text) for text in row] for row in rows if any(row)]


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=examples(15))
@given(texts=st.lists(ANY_TEXT, max_size=12))
def test_a_table_of_one_column_comes_back_equal(kind, texts):
    header, found = read(written(kind, PAIR[:1], [[text] for text in texts]))
    assert header == ["First"]
    assert found == [[text] for text in texts if text]


MOMENTS = st.datetimes(
    min_value=datetime.datetime.fromisoformat("1800-01-01"),
    timezones=st.just(datetime.UTC),
    allow_imaginary=False,
).filter(lambda moment: moment.year < 9999)
VALUES = {
    Kind.DATE: st.none() | st.dates() | MOMENTS | ANY_TEXT,
    Kind.DATETIME: st.none() | MOMENTS | st.dates() | ANY_TEXT,
    Kind.NUMBER: st.none() | st.integers() | st.floats() | st.booleans() | ANY_TEXT,
    Kind.TEXT: st.none() | st.integers() | st.booleans() | st.dates() | ANY_TEXT,
    Kind.PHONE: st.none() | st.from_regex(r"\+33[0-9]{9}", fullmatch=True) | ANY_TEXT,
    Kind.EMAIL: st.none() | st.emails() | ANY_TEXT,
    Kind.URL: st.none() | st.just("https://example.org/?a=1&b=2") | ANY_TEXT,
}
TYPED = [Column(kind.value, kind.name.title(), kind) for kind in VALUES]


@pytest.mark.parametrize("kind", ["XLSX", "ODS"])
@settings(max_examples=examples(30))
@given(rows=st.lists(st.tuples(*VALUES.values()), max_size=6))
def test_typed_cells_come_back_equal_and_of_their_type(kind, rows):
    expected = [[cell(value, column.kind) for value, column in zip(row, TYPED, strict=True)] for row in rows]
    _header, found = read(written(kind, TYPED, rows))
    assert found == [row for row in expected if any(value is not None for value in row)]
    for row in found:
        for value, column in zip(row, TYPED, strict=True):
            assert value is None or isinstance(value, str) or not column.kind.is_text


def test_moments_are_on_the_clock_of_paris():
    moments = [[datetime.datetime(2020, month, 1, 12, 0, 5, 999, tzinfo=datetime.UTC)] for month in (7, 1)]
    shown = ["2020-07-01 14:00:05", "2020-01-01 13:00:05"]
    for kind in ("XLSX", "ODS"):
        _header, rows = read(written(kind, TYPED[1:2], moments))
        assert rows == [[datetime.datetime.fromisoformat(text)] for text in shown]
    _header, rows = read(written("CSV", TYPED[1:2], moments))
    assert rows == [[text] for text in shown]


@pytest.mark.parametrize("kind", FORMATS)
def test_changing_one_cell_changes_that_cell(kind):
    rows = [[f"{row} {column}" for column in range(2)] for row in range(30)]
    before = read(written(kind, PAIR, rows))[1]
    rows[17][1] = "=1+1"
    after = read(written(kind, PAIR, rows))[1]
    changed = [
        (row, column) for row in range(30) for column in range(2) if before[row][column] != after[row][column]
    ]
    assert changed == [(17, 1)]
    assert after[17][1] == "=1+1"


@pytest.mark.parametrize("kind", FORMATS)
def test_rows_are_numbered_as_in_the_sheet(kind):
    table = open_table(written(kind, PAIR, [("a\nb", "c"), ("", ""), ("d", "e")]), "table")
    assert [number for number, _values in table.rows] == [2, 4]
    assert table.header_row == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_a_text_too_long_for_a_cell_is_refused_with_its_place(kind):
    with pytest.raises(UnwritableCell, match=r"Row 3, column “Second”.*32768.*32767"):
        written(kind, PAIR, [("a", "x" * 32_767), ("b", "x" * 32_768)])
    # Excel counts what Python takes for one character as two.
    with pytest.raises(UnwritableCell, match="Row 2, column “First”"):
        written(kind, PAIR, [("🙂" * 16_384, "")])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_row_of_another_length_is_refused(kind):
    with pytest.raises(ValueError, match="zip"):
        written(kind, PAIR, [("one",)])


@given(text=ANY_TEXT | st.sampled_from(TEXTS))
def test_what_is_guarded_is_text_and_loses_its_guard(text):
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in {"\t", "\r", "\n"}
    assert guard(text).lstrip("\0\t\r\n \xa0\u200b\ufeff")[:1] not in {*"=+-@＝＋－＠"}


@given(text=ANY_TEXT | st.sampled_from(TEXTS))
def test_escapes_of_xml_are_undone(text):
    assert unescape_excel(escape_excel(text)) == text
    assert unescape_odf(escape_odf(text)) == text
