"""Where sentences end, and one of them exchanged."""

import pytest

from releases.texts.memory import sentences, with_sentence

pytestmark = pytest.mark.one_database

CASES = [
    ("Un. Deux.", ["Un.", "Deux."]),
    ("Un ! Deux ? Trois… Quatre", ["Un !", "Deux ?", "Trois…", "Quatre"]),
    ("« Un. » « Deux ! »", ["« Un. »", "« Deux ! »"]),
    ("“One.” (Two.) Three", ["“One.”", "(Two.)", "Three"]),
    ("M. Durand et J. Petit, Dr. Who", ["M. Durand et J. Petit, Dr. Who"]),
    ("À 14.30 chez imt.fr. 12 écoles", ["À 14.30 chez imt.fr.", "12 écoles"]),
    ("etc. et le reste", ["etc. et le reste"]),
    ("Carnot M.I.N.E.S et un autre. Élan", ["Carnot M.I.N.E.S et un autre.", "Élan"]),
    ("Un\n\nDeux", ["Un", "Deux"]),
    ("  ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_has_these_sentences(text, expected):
    assert [sentence.text for sentence in sentences(text)] == expected


def test_a_sentence_knows_its_line():
    assert [(each.text, each.line) for each in sentences("Un. Deux.\nTrois.")] == [
        ("Un.", 0),
        ("Deux.", 0),
        ("Trois.", 1),
    ]


@pytest.mark.parametrize(
    ("markup", "number", "after"),
    [
        ("<p>Un. Deux.</p>", 1, "<p>Un. A &amp; &lt;b&gt;.</p>"),
        ("<ul><li>Un.</li><li>Deux.</li></ul>", 1, "<ul><li>Un.</li><li>A &amp; &lt;b&gt;.</li></ul>"),
        ("<p>U<strong>n</strong>. Deux.</p>", 1, "<p>U<strong>n</strong>. A &amp; &lt;b&gt;.</p>"),
        ("<p>Un.<br>Deux. Trois.</p>", 2, "<p>Un.<br>Deux. A &amp; &lt;b&gt;.</p>"),
        ("<p>Un.</p>", 1, "<p>Un.</p>"),
    ],
)
def test_one_sentence_of_a_rich_text_becomes_another(markup, number, after):
    assert with_sentence(markup, number, "A & <b>.") == after
