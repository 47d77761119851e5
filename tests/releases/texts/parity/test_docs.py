"""The examples of docs/parity.md are true."""

import re
from pathlib import Path

import pytest

from releases.texts.parity import differences, facts_of

PAGE = Path(__file__).parents[4] / "docs" / "parity.md"


def rows():
    title = ""
    for line in PAGE.read_text().splitlines():
        if heading := re.fullmatch(r"\| ([^|]+) \| *\|", line):
            title = heading[1]
        elif (row := re.fullmatch(r"\| ([^|]+) \| ([^|]+) \|", line)) and title:
            yield title, row[1], row[2]


ROWS = list(rows())


@pytest.mark.parametrize(("title", "french", "english"), ROWS)
def test_an_example_is_as_it_says(title, french, english):
    found = differences({"title": french}, "fr", {"title": english}, "en")
    assert bool(found) == (title == "not the same"), found
    if title != "no difference":
        assert facts_of(french, "fr")
        assert facts_of(english, "en")


def test_every_table_is_read():
    assert {title for title, _french, _english in ROWS} == {"the same", "not the same", "no difference"}
    assert len(ROWS) > 40
