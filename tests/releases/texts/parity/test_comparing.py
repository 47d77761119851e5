from hypothesis import given
from hypothesis import strategies as st

from releases.texts.parity import Difference, Kind, Place, differences
from releases.texts.parity.blocks import blocks_of
from releases.texts.parity.sentences import COUNTED

from .known import NAMES

PIECES = st.lists(
    st.sampled_from(
        [
            *("12 000", "1,500", "3,5 %", "quinze", "vingt et un", "one hundred", "€5m", "12 février 2020"),
            *("March 12-14", "14 h 30", "2.30 pm", "01 75 31 40 82", "a@b.fr", "www.imt.fr", "UE", "XXIe"),
            *("IMT Atlantique", "<p>", "</p>", "<ul><li>", "</li></ul>", "<h2>", "&amp;", "à", "to", "-"),
            *('<a href="/fr/">', '<a href="https://[">', "million", "cent", "et", "and", "neuf", "\n", "’"),
        ]
    ),
    max_size=30,
).map(" ".join)
TEXTS = st.one_of(PIECES, st.text(max_size=60))


def compared(source, translation, language="en"):
    return differences({"body": source}, "fr", {"body": translation}, language, NAMES)


@given(TEXTS, st.sampled_from(["fr", "en", "de"]))
def test_a_text_says_what_it_says_itself(text, language):
    whole = {"title": text, "body": text}
    assert differences(whole, language, whole, language, NAMES) == []


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared(source, translation):
    left = blocks_of({"body": source}, "fr", NAMES, None)
    right = blocks_of({"body": translation}, "en", NAMES, None)
    for found in compared(source, translation):
        if found.kind not in COUNTED and found.kind != Kind.LINK:
            assert words_at(found.source_place, left, found.in_source) == found.in_source
            assert words_at(found.place, right, found.in_translation) == found.in_translation


def words_at(place, blocks, words):
    return blocks[place.block].text[place.start : place.end] if words else ""


def test_what_differs_has_its_place_in_both_texts():
    source = {"title": "Un prix", "body": "<p>Bonjour.</p><p>Avec <strong>12 000</strong> étudiants</p>"}
    translation = {"title": "A prize", "body": "<p>Hello.</p><p>With 1,200 students</p>"}
    [found] = differences(source, "fr", translation, "en")
    assert found == Difference(
        Kind.NUMBER, "fr", "en", "12 000", "1,200", Place("body", 1, 5, 11), Place("body", 1, 5, 10)
    )


def test_what_is_missing_has_the_place_of_the_block_that_corresponds():
    [found] = compared("<p>En 2019</p><p>17 lots</p>", "<p>In 2019</p><p>Some lots</p>")
    assert (found.in_source, found.in_translation) == ("17", "")
    assert found.place == Place("body", 1)
    [found] = compared("<p>En 2019</p><h2>17 lots</h2>", "<p>In 2019</p>")[1:]
    assert found.place is None


def test_a_title_is_compared_with_the_title_first():
    source = {"title": "Trente balises", "body": "<p>Les balises</p>"}
    assert differences(source, "fr", {"title": "Thirty beacons", "body": "<p>The beacons</p>"}, "en") == []
    [found] = differences(source, "fr", {"title": "Forty beacons", "body": "<p>The beacons</p>"}, "en")
    assert found.place == Place("title", 0, 0, 5)


def test_a_language_without_a_grammar_is_compared_by_its_digits_and_dates():
    source = "<p>Le 12 février 2020, quinze écoles et 12 000,5 t à 14 h 30</p>"
    assert compared(source, "<p>Am 12. Februar 2020, fünfzehn Schulen, 12.000,5 t, 14:30 Uhr</p>", "de") == []
    [found] = compared(source, "<p>Am 13. Februar 2020, 12.000,5 t, 14:30 Uhr</p>", "de")
    assert (found.in_source, found.in_translation) == ("12 février 2020", "13. Februar 2020")
