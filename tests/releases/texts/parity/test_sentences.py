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
