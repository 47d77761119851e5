import datetime

import pytest

from common import initial_digests

NONSENSE = [
    "",
    "x",
    "[]",
    "null",
    '"at"',
    "{}",
    '{"at": 1, "digests": {}}',
    '{"at": "soon", "digests": {}}',
    '{"at": "0001-01-01T00:00:00+14:00", "digests": {}}',
    '{"at": "2027-01-01T00:00:00+00:00", "digests": 3}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_no_form_sends_says_nothing(text):
    assert initial_digests.unpack(text) is None


@pytest.mark.parametrize(
    ("saved", "sent"),
    [
        (None, ""),
        (["fr", "en"], ["en", "fr"]),
        ("two\nlines", "two\r\nlines "),
        (datetime.date(2027, 3, 1), datetime.date(2027, 3, 1)),
    ],
)
def test_a_value_is_the_same_in_the_database_and_in_a_form(saved, sent):
    digests = initial_digests.unpack(initial_digests.pack({"field": saved})).digests
    assert digests == {"field": initial_digests.digest(sent)}
    assert digests["field"] != initial_digests.digest("another")
