import time

import pytest

from exchange.spelling import Lookalikes, Spelling, compare, is_damaged, lost_letters

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Noël", "NOEL", "less detailed"),
        ("Noël", "NOËL", "less detailed"),
        ("Noël", "noël", "less detailed"),
        ("D’Almeida", "D'ALMEIDA", "less detailed"),
        ("D’Almeida", "D'Almeida", "less detailed"),
        ("Ngọc", "Ngoc", "less detailed"),
        ("Đỗ", "Do", "less detailed"),
        ("Mines Paris – PSL", "Mines Paris - PSL", "less detailed"),
        ("Chargée d’études", "Chargee d'etudes", "less detailed"),
        ("Œuvres", "Oeuvres", "less detailed"),
        ("O’Brien", "O Brien", "less detailed"),
        ("O’Brien", "OBRIEN", "less detailed"),
        ("O'Brien", "O BRIEN", "less detailed"),
        ("D’Almeida", "D Almeida", "less detailed"),
        ("Jean-Noël", "Jean Noel", "less detailed"),
        ("Jean-Noël", "Jean Noël", "less detailed"),
        ("Picory‑Donné", "PICORY DONNE", "less detailed"),
        ("Mines Paris – PSL", "Mines Paris PSL", "less detailed"),
        ("Chargée d’études", "Chargee d etudes", "less detailed"),
        ("Attaché·e", "Attache.e", "less detailed"),
        ("Attaché·e", "Attaché.e", "less detailed"),
        ("Le “Monde”", 'Le "Monde"', "less detailed"),
        ("Attache.e", "Attaché·e", "more detailed"),
        ("Attache·e", "Attaché.e", "mixed"),
        ("Noel", "Noël", "more detailed"),
        ("Jean Noël", "Jean-Noël", "more detailed"),
        ("O Brien", "O’Brien", "more detailed"),
        ("Jean Noël", "Jean-Noel", "mixed"),
        ("La Tour", "Latour", "other"),
        ("mines-paris", "minesparis", "other"),
        ("D’Arc", "D-Arc", "other"),
        ("NOEL", "Noël", "more detailed"),
        ("D'Almeida", "D’Almeida", "more detailed"),
        ("EURECOM", "Eurecom", "more detailed"),
        ("Noel", "NOËL", "mixed"),
        ("D’Almeida", "D'Alméida", "mixed"),
        ("Hélene", "Helène", "mixed"),
        ("Durand", "Durant", "other"),
        ("de La Tour", "De La Tour", "other"),
        ("Héléne", "Hélène", "other"),
        ("", "Noël", "other"),
        ("Nguyễn", "Nguy?n", "damaged"),
        ("Charge\u00a0d’études", "Chargé d’études", "more detailed"),
    ],
)
def test_which_writing_says_more(old, new, found):
    assert compare(old, new) is Spelling(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nguyễn", "Nguy?n"),
        ("Thị Minh", "Th? Minh"),
        ("Ngọc", "NG?C"),
        ("山田", "??"),
        ("Владимир", "????????"),
        ("Hélène", "He?le?ne"),
        ("Télécom Paris", "T\ufffdl\ufffdcom Paris"),
        ("Télécom Paris", "T??l??com Paris"),
        ("Émile 🚀", "Émile ?"),
        ("Émile 🚀", "Émile ??"),
        ("D’Almeida", "D?Almeida"),
        ("Nguyễn", "Nguyn"),
        ("Thị Hélène", "Th Hélène"),
        ("Noël", "NOL"),
        ("Rédactrice en chef – Sciences", "Rdactrice en chef Sciences"),
        ("Chargée d’études – été", "Charge dtudes t"),
        ("Nguyễn", "Nguy¿n"),
        ("Noël", "No□l"),
        ("12\u202f000 €", "12?000 ?"),
        ("Nguyễn Thị", "Nguyên Th?"),
        ("Où ? À Paris", "O? ? ? Paris"),
    ],
)
def test_letters_that_an_encoding_has_lost_are_recognised(old, new):
    assert lost_letters(old, new)
    assert compare(old, new) is Spelling.DAMAGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nguyễn", "Nguyen"),
        ("Nguyễn", "Nguy?m"),
        ("Martin", "M?rtin"),
        ("Où ?", "Ou ?"),
        ("Presse", "Presse ?"),
        ("Noël", ""),
        ("Mines Paris – PSL", "Mines Paris PSL"),
        ("Émile 🚀", "Émile"),
        ("山田", "???"),
        ("", "?"),
    ],
)
def test_what_is_no_loss(old, new):
    assert not lost_letters(old, new)


@pytest.mark.parametrize("text", ["Charg?e de presse", "?lodie", "??", "?? ??", "Responsable de l?atelier"])
def test_a_text_that_seems_to_have_lost_letters(text):
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text", ["Qui ?", "Qui?", "Qui ?!", "(qui ?)", "https://example.org/?id=1", "Presse"]
)
def test_a_question_is_no_loss(text):
    assert not is_damaged(text)
    assert is_damaged(text, is_name=True) == ("?" in text)


def test_who_could_be_meant_by_a_name_with_lost_letters():
    known = Lookalikes([(1, "Ngọc Trần"), (2, "Hélène Décomposé"), (3, "Ngac Tran"), (4, "山田 太郎")])
    assert known.match("Ng?c Tr?n") == [1]
    assert known.match("He?le?ne De?compose?") == [2]
    assert known.match("?? ??") == [4]
    assert known.match("Ngoc Tran") == []


@pytest.mark.parametrize("old", ["é", "éa", "e"])
def test_twice_the_text_takes_twice_the_time(old):
    costs = []
    for count in (2_000, 20_000):
        start = time.process_time()
        compare(old * count, "?" * count + "x")
        costs.append(time.process_time() - start)
    assert costs[1] < 40 * max(costs[0], 0.001)
