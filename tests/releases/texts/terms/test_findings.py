"""What two languages of a text do not write as the house does."""

import pytest

from releases.texts.parity.blocks import blocks_of
from releases.texts.parity.names import NO_NAMES
from releases.texts.terms import findings, missing

from . import known

pytestmark = pytest.mark.one_database


def blocks(text):
    return blocks_of(text, "ja", NO_NAMES, None)


def in_both(french, english):
    """What the English lacks of what the French has."""
    found = missing(blocks(french), known.terms("fr"), blocks(english), known.terms("en"))
    return [(each.words, each.proposal, each.block.field, each.block.number) for each in found]


def test_a_finding_knows_its_place_in_the_words_of_its_block():
    text = {"title": "Oui", "body": "<p>Un.</p><p>L’<strong>Institut</strong> Télécom &amp; tout</p>"}
    [found] = findings(blocks(text), known.terms("fr"))
    assert (found.block.field, found.block.number, found.use.start, found.use.end) == ("body", 1, 2, 18)
    assert (found.words, found.proposal) == ("Institut Télécom", "Institut Mines-Télécom")


def test_no_address_of_a_link_is_read():
    body = '<p><a href="https://example.org/Institut Télécom">ici</a></p><p>Institut</p><p>Télécom</p>'
    assert findings(blocks({"body": body}), known.terms("fr")) == []


def test_a_term_that_the_translation_lacks_is_found_once():
    body = "<p>Un</p><p>Les directeurs de la recherche, un directeur de la recherche</p>"
    french = {"title": "Carnot M.I.N.E.S", "body": body}
    assert in_both(french, {"title": "Carnot M.I.N.E.S", "body": "<p>Those who lead research</p>"}) == [
        ("directeurs de la recherche", "director of research", "body", 1)
    ]


@pytest.mark.parametrize("english", ["Directors of research", "Research directors", "DIRECTOR OF RESEARCH"])
def test_one_that_stands_there_in_any_form_is_not_lacking(english):
    assert in_both({"body": "<p>la directrice de la recherche</p>"}, {"title": english}) == []


def test_one_without_a_form_in_the_language_is_not_lacking():
    terms = known.Terms([known.term("label Carnot")], [], "fr")
    assert (
        missing(blocks({"title": "label Carnot"}), terms, blocks({"title": "nobody"}), known.terms("en"))
        == []
    )


def test_names_of_organisations_are_told_by_parity_alone():
    terms = known.Terms(known.ALL, ["Carnot M.I.N.E.S"], "fr")
    assert (
        missing(blocks({"title": "Carnot M.I.N.E.S"}), terms, blocks({"title": "nobody"}), known.terms("en"))
        == []
    )
