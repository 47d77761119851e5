import pytest

from releases.texts.parity.blocks import blocks_of
from releases.texts.parity.names import NO_NAMES
from releases.texts.parity.reading import grammar_of
from releases.texts.parity.speakers import speakers

pytestmark = pytest.mark.one_database

SPEAKERS = {
    ("fr", "« Oui », explique Zoé Lemarchand, ingénieure."): ["Zoé Lemarchand"],
    ("fr", "« Oui », souligne Mme Anne de Vries."): ["Anne de Vries"],
    ("fr", "Zoé Lemarchand ajoute : « Oui. »"): ["Zoé Lemarchand"],
    ("fr", "« Zoé Lemarchand dit oui », dit-on."): [],
    ("fr", "Le réseau des Instituts Carnot et Jean Petit."): [],
    ("en", "“Yes,” says Zoé Lemarchand."): ["Zoé Lemarchand"],
    ("en", "Zoé Lemarchand explains: “Yes.” “No,” says Zoé Lemarchand."): ["Zoé Lemarchand"],
    ("de", "„Ja“, sagt Zoé Lemarchand."): [],
}


@pytest.mark.parametrize(("language", "text"), SPEAKERS)
def test_who_speaks_stands_beside_a_word_of_saying(language, text):
    blocks = blocks_of({"title": text}, language, NO_NAMES, None)
    assert speakers(blocks, grammar_of(language)) == SPEAKERS[language, text]
