"""The pairs of pairs*.toml, one test each."""

import tomllib
from pathlib import Path

import pytest

from releases.texts.parity import differences

from .known import NAMES, TWINS

TABLES = sorted(Path(__file__).parent.glob("pairs*.toml"))
PAIRS = [pair for table in TABLES for pair in tomllib.loads(table.read_text())["pair"]]


def found(source, translation):
    texts = ({"body": source}, "fr", {"body": translation}, "en")
    return [[each.in_source, each.in_translation] for each in differences(*texts, NAMES, TWINS.get)]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["rule"] for pair in PAIRS])
def test_what_differs_is_found_and_nothing_else(pair):
    assert found(pair["fr"], pair["en"]) == pair["differences"]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["rule"] for pair in PAIRS])
def test_each_text_says_what_it_says_itself(pair):
    for language in ("fr", "en"):
        text = {"body": pair[language]}
        assert differences(text, language, text, language, NAMES) == []


def test_the_table_has_pairs_that_differ_and_pairs_that_do_not():
    assert len(PAIRS) >= 40
    assert len({pair["rule"] for pair in PAIRS}) == len(PAIRS)
    near_misses = [pair for pair in PAIRS if not pair["differences"]]
    assert min(len(near_misses), len(PAIRS) - len(near_misses)) >= 20
