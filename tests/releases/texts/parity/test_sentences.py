import pytest
from django.utils.translation import override

from releases.texts.parity import differences, sentence

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("source", "translation", "english", "french"),
    [
        (
            "12 000 étudiants",
            "1,200 students",
            "“12 000” in French, “1,200” in English.",
            f"«{NB}12 000{NB}» en français, «{NB}1,200{NB}» en anglais.",
        ),
        (
            "17 lots",
            "Lots",
            "“17” stands in French and not in English.",
            f"«{NB}17{NB}» figure en français et non en anglais.",
        ),
        (
            "Lots",
            "17 lots",
            "“17” stands in English and not in French.",
            f"«{NB}17{NB}» figure en anglais et non en français.",
        ),
        (
            "<ul><li>a</li><li>b</li></ul>",
            "<ul><li>a</li></ul>",
            "List items: 2 in French, 1 in English.",
            f"Éléments de liste{NB}: 2 en français, 1 en anglais.",
        ),
    ],
)
def test_a_difference_is_said_in_both_languages(source, translation, english, french):
    [found] = differences({"body": source}, "fr", {"body": translation}, "en")
    for language, words in (("en", english), ("fr", french)):
        with override(language):
            assert sentence(found) == words


def linked(address):
    return {"body": f'<p><a href="{address}">x</a></p>'}


def said_of(source, translation, twins=None):
    found = differences(linked(source), "fr", linked(translation) if translation else {}, "en", twin=twins)
    with override("en"):
        return [sentence(each) for each in found]


LONG = "https://example.org/a-library-with-long-addresses/of-the-year-2026/on-measuring-rivers"
CUT = "https://example.org/…of-the-year-2026/on-measuring-rivers"
REST = "x" * 90


def test_of_long_addresses_what_differs_is_seen():
    [at_the_end] = said_of(f"{LONG}/one", f"{LONG}/two")
    assert at_the_end == f"“{CUT}/one” in French, “{CUT}/two” in English."
    [before] = said_of(f"{LONG}/one/{REST}", f"{LONG}/two/{REST}")
    shown = [f"https://example.org/…-rivers/{word}/{'x' * 28}…" for word in ("one", "two")]
    assert before == "“{}” in French, “{}” in English.".format(*shown)


def test_of_a_page_of_this_site_its_twin_is_named():
    twins = {"/fr/instituts/": "/en/institutes/"}.get
    [to_the_same] = said_of("/fr/instituts/", "/fr/instituts/", twins)
    assert to_the_same == (
        "The link in English leads to the page in French, “/fr/instituts/”; the page in English is "
        "“/en/institutes/”."
    )
    [alone] = said_of("/fr/instituts/", "", twins)
    assert alone == (
        "“/fr/instituts/” stands in French and not in English, where this page is “/en/institutes/”."
    )
