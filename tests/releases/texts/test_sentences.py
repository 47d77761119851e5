import pytest

from releases.texts.sentences import sentences

SPLIT = {
    "Un. Deux ! Trois ?": ["Un.", "Deux !", "Trois ?"],
    "« Un. » Deux.": ["« Un. »", "Deux."],
    "Le Dr M. Dupont parle. Il part.": ["Le Dr M. Dupont parle.", "Il part."],
    "Le 3.5 et le no. 4.": ["Le 3.5 et le no. 4."],
    "Il part… puis revient. Fin": ["Il part… puis revient.", "Fin"],
    "Une ligne\nUne autre": ["Une ligne", "Une autre"],
    "M.I.N.E.S. et Cie": ["M.I.N.E.S. et Cie"],
    "Quoi ?! Rien...": ["Quoi ?!", "Rien..."],
    "Un ! Deux ? Trois… Quatre": ["Un !", "Deux ?", "Trois…", "Quatre"],
    "« Un. » « Deux ! »": ["« Un. »", "« Deux ! »"],
    "“One.” (Two.) Three": ["“One.”", "(Two.)", "Three"],
    "M. Durand et J. Petit, Dr. Who": ["M. Durand et J. Petit, Dr. Who"],
    "À 14.30 chez imt.fr. 12 écoles": ["À 14.30 chez imt.fr.", "12 écoles"],
    "etc. et le reste": ["etc. et le reste"],
    "Carnot M.I.N.E.S et un autre. Élan": ["Carnot M.I.N.E.S et un autre.", "Élan"],
    "Un\n\nDeux": ["Un", "Deux"],
    "": [],
    "  ": [],
}


@pytest.mark.parametrize("text", SPLIT)
def test_a_text_is_cut_where_its_sentences_end(text):
    found = sentences(text)
    assert [each.text for each in found] == SPLIT[text]
    assert [text[each.start : each.end] for each in found] == SPLIT[text]


def test_a_sentence_knows_its_line():
    found = [(each.text, each.line) for each in sentences("Un. Deux.\nTrois.")]
    assert found == [("Un.", 0), ("Deux.", 0), ("Trois.", 1)]


def test_signs_alone_are_no_words():
    [sentence] = sentences("Un – deux : l’IMT & 3,5 %")
    assert sentence.number_of_words == 4
