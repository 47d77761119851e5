"""Which acronyms a language asks to have spelt out."""

import pytest

from releases.workflow.checks import CHECKS, Examination
from tests.builders import make_organisation, make_release, make_term

pytestmark = pytest.mark.django_db


def asked(language, text, **fields):
    release = make_release(**{f"body_{language}": f"<p>{text}</p>", **fields})
    return [each.excerpt for each in Examination(release, language).findings([CHECKS["acronym"]])]


@pytest.mark.parametrize(
    ("language", "text", "acronyms"),
    [
        (
            "en",
            "The CSTB supports it. The DGCCRF and the XKLM help, and LAAS too.",
            ["CSTB", "DGCCRF", "XKLM", "LAAS"],
        ),
        ("en", "With ANSSI, CNIL, IRIT, LIRMM.", ["ANSSI", "CNIL", "IRIT", "LIRMM"]),
        ("fr", "Les instituts ANSSI. Le CSTB !", ["ANSSI"]),
        ("fr", "La DGCCRF : une autorité.", ["DGCCRF"]),
        ("en", "It trains LLMs under the RGPD.", ["LLM", "RGPD"]),
        ("fr", "La DGCCRF aide les entreprises.", ["DGCCRF"]),
        ("fr", "La DGCCRF et ZZTOP aident.", ["DGCCRF", "ZZTOP"]),
        ("fr", "L’ANSSI et la C.N.I.L.", ["ANSSI", "C.N.I.L"]),
    ],
)
def test_those_that_the_language_never_spells_out(language, text, acronyms):
    assert asked(language, text) == acronyms


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "CNRS, CEA, INRAE, INSERM, EU, UN, OECD, USA, SMEs, a PhD, CO2, 3 pm CET."),
        ("fr", "Le CNRS, le CEA, INRAE, l’INSERM, l’UE, l’ONU, l’OCDE, les PME et PMI, le CO2, l’ADN."),
        ("en", "The Laboratory for Analysis and Architecture of Systems (LAAS), then LAAS."),
        ("en", "LAAS (the laboratory of systems)."),
        ("en", "The references UMR 5157, CP-2020-001 and COVID-19, https://example.org/ANSSI, J.P. Durand."),
        ("en", "THE CARNOT LABEL IS RENEWED"),
        ("en", "From 8:00 PM, 8:00 a.m. ET, 2 P.M., at 5 p.m. EST."),
        ("en", "NEW! The site. With IBM, SAP, LVMH and KPMG."),
        ("fr", "Avec J.-C. DUPONT et Jean DURAND. L’INSEE, l’ADEME et l’INRIA."),
        ("fr", "ATTENTION : places limitées. NOUVEAU !"),
        ("fr", "Le brevet FR 2401234, EP 1234567 et la norme NF EN 1090. Un I-SITE."),
        ("fr", "CONTACT PRESSE : Anne Durand. À partir de Louis XIV."),
    ],
)
def test_a_careful_editor_asks_no_others(language, text):
    assert asked(language, text) == []


def test_what_is_spelt_out_in_the_other_language_alone_is_asked():
    french = "<p>L’Agence nationale de la sécurité (ANSSI).</p>"
    assert asked("en", "With ANSSI.", body_fr=french) == ["ANSSI"]


def test_a_name_is_known_in_capitals_too():
    make_term("Irit")
    assert asked("fr", "L’IRIT.") == []


def test_names_and_terms_of_the_house_are_known():
    make_organisation("Carnot ARTS")
    make_term("laboratoire LIRMM", "LIRMM", other_forms_en="LAAS")
    assert asked("en", "With ARTS, LIRMM and LAAS.") == ["LAAS"]
