from pathlib import Path

import pytest
from django.utils.translation import override

from releases.texts.typographer import corrected, corrections
from releases.texts.typographer.registry import NEUTRAL, OWN, WORDING, rules_of

from .shown import meant, shown, shown_corrected

pytestmark = pytest.mark.one_database

PAGE = Path(__file__).resolve().parents[3] / "docs" / "typography.md"
TABLES = {"fr": OWN["fr"], "en": OWN["en"], "de": NEUTRAL}
RULES = [
    pytest.param(language, rule, id=f"{language}-{rule.name}")
    for language, rules in TABLES.items()
    for rule in rules
]

OF_WORDING = [pytest.param(rule, id=rule.name) for rules in WORDING.values() for rule in rules]


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_the_example_of_a_rule_is_corrected_by_it_alone(language, rule):
    is_rich = rule.is_for_rich_text_alone
    assert shown_corrected(rule.before, language, is_rich=is_rich) == rule.after
    assert {each.rule for each in corrections(meant(rule.before), language, is_rich)} == {rule}
    assert corrections(meant(rule.after), language, is_rich) == []


@pytest.mark.parametrize("rule", OF_WORDING)
def test_what_changes_letters_is_proposed_beside_the_rules(rule):
    assert shown(corrected(rule.before, "fr", is_rich=False, more=[rule])) == rule.after
    assert corrections(rule.after, "fr", is_rich=False, more=[rule]) == []
    raised = "<p>le 2<sup>e</sup> prix, la 1<sup>re</sup> fois</p>"
    assert corrected("<p>le 2ème prix, la 1ère fois</p>", "fr", is_rich=True, more=[rule]) == raised
    assert corrected(raised, "fr", is_rich=True, more=[rule]) == raised
    left = "1er, 12ème-bis, théorème, 1.2ème, 3èmement"
    assert corrected(left, "fr", is_rich=False, more=[rule]) == left


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "91120 Palaiseau, le dossier 123456 dans les archives, n° 12345 signés, 12000-13000 places"),
        ("fr", "en 2020 écoles, l’an 2020, sommaire..... 4"),
        ("fr", "3 M de, 3 Mo d’images"),
        ("en", "‘n’, “”, the 'n-th' and ’n’"),
    ],
)
def test_what_only_looks_like_it_is_left(language, text):
    after = shown_corrected(text, language)
    assert after.replace("⍽", " ").replace("’n-th’", "'n-th'").replace("‘n-th’", "'n-th'") == text


@pytest.mark.parametrize(("language", "rule"), [*RULES, *(("fr", *each.values) for each in OF_WORDING)])
def test_the_page_of_the_documentation_has_the_rule(language, rule):
    with override("en"):
        cells = (rule.name, str(rule.does), rule.source, f"`{rule.before}`", f"`{rule.after}`")
    assert "| " + " | ".join(cells) + " |\n" in PAGE.read_text(encoding="utf-8")


def test_the_page_has_no_other_rule():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and line.count(" | ") == 4]
    assert len(rows) == len(RULES) + len(OF_WORDING) + len(TABLES)


def test_a_third_language_has_what_is_right_in_all_and_nothing_else():
    assert rules_of("de", is_rich=True) == list(NEUTRAL)
    text = '„So“ - "so", don\'t; 5 % ; 12000 € ! 2019-2020 M. Weber: 12 000...'
    assert shown_corrected(text, "de") == text.replace("5 %", "5⍽%").replace("0 €", "0⍽€").replace("...", "…")
