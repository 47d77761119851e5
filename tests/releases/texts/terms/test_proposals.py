"""What is proposed in the place of another form: its plural where that is known, and nothing wrong."""

import pytest

from releases.texts.terms import Terms
from releases.texts.terms.inflections import is_inflected, plural

from .known import term

pytestmark = pytest.mark.one_database

# (language, the form of the house, another form, what stands there, what is proposed, whether it is sure)
CASES = [
    ("fr", "jumeau numérique", "double numérique", "double numérique", "jumeau numérique", True),
    ("fr", "jumeau numérique", "double numérique", "doubles numériques", "jumeaux numériques", True),
    ("fr", "jumeau numérique", "double numérique", "Doubles numériques", "Jumeaux numériques", True),
    ("fr", "jumeau", "double numérique", "doubles numériques", "jumeaux", True),
    ("fr", "plateforme", "plate-forme", "plates-formes", "plateformes", True),
    ("fr", "journal interne", "organe interne", "organes internes", "journaux internes", True),
    ("fr", "chef de projet", "chef projet", "chefs projet", "chefs de projet", True),
    ("fr", "chef de projet", "directeur projet", "directeurs projet", "chef de projet", False),
    ("fr", "chef", "ingénieur général", "ingénieure générale", "chef", False),
    ("en", "digital twin", "virtual copy", "virtual copies", "digital twins", True),
    ("en", "digital twin", "digital copy", "digital copies", "digital twins", True),
    ("en", "woman in science", "lady in science", "ladies in science", "woman in science", False),
    ("en", "head of research", "research director", "research directors", "head of research", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "house", "other", "words", "proposed", "is_sure"), CASES)
def test_a_plural_is_proposed_where_it_is_known(language, house, other, words, proposed, is_sure):
    terms = Terms([term(**{language: house, f"not_{language}": [other]})], [], language)
    [use] = terms.uses(f"– {words}.")
    assert (use.words, use.is_sure) == (words, is_sure)
    assert use.proposal == proposed if is_sure else use.proposal.casefold() == house


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("fr", "labellisation", "labellisations"),
        ("fr", "national", "nationaux"),
        ("fr", "actif", "actifs"),
        ("fr", "européen", "européenne"),
        ("en", "company", "companies"),
        ("de", "Institut", "Institute"),
    ],
)
def test_plurals_and_feminines_are_forms_of_a_word(language, word, other):
    assert is_inflected(word, other, language)
    assert is_inflected(other, word, language)


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("fr", "labellisation", "labellisés"),
        ("fr", "labellisation", "labellisé"),
        ("fr", "recherche", "rechercher"),
        ("en", "director", "directed"),
        ("en", "direction", "directs"),
    ],
)
def test_a_verb_is_no_form_of_its_noun(language, word, other):
    assert not is_inflected(word, other, language)


def test_a_plural_that_no_rule_knows_is_none():
    assert [plural(word, "fr") for word in ("travail", "prix", "bal", "lieu")] == [
        *("travaux", "prix", "bals", "lieux")
    ]
    assert [plural(word, "en") for word in ("box", "city", "day", "human", "woman", "knife")] == [
        *("boxes", "cities", "days", None, None, None)
    ]
    assert plural("Institut", "de") is None
