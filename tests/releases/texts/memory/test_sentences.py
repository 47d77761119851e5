"""A sentence of a rich text exchanged."""

import pytest

from releases.texts.memory import with_sentence

pytestmark = pytest.mark.one_database


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
