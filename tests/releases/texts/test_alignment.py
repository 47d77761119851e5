from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.texts import staleness
from releases.texts.alignment import Aligned, align
from releases.texts.parity import NO_NAMES
from releases.texts.parity.blocks import blocks_of_parts


@dataclass(frozen=True)
class Words:
    """A block of which only the words count."""

    words: frozenset[str]

    @property
    def sort_key(self):
        return sorted(self.words)

    def likeness(self, other):
        both = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / both if both else 0.5

    def joined(self, other):
        return Words(self.words | other.words)


def blocks(*texts):
    return [Words(frozenset(text.split())) for text in texts]


def aligned(left, right):
    return [(list(group.left), list(group.right)) for group in align(blocks(*left), blocks(*right))]


ONE, TWO, THREE, FOUR = "a b c d", "e f g h", "i j k l", "m n o p"


@pytest.mark.parametrize(
    ("left", "right", "groups"),
    [
        ((ONE, TWO), (ONE, TWO), [([0], [0]), ([1], [1])]),
        # Changed in part, taken out, put in.
        ((ONE, TWO), ("a b c x", TWO), [([0], [0]), ([1], [1])]),
        ((ONE, TWO, THREE), (ONE, THREE), [([0], [0]), ([1], []), ([2], [1])]),
        ((ONE, THREE), (TWO, ONE, THREE, FOUR), [([], [0]), ([0], [1]), ([1], [2]), ([], [3])]),
        # Moved.
        ((ONE, TWO, THREE), (TWO, THREE, ONE), [([0], [2]), ([1], [0]), ([2], [1])]),
        # Split, and joined.
        ((ONE, TWO), ("a b", "c d", TWO), [([0], [0, 1]), ([1], [2])]),
        (("a b", "c d", TWO), (ONE, TWO), [([0, 1], [0]), ([2], [1])]),
        ((ONE,), (), [([0], [])]),
        ((), (), []),
        # Nothing in common.
        ((ONE,), (TWO,), [([0], []), ([], [0])]),
    ],
)
def test_blocks_correspond_in_order_then_where_they_were_moved_split_or_joined(left, right, groups):
    assert sorted(aligned(left, right)) == sorted(groups)


def test_what_one_text_has_alone_stands_behind_what_stands_before_it_there():
    assert aligned((ONE, THREE), (TWO, ONE, THREE, FOUR)) == [([], [0]), ([0], [1]), ([1], [2]), ([], [3])]


TEXTS = st.lists(st.builds(Words, st.frozensets(st.sampled_from("abcdefgh"), max_size=4)), max_size=12)


@given(TEXTS, TEXTS)
def test_it_is_the_same_from_either_side_and_has_every_block_once(left, right):
    check_alignment(left, right)


def check_alignment(left, right):
    groups = align(left, right)
    assert sorted(place for group in groups for place in group.left) == list(range(len(left)))
    assert sorted(place for group in groups for place in group.right) == list(range(len(right)))
    mirrored = {Aligned(group.right, group.left) for group in align(right, left)}
    assert mirrored == set(groups)


# As sources are compared with their former texts, and with their translations.
paragraphs = st.sampled_from(
    [
        "<p>{} écoles à Paris</p>",
        "<h2>{}</h2>",
        "<p>le {} mai</p>",
        "<ul><li>{}</li></ul>",
        "<blockquote>{} ans</blockquote>",
    ]
)
numbers = st.sampled_from(["douze", "12", "12 000", "39", "quinze", "rien"])
BODIES = st.lists(st.builds(str.format, paragraphs, numbers), max_size=9)


def of_one_language(parts, _language):
    return [staleness.Block(part) for part in parts]


def of_a_language(parts, language):
    return blocks_of_parts("body", parts, language, NO_NAMES)


@pytest.mark.parametrize("made_by", [of_one_language, of_a_language])
@given(left=BODIES, right=BODIES)
def test_so_it_is_for_the_blocks_of_releases(made_by, left, right):
    check_alignment(made_by(left, "fr"), made_by(right, "en"))


@given(TEXTS)
def test_a_text_corresponds_to_itself_block_by_block(text):
    assert align(text, text) == [Aligned((place,), (place,)) for place in range(len(text))]


def test_blocks_are_looked_for_around_their_place():
    new = [f"x{number} y{number}" for number in range(9)]
    changed = ("a b z", "e f z", "i j z")
    assert aligned((ONE, TWO, THREE), (*new, *changed))[-3:] == [([0], [9]), ([1], [10]), ([2], [11])]


def test_a_long_text_is_compared_part_by_part():
    long = blocks(*(f"a{number} b{number}" for number in range(250)))
    assert align(long, long) == [Aligned((place,), (place,)) for place in range(250)]
