"""Which blocks of two languages belong together, and how much space it takes: static/js/write_pairs.js."""

import pytest

from tests.builders import make_release
from tests.releases import desk

pytestmark = pytest.mark.django_db(transaction=True)

# Blocks of the one language, of the other, and where what belongs together stands in each.
PAIRS = [
    ("", "", []),
    ("p h2", "", []),
    ("p h2 p ul", "p h2 p ul", [(0, 0), (1, 1), (2, 2), (3, 3)]),
    # What has no counterpart stands alone; a translation grows from above.
    ("p p p", "p p", [(0, 0), (1, 1)]),
    ("p", "p p p", [(0, 0)]),
    ("p ul p", "p p", [(0, 0), (2, 1)]),
    ("p table p", "p blockquote p", [(0, 0), (2, 2)]),
    ("ul", "ol", []),
    ("h2", "h3", []),
    # Headings go before any number of others.
    ("p p h2 p", "p h2 p p", [(0, 0), (2, 1), (3, 2)]),
    ("h2 p p p p", "p p p p h2", [(0, 4)]),
    ("h2 p h3 p h2 p", "h2 p h2 p", [(0, 0), (1, 1), (4, 2), (5, 3)]),
    ("h2 h2 h2", "h2 h2", [(0, 0), (1, 1)]),
    # The first of two, where nothing tells which of them is missing.
    ("h2 p h2 ul h2 table", "h2 p h2 table", [(0, 0), (1, 1), (2, 2), (5, 3)]),
]

# Where pairs begin by themselves, and the space above each.
SPACES = [
    ([], []),
    ([(10, 10), (50, 50)], [(0, 0), (0, 0)]),
    ([(10, 10), (50, 75), (100, 125)], [(0, 0), (25, 0), (0, 0)]),
    ([(10, 10), (75, 50), (100, 100)], [(0, 0), (0, 25), (25, 0)]),
    ([(10, 40)], [(30, 0)]),
]
CALL = """async ([name, cases]) => {
    const rules = await import("press-room/write_pairs");
    return cases.map((each) => rules[name](...each));
}"""


@pytest.fixture
def call(at_desk):
    page = at_desk("writer")
    page.goto(desk.change_url(make_release()))

    def call(name, cases):
        return [[tuple(pair) for pair in result] for result in page.evaluate(CALL, [name, cases])]

    return call


def test_the_same_kinds_belong_together_in_their_order(call):
    cases = [[left.split(), right.split()] for left, right, _expected in PAIRS]
    for (left, right, expected), found in zip(PAIRS, call("pairs", cases), strict=True):
        assert found == expected, (left, right)


def test_what_would_begin_higher_gets_the_space(call):
    found = call("spaces", [[heights] for heights, _expected in SPACES])
    assert found == [expected for _heights, expected in SPACES]
