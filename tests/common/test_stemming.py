import pytest

from common.analysis import fold_word
from common.stemming import stems


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "hôpital", "hôpitaux"),
        ("fr", "hopital", "hôpitaux"),
        ("fr", "hopitaux", "hôpital"),
        ("fr", "déclaré", "déclarée"),
        ("fr", "declare", "déclarées"),
        ("fr", "declarees", "déclarées"),
        ("fr", "énergétiques", "energetique"),
        ("fr", "chercheurs", "chercheur"),
        *(("fr", bare, "biosourcé") for bare in ("biosource", "biosources", "biosourcee", "biosourcees")),
        *(("fr", "biosourcees", form) for form in ("biosourcée", "biosourcés", "biosourcées")),
        *(("fr", bare, form) for bare in ("premiere", "premieres") for form in ("premier", "premières")),
        ("fr", "validites", "validée"),
        ("en", "schools", "school"),
        ("en", "batteries", "battery"),
        ("en", "testing", "tested"),
        *((code, f"{word}s", word) for word in ("phd", "sme", "pme", "ngo", "oem") for code in ("en", "fr")),
    ],
)
def test_forms_of_a_word_share_a_stem(language, one, other):
    assert stems(one, language) & stems(other, language)


@pytest.mark.parametrize("word", ["co2", "r&d", "12000", "3.5", "le"])
def test_what_is_no_word_has_none(word):
    assert stems(word, "fr") == set()


def test_a_language_without_rules_has_none():
    assert stems("recherches", "zh") == set()


# Words of releases that end with an accent, each with its feminine and its plurals.
PARTICIPLES = [
    *("abandonn", "accept", "agr", "annonc", "approuv", "associ", "command", "compos", "confi"),
    *("connect", "coordonn", "cr", "décern", "déclar", "dédi", "développ", "élev", "éprouv"),
    *("évalu", "expos", "fond", "habilit", "innov", "intégr", "labellis", "lanc", "mesur"),
    *("nomm", "organis", "publi", "rénov", "sign", "simul", "utilis", "valid"),
]
ENDS = ("é", "ée", "és", "ées")


@pytest.mark.parametrize("stem", PARTICIPLES)
def test_a_participle_typed_without_accents_finds_all_its_forms(stem):
    forms = [stem + end for end in ENDS]
    for typed in map(fold_word, forms):
        assert all(stems(typed, "fr") & (stems(form, "fr") | {fold_word(form)}) for form in forms), typed


def test_english_has_no_accents_to_lack():
    assert stems("employees", "en") == {"employe"}
