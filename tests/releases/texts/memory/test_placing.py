"""Where what was taken goes in a translation that has begun."""

import pytest

from releases.texts.memory import Placing
from releases.texts.memory.writing import WHOLE

pytestmark = pytest.mark.one_database


def filled(source, translation, *taken):
    """`taken`: (block, number of the sentence, its translation)."""
    placing = Placing({"body": source}, "fr", {"body": translation}, "en")
    units = {(unit.block, unit.number): unit for unit in placing.units}
    return placing.with_taken({units[block, number]: text for block, number, text in taken})["body"]


CASES = [
    ("<p>Un.</p>", "", [(0, 0, "One & all.")], "<p>One &amp; all.</p>"),
    ("<h2>Un</h2><p>Deux. Trois.</p>", "", [(1, 1, "3."), (0, 0, "One")], "<h2>One</h2><p>3.</p>"),
    ("<p>Un. Deux.</p>", "", [(0, WHOLE, "Both.")], "<p>Both.</p>"),
    ("<p>1.</p><h2>Deux</h2><p>3.</p>", "<p>1.</p><p>3.</p>", [(1, 0, "2")], "<p>1.</p><h2>2</h2><p>3.</p>"),
    ("<p>Un. Deux.</p>", "<p>Oh. <em>Ah</em>.</p>", [(0, 0, "One.")], "<p>One. <em>Ah</em>.</p>"),
    ("<p>Un. Deux.</p>", "<p>First.</p>", [(0, 1, "Two.")], "<p>First. Two.</p>"),
    ("<p>Un. Deux.</p>", "<p>First.</p>", [(0, WHOLE, "One. Two.")], "<p>One. Two.</p>"),
    (
        "<ul><li>Un</li><li>Deux</li></ul>",
        "",
        [(0, 1, "Two"), (0, 0, "One")],
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
    ),
    (
        "<ul><li>Un</li><li>Deux</li></ul>",
        "<ul><li>One</li></ul>",
        [(0, 1, "Two")],
        "<ul><li>One</li><li><p>Two</p></li></ul>",
    ),
    ("<blockquote><p>Un.</p></blockquote>", "", [(0, 0, "One.")], "<p>One.</p>"),
]


@pytest.mark.parametrize(("source", "translation", "taken", "after"), CASES)
def test_a_sentence_goes_where_its_block_is(source, translation, taken, after):
    assert filled(source, translation, *taken) == after


@pytest.mark.parametrize(
    ("translation", "has_place"),
    [("", False), ("<table><tr><td>A</td><td>B</td></tr></table>", True)],
)
def test_a_part_of_a_table_has_a_place_in_a_table_alone(translation, has_place):
    table = "<table><tr><td>Un</td><td>Deux</td></tr></table>"
    placing = Placing({"body": f"<p>Un</p>{table}"}, "fr", {"body": translation}, "en")
    assert [placing.has_place(unit) for unit in placing.units if unit.block == 1] == [has_place] * 3
    assert all(placing.has_place(unit) for unit in placing.units if unit.block == 0)


@pytest.mark.parametrize(
    ("translation", "after"),
    [("", "One. Two."), ("First. Second.", "One. Two."), ("First", "First One. Two.")],
)
def test_a_plain_text_is_filled_in_as_well(translation, after):
    placing = Placing({"standfirst": "Un. Deux."}, "fr", {"standfirst": translation}, "en")
    _whole, one, two = placing.units
    assert placing.with_taken({one: "One.", two: "Two."}) == {"standfirst": after}


def test_a_title_is_one_sentence():
    placing = Placing({"title": "Un"}, "fr", {"title": "First"}, "en")
    assert placing.with_taken({placing.units[0]: "One"}) == {"title": "One"}


def test_what_stands_there_already_is_known_whatever_its_typography():
    placing = Placing({"title": "Un"}, "fr", {"body": "<p>It’s <em>one</em>. Two.</p>"}, "en")
    assert placing.is_there("It's one.")
    assert not placing.is_there("One")
