"""What two languages say for one another."""

import pytest

from releases.texts.memory import Likeness, digest, keys, pairs

pytestmark = pytest.mark.one_database


def paired(french, english):
    return [tuple(pair) for pair in pairs({"body": french}, "fr", {"body": english}, "en")]


def test_sentences_are_paired_where_both_blocks_have_as_many():
    assert paired("<p>Un. Deux.</p><h2>Trois</h2>", "<p>One. Two.</p><h2>Three</h2>") == [
        ("Un.", "One."),
        ("Deux.", "Two."),
        ("Trois", "Three"),
    ]


def test_blocks_are_paired_whole_where_they_have_not():
    assert paired("<p>Un. Deux.</p>", "<p>One and two.</p>") == [("Un. Deux.", "One and two.")]


def test_items_of_a_list_are_paired():
    assert paired("<ul><li>Un</li><li>Deux</li></ul>", "<ul><li>One</li><li>Two</li></ul>") == [
        ("Un", "One"),
        ("Deux", "Two"),
    ]


def test_plain_texts_go_with_their_own():
    french, english = {"title": "Un", "standfirst": "Deux."}, {"title": "One", "standfirst": "Two."}
    assert pairs(french, "fr", english, "en") == [("Un", "One"), ("Deux.", "Two.")]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("<p>12 %</p>", "<p>12%</p>"),
        ("<p>IMT Atlantique</p>", "<p>IMT Atlantique</p>"),
        ("<p>Le 3 mars 2020, 40 écoles.</p>", "<p>Over 7,000 students since 1999.</p>"),
        ("<p>Un</p>", ""),
    ],
)
def test_what_is_no_translation_is_not_kept(french, english):
    assert paired(french, english) == []


def test_typography_makes_no_other_digest():
    assert (
        digest("L’eau : « 5 km »…") == digest('L\'eau\u00a0: "5\u202fkm"...') == digest(" L'eau : “5 km”... ")
    )
    assert digest("L’eau") != digest("l’eau")


def test_texts_that_are_nearly_the_same_have_keys_in_common():
    one = "Les deux instituts Carnot de l’IMT portent le label depuis 2006 et le gardent jusqu’en 2024."
    near = one.replace("deux", "trois").replace("2006", "2011")
    other = "Le réseau de chaleur de la vallée ouvre au printemps, et les communes y sont raccordées."
    assert set(keys(one, "fr", "en")) & set(keys(near, "fr", "en"))
    assert not set(keys(one, "fr", "en")) & set(keys(other, "fr", "en"))
    assert not set(keys(one, "fr", "en")) & set(keys(one, "fr", "de"))
    assert Likeness(one).to(near) > 0.8 > 0.3 > Likeness(one).to(other)
    assert Likeness(one, 0.6).to(near) == Likeness(near).to(one)
    assert Likeness(one, 0.6).to(other) == 0


@pytest.mark.parametrize("text", ["Contacts", "Un deux", "Les instituts portent le label " * 40])
def test_a_text_of_one_word_or_of_very_many_has_no_key(text):
    assert keys(text, "fr", "en") == []
