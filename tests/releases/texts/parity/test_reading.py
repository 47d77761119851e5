import pytest

from releases.texts.parity import Kind, facts_of
from releases.texts.parity.reading import grammar_of

from .known import NAMES
from .test_pairs import PAIRS

NB, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def read(text, language):
    return [(fact.kind.value, fact.value) for fact in facts_of(text, language, NAMES) if not fact.is_weak]


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("fr", f"12 000, 12{NB}000, 12{THIN}000, 12000", [("number", "12000")] * 4),
        (
            "fr",
            "en 2020, 300 lots ; 1.500 ; 1 234 5678",
            [("number", n) for n in ("2020", "300", "1500", "1234", "5678")],
        ),
        ("en", "12,000 12,000.5 3.50 1,50", [("number", n) for n in ("12000", "12000.5", "3.5", "1.5")]),
        ("fr", "quatre-vingts, quatre-vingt-dix-neuf", [("number", "80"), ("number", "99")]),
        (
            "fr",
            "soixante et onze, cent un, vingt-et-un",
            [("number", "71"), ("number", "101"), ("number", "21")],
        ),
        ("fr", "deux millions trois cent mille", [("number", "2300000")]),
        ("fr", "mille neuf cent quatre-vingt-dix-neuf", [("number", "1999")]),
        ("fr", "dix, vingt et trente écoles", [("number", "10"), ("number", "20"), ("number", "30")]),
        ("en", "a hundred and one, one thousand and fifty", [("number", "101"), ("number", "1050")]),
        ("en", "two and three", [("number", "2"), ("number", "3")]),
        ("fr", "un million de tonnes, 3 l’été", [("measure", "1000000 t"), ("number", "3")]),
        (
            "fr",
            "0,2 mm/m, 5 km/h, 90 °C",
            [("measure", "0.2 mm/m"), ("measure", "5 km/h"), ("measure", "90 °C")],
        ),
        (
            "en",
            "€2–3 million, €5m, 5 m",
            [
                ("amount", "2000000 EUR"),
                ("amount", "3000000 EUR"),
                ("amount", "5000000 EUR"),
                ("measure", "5 m"),
            ],
        ),
        ("fr", "500 000 à 1 million d’euros", [("amount", "500000 EUR"), ("amount", "1000000 EUR")]),
        ("fr", "les 12, 13 et 15 mars 2020", [("date", f"2020-03-{day}") for day in (12, 13, 15)]),
        ("en", "the 12th of February, Feb. 2020", [("date", "--02-12"), ("date", "2020-02")]),
        (
            "en",
            "12/02/2020, 2020-02-12, 32/13/2020",
            [("date", "2020-02-12")] * 2 + [("number", "32/13/2020")],
        ),
        (
            "fr",
            "de 14 à 16 h, 8h30, 18 heures 15",
            [("hour", n) for n in ("14:00", "16:00", "08:30", "18:15")],
        ),
        ("en", "11–1 pm, 12 am, 12.30 p.m.", [("hour", n) for n in ("11:00", "13:00", "00:00", "12:30")]),
        ("fr", "l’après-midi et à midi", []),
        ("en", "10 am GMT, 10 am CET", [("hour", "10:00"), ("zone", "UTC"), ("hour", "10:00")]),
        (
            "fr",
            "0596 60 00 24, 00 44 20 7946 0958",
            [("telephone", "+596596600024"), ("telephone", "+442079460958")],
        ),
        ("fr", "a@b.fr. Voir www.imt.fr/x.", [("email", "a@b.fr"), ("link", "imt.fr/x")]),
        (
            "fr",
            "IMT Atlantique, l’IMT et PARIS",
            [("name", "IMT Atlantique"), ("name", "Institut Mines-Télécom"), ("acronym", "PARIS")],
        ),
        ("fr", "LE LABEL CARNOT DE NOUVEAU", []),
        ("en", "SMEs, U.S., CO2, 5G, R&D", [("acronym", "CO2"), ("acronym", "5G")]),
        ("fr", "Le Ve et les XXIe", [("ordinal", "5"), ("ordinal", "21")]),
        (
            "fr",
            "-5 °C, A-5, 10-15",
            [("measure", "-5 °C"), ("number", "5"), ("number", "10"), ("number", "15")],
        ),
        ("fr", "007, 1.2.3, " + "1" * 40, [("number", "007"), ("number", "1.2.3"), ("number", "1" * 40)]),
    ],
)
def test_what_a_text_states(language, text, facts):
    assert read(text, language) == facts


def test_a_fact_has_its_words_and_their_place():
    [fact] = facts_of("Avec vingt et un lots", "fr")
    assert fact[:5] == (Kind.NUMBER, "21", "vingt et un", 5, 16)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_may_stand_for_a_number_are_weak(language):
    text = {"fr": "La première moitié, une dizaine", "en": "The first half, a dozen"}[language]
    assert all(fact.is_weak for fact in facts_of(text, language))
    assert facts_of(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le onze novembre"),
        ("fr", "LE 32 FÉVRIER"),
        ("fr", "le 13.13.2020"),
        ("en", "In May"),
        ("en", "2020-02-12"),
        ("de", "Am 12. März"),
    ],
)
def test_what_may_state_a_day_is_read_for_it(language, text):
    assert grammar_of(language).may_state_day(text)


@pytest.mark.parametrize("text", ["Le marsouin va maintenant à 12 000 mètres", "A-5, 10 15 : 3,5"])
def test_what_states_no_day_is_not_read_for_it(text):
    assert not grammar_of("fr").may_state_day(text)


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["rule"] for pair in PAIRS])
def test_no_day_is_overlooked(pair):
    for language in ("fr", "en"):
        text = pair[language]
        if any(_states_a_month(fact) for fact in facts_of(text, language, NAMES)):
            assert grammar_of(language).may_state_day(text)


def _states_a_month(fact):
    """Not by the name of a feast, nor by the number of a day alone."""
    return fact.kind is Kind.DATE and not fact.is_weak and not fact.value.startswith("---")
