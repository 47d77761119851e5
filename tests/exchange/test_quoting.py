import pytest

from exchange.spreadsheets.quoting import are_quotes_followed_by_blanks, without_blanks
from tests.files import read

SPACED = {
    "before the separator": (
        'First;Last;Email\nZoé;"Blanc; dit X" ;zb@example.org\nAda;Noir;an@example.org\n',
        [["Zoé", "Blanc; dit X", "zb@example.org"], ["Ada", "Noir", "an@example.org"]],
    ),
    "around each separator": (
        'First, Last, Email\nZoé, "Blanc, dit X" , zb@example.org\nAda , "Noir"  , an@example.org\n',
        [["Zoé", "Blanc, dit X", "zb@example.org"], ["Ada ", "Noir", "an@example.org"]],
    ),
    "at the end of a line": (
        'First;Last\r\nZoé;"Blanc; X" \r\n"Ada" ;"Noir" \r\n"Eve";"Gris" ',
        [["Zoé", "Blanc; X"], ["Ada", "Noir"], ["Eve", "Gris"]],
    ),
    "over two lines": (
        'First;Last\n"Zoé\nAnne ;" ;"Blanc ""dit"" ; X" \n',
        [["Zoé\nAnne ;", 'Blanc "dit" ; X']],
    ),
    "in the header": ('"First" ;"Last" ;"Note"\nZoé;Blanc;"x ; y"\n', [["Zoé", "Blanc", "x ; y"]]),
    "with tabs": ('First\tLast\nZoé\t"Bl""anc" \n"Ada" \tNoir\n', [["Zoé", 'Bl"anc'], ["Ada", "Noir"]]),
}


@pytest.mark.parametrize(("text", "rows"), SPACED.values(), ids=SPACED)
def test_blanks_behind_a_quotation_mark_close_its_cell_all_the_same(text, rows):
    assert read(text.encode())[1] == rows


@pytest.mark.parametrize("text", ['a;"b";c\n', 'a;"say ""x"" ; y";c\n', 'a;"x\n y";c\n', 'a;"b; c ";d\n'])
def test_what_needs_no_change_is_left_as_it_is(text):
    assert not are_quotes_followed_by_blanks(text)
    assert "".join(without_blanks(text.splitlines(keepends=True), ";")) == text


def test_an_inch_before_a_separator_opens_no_cell():
    assert read('Size;Name\n12" ;Zoé\n'.encode())[1] == [['12" ', "Zoé"]]
