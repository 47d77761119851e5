import datetime

import pytest

from common import opened_values

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
    assert opened_values.unpack(text) is None


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
    digests = opened_values.unpack(opened_values.pack({"field": saved})).digests
    assert digests == {"field": opened_values.digest(sent)}
    assert digests["field"] != opened_values.digest("another")
