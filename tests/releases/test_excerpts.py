import pytest

from releases.texts.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Une phrase entière.", 3, "Une phrase entière."),
        ("Une phrase. Une autre phrase qui suit.", 4, "Une phrase."),
        ("Une phrase. Une autre. Une troisième.", 5, "Une phrase. Une autre."),
        ("Selon M. Dupont et Mme Durand, rien ne change.", 4, "Selon M. Dupont et\u00a0…"),
        ("Carnot M.I.N.E.S et Carnot Télécom", 3, "Carnot M.I.N.E.S et\u00a0…"),
        ("Il a dit : « Nous verrons. » Puis il est parti.", 9, "Il a dit : « Nous verrons. »"),
        ("Enfin. Une phrase de sept mots qui dure", 8, "Enfin. Une phrase de sept mots qui dure"),
        (
            "Enfin. Une longue phrase de dix mots qui dure encore",
            8,
            "Enfin. Une longue phrase de dix mots qui\u00a0…",
        ),
        ("Un mot\net un autre", 3, "Un mot\net\u00a0…"),
        ("", 3, ""),
    ],
)
def test_it_ends_with_a_sentence_where_one_fits(text, words, shown):
    assert excerpt(text, words) == shown
