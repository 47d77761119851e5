"""Two people changed one text: what one of them alone changed needs no question."""

import pytest

from releases.texts.merging import Part, merged, merged_parts


def text(*words):
    return "".join(f"<p>{word}</p>" for word in words)


BASE = text("One", "Two", "Three")


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (("One", "Two", "THREE"), ("ONE", "Two", "Three"), ("ONE", "Two", "THREE")),
        # Neighbours.
        (("One", "TWO", "Three"), ("ONE", "Two", "Three"), ("ONE", "TWO", "Three")),
        (("One", "TWO", "THREE"), ("ONE", "Two", "Three"), ("ONE", "TWO", "THREE")),
        (("One", "Two", "Three", "Four"), ("One", "Two", "THREE"), ("One", "Two", "THREE", "Four")),
        (("Zero", "One", "Two", "Three"), ("ONE", "Two", "Three"), ("Zero", "ONE", "Two", "Three")),
        # Taken out, or cut in two, by one of them.
        (("One", "Three"), ("One", "Two", "THREE"), ("One", "THREE")),
        (("On", "e", "Two", "Three"), ("One", "Two", "THREE"), ("On", "e", "Two", "THREE")),
        (("One", "Two", "Three"), (), ()),
        # The same by both.
        (("ONE", "Two", "Three"), ("ONE", "Two", "THREE"), ("ONE", "Two", "THREE")),
    ],
)
def test_what_one_side_changed_is_taken_from_that_side(mine, theirs, together):
    assert merged(BASE, text(*mine), text(*theirs)) == text(*together)
    assert merged(BASE, text(*theirs), text(*mine)) == text(*together)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("One", "Zwei", "Three"), ("One", "Deux", "Three")),
        # Taken out by one, changed by the other.
        (("One", "Three"), ("One", "Deux", "Three")),
        # New ones at one place: nobody knows which is first.
        (("One", "Two", "Three", "Vier"), ("One", "Two", "Three", "Quatre")),
    ],
)
def test_what_both_changed_is_for_people_to_settle(mine, theirs):
    assert merged(BASE, text(*mine), text(*theirs)) is None


def test_only_the_block_that_both_changed_is_asked_about():
    parts = list(merged_parts(BASE, text("One", "Zwei", "Drei"), text("Un", "Deux", "Three")))
    asked = [part for part in parts if not part.is_settled]
    assert asked == [Part(("<p>Zwei</p>",), ("<p>Deux</p>",))]
    assert "".join(block for part in parts for block in part.mine) == text("Un", "Zwei", "Drei")
    assert "".join(block for part in parts for block in part.theirs) == text("Un", "Deux", "Drei")
