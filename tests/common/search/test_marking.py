import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.search.marking import Marker, marked, passage
from common.search.typed import read


def mark(text, typed):
    marker = Marker(read(typed, languages=["fr"]), "fr")
    return marked(text, marker.marks(text))


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Les hôpitaux.", "hopital", "Les <mark>hôpitaux</mark>."),
        ("l’œuvre", "oeuvre", "l’<mark>œuvre</mark>"),
        ("<b>R&D</b>", "r&d", "&lt;b&gt;<mark>R&amp;D</mark>&lt;/b&gt;"),
        ("le label, Carnot", '"label carnot"', "le <mark>label, Carnot</mark>"),
        ("de la mer, la terre", '"la terre"', "de la mer, <mark>la terre</mark>"),
        ("sous-marins", "sousmarin", "sous-marins"),
        ("sous-marins", "sous-marins", "<mark>sous</mark>-<mark>marins</mark>"),
        ("numérique", "num", "<mark>numérique</mark>"),
        ("rien", "-rien tout", "rien"),
        ("12\u202f000 €, 12 000 €", "12000", "<mark>12\u202f000</mark> €, <mark>12 000</mark> €"),
        ("12,000 visitors, 112,000", "12000", "<mark>12,000</mark> visitors, 112,000"),
        ("€1,234,567.5; 3,5 %", "3.5 1234567.5", "€<mark>1,234,567.5</mark>; <mark>3,5</mark> %"),
        ("12 000,5 € en 2020, 2021", "12000,5 2021", "<mark>12 000,5</mark> € en 2020, <mark>2021</mark>"),
        (
            "un, deux capteurs de qualité",
            'capteur "de qualité"',
            "un, deux <mark>capteurs</mark> <mark>de qualité</mark>",
        ),
    ],
)
def test_words_are_marked_and_the_text_is_escaped(text, typed, shown):
    assert mark(text, typed) == shown


def test_the_passage_with_most_words_is_shown():
    text = "Un capteur. " + "Autre phrase. " * 30 + "Le capteur mesure l’air. " + "Autre phrase. " * 30
    marker = Marker(read("capteur air"), "fr")
    assert passage(text, marker.marks(text)).startswith(
        "… Le <mark>capteur</mark> mesure l’<mark>air</mark>. Autre"
    )


def test_headings_and_cells_do_not_run_into_what_follows():
    text = "Une phrase. " * 9 + "Intertitre\nUn capteur mesure\u202f:\nl’air\nl’eau\nFin."
    marker = Marker(read("capteur"), "fr")
    shown = passage(text, marker.marks(text))
    assert shown == "… Un <mark>capteur</mark> mesure\u202f:\nl’air – l’eau – Fin."


@given(st.text(), st.text(min_size=1))
def test_nothing_of_the_text_is_lost(text, typed):
    shown = mark(text, typed).replace("<mark>", "").replace("</mark>", "")
    assert shown == marked(text, [])
