"""What a sitting changed in a source and in its translation, block by block."""

import pytest

from releases.texts.sitting import settled
from releases.texts.staleness import changes

FRENCH = (
    "<p>Le réseau compte 39 instituts en 2025.</p>",
    "<p>Un jury de 12 personnes les évalue.</p>",
    "<p>Le prochain appel ouvrira en septembre.</p>",
)
ENGLISH = (
    "<p>The network has 39 institutes in 2025.</p>",
    "<p>A jury of 12 people assesses them.</p>",
    "<p>The next call opens in September.</p>",
)
FEWER = ENGLISH[0].replace("39", "41"), ENGLISH[1].replace("12", "15"), ENGLISH[2].replace("Sept", "Nov")
MORE = (
    FRENCH[0].replace("39", "41"),
    FRENCH[1].replace("12", "15"),
    FRENCH[2].replace("septembre", "novembre"),
)
NEW_FRENCH, NEW = "<p>Il a reçu 230 candidatures.</p>", "<p>It received 230 applications.</p>"


def left(source, translation, made_from=FRENCH, before=ENGLISH):
    """Words of the source that the translation is still to follow."""
    made_from, source = {"body": "".join(made_from)}, {"body": "".join(source)}
    found = changes(made_from, source)
    before, after = {"body": "".join(before)}, {"body": "".join(translation)}
    keys = settled(found, made_from, "fr", before, after, "en")
    return ["".join(change.after or change.before) for change in found if change.key not in keys]


def put(blocks, place, *new):
    return [*blocks[:place], *new, *blocks[place + 1 :]]


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("other", range(3))
def test_a_change_is_settled_by_a_change_of_its_own_block_alone(place, other):
    source, translation = put(FRENCH, place, MORE[place]), put(ENGLISH, other, FEWER[other])
    assert left(source, translation) == ([] if place == other else [MORE[place]])


def test_all_that_was_changed_on_both_sides_is_settled():
    assert left(MORE, FEWER) == []


def test_of_several_changes_those_that_nobody_followed_are_left():
    assert left(MORE, put(ENGLISH, 1, FEWER[1])) == [MORE[0], MORE[2]]


def test_a_block_of_the_translation_that_is_taken_out_or_moved_and_changed_is_changed():
    assert left(put(FRENCH, 1), put(ENGLISH, 1)) == []
    assert left(put(FRENCH, 1, MORE[1]), [FEWER[1], ENGLISH[0], ENGLISH[2]]) == []


def test_one_that_only_moved_is_not():
    assert left(put(FRENCH, 1, MORE[1]), [ENGLISH[1], ENGLISH[0], ENGLISH[2]]) == [MORE[1]]


def test_one_that_was_split_or_joined_is():
    split = ["<p>A jury of 12 people.</p>", "<p>It assesses them.</p>"]
    assert left(put(FRENCH, 1, MORE[1]), put(ENGLISH, 1, *split)) == []
    joined = "<p>The network has 39 institutes in 2025. A jury of 15 people assesses them.</p>"
    assert left(put(FRENCH, 1, MORE[1]), [joined, ENGLISH[2]]) == []


@pytest.mark.parametrize("place", range(4))
def test_what_is_new_is_settled_by_what_is_new_at_its_place(place):
    source, translation = [*FRENCH], [*ENGLISH]
    source.insert(place, NEW_FRENCH)
    translation.insert(place, NEW)
    assert left(source, ENGLISH) == [NEW_FRENCH]
    assert left(source, translation) == []
    elsewhere = [*ENGLISH, NEW] if place < 2 else [NEW, *ENGLISH]
    assert left(source, elsewhere) == [NEW_FRENCH]


def test_what_is_new_may_be_taken_in_by_a_neighbour_that_followed_nothing_else():
    source = [FRENCH[0], NEW_FRENCH, *FRENCH[1:]]
    taken_in = put(ENGLISH, 0, ENGLISH[0].replace("</p>", " It received 230 applications.</p>"))
    assert left(source, taken_in) == []
    assert left([MORE[0], NEW_FRENCH, *FRENCH[1:]], put(ENGLISH, 0, FEWER[0])) == [NEW_FRENCH]


def test_new_blocks_that_come_with_a_change_of_their_neighbour_are_settled_together():
    assert left([MORE[0], NEW_FRENCH, *FRENCH[1:]], [FEWER[0], NEW, *ENGLISH[1:]]) == []


def test_a_translation_that_is_written_anew_is_one_of_all_of_it():
    source = [*MORE, NEW_FRENCH]
    assert left(source, ["<p>41 institutes, 15 jurors and 230 applications.</p>", "<p>November.</p>"]) == []
    assert left(source, [NEW], before=()) == []


def test_what_the_translation_had_left_out_is_settled_between_its_neighbours():
    without = ENGLISH[::2]
    assert left(put(FRENCH, 1, MORE[1]), [*without, "<p>More.</p>"], before=without) == [MORE[1]]
    assert left(put(FRENCH, 1, MORE[1]), [without[0], FEWER[1], without[1]], before=without) == []


def table(*rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


def test_a_table_that_is_replaced_on_both_sides_leaves_nothing():
    old = table(("École", "Places"), ("Alès", "40")), table(("School", "Places"), ("Alès", "40"))
    new = table(("Lieu", "Jour"), ("Brest", "14 mars")), table(("Where", "When"), ("Brest", "14 March"))
    french, english = (
        [*blocks[:2], rows, blocks[2]] for blocks, rows in zip((FRENCH, ENGLISH), old, strict=True)
    )
    source = put(french, 2, new[0])
    assert left(source, put(english, 2, new[1]), french, english) == []
    assert sorted(left(source, english, french, english)) == sorted([old[0], new[0]])


def test_a_field_is_settled_by_a_change_of_the_same_field():
    made_from, source = {"title": "39 instituts", "body": ""}, {"title": "41 instituts", "body": ""}
    before = {"title": "39 institutes", "body": ENGLISH[0]}
    [change] = changes(made_from, source)
    elsewhere, there = before | {"body": FEWER[0]}, before | {"title": "41 institutes"}
    assert settled([change], made_from, "fr", before, elsewhere, "en") == set()
    assert settled([change], made_from, "fr", before, there, "en") == {change.key}
