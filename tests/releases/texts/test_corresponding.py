import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.texts.corresponding import Corresponding, corresponding
from releases.texts.staleness import changes

FRENCH = (
    "<p>Le réseau compte 39 instituts en 2020.</p><p>Chaque institut est évalué par un jury.</p>"
    "<h2>Un appel</h2><ul><li>12 000 étudiants</li><li>Cinq écoles à Paris</li></ul>"
    "<p>Rendez-vous le 12 mai.</p>"
)
ENGLISH = (
    "<p>In 2020 the network has 39 institutes.</p><p>A jury assesses each institute.</p>"
    "<h2>A call</h2><ul><li>12,000 students</li><li>Five schools in Paris</li></ul><p>See you on 12 May.</p>"
)
OLD = {"title": "Un titre", "body": FRENCH}
TRANSLATION = {"title": "A title", "body": ENGLISH}


def found(translation=TRANSLATION, **texts):
    source = OLD | texts
    return corresponding(changes(OLD, source), OLD, "fr", translation, "en")


def body(*replaced):
    return FRENCH.replace(*replaced)


@pytest.mark.parametrize(
    ("replaced", "words"),
    [
        (("39", "41"), "In 2020 the network has 39 institutes."),
        (("un jury", "un comité"), "A jury assesses each institute."),
        (("12 000 étudiants", "15 000 étudiants"), "12,000 students"),
        (("Cinq écoles", "Six écoles"), "Five schools in Paris"),
        (("le 12 mai", "le 13 mai"), "See you on 12 May."),
        (("<h2>Un appel", "<h2>Un bel appel"), "A call"),
        # Gone.
        (("<li>Cinq écoles à Paris</li>", ""), "Five schools in Paris"),
    ],
)
def test_it_is_the_block_that_was_made_from_what_has_changed(replaced, words):
    assert found(body=body(*replaced)) == [Corresponding("body", words)]


def test_what_is_new_belongs_behind_what_stands_before_it():
    [new] = found(body=body("<h2>", "<p>Nantes rejoint le réseau demain matin.</p><h2>"))
    assert new == Corresponding("body", "A jury assesses each institute.", is_before=True)


def test_at_the_beginning_nothing_stands_before_it():
    [new] = found(body="<p>Nantes rejoint le réseau demain matin.</p>" + FRENCH)
    assert new == Corresponding("body", "")


def test_what_the_translation_has_left_out_has_no_words():
    translation = {"body": "<p>In 2020 the network has 39 institutes.</p>"}
    assert found(translation, body=body("12 mai", "13 mai")) == [Corresponding("body", "")]


def test_a_title_goes_with_the_title():
    assert found(title="Un autre titre") == [Corresponding("title", "A title")]


def test_blocks_that_moved_in_the_translation_are_found():
    first, rest = ENGLISH.split("</p>", 1)
    moved = {"body": f"{rest}{first}</p>"}
    assert found(moved, body=body("39", "41"))[0].words == "In 2020 the network has 39 institutes."


texts = st.lists(
    st.sampled_from(["<p>12 écoles</p>", "<h2>Paris</h2>", "<ul><li>39</li><li>41</li></ul>"]), max_size=6
).map("".join)


@given(texts, texts, texts)
def test_every_change_has_one_and_it_stands_in_the_translation(before, after, translation):
    old, new = {"body": before}, {"body": after}
    told = changes(old, new)
    found = corresponding(told, old, "fr", {"body": translation}, "en")
    assert len(found) == len(told)
    assert all(line in translation for each in found for line in each.words.splitlines())
