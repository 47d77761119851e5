"""The release of 12 February 2020 as it went out in French and in English."""

import re
from html import escape
from pathlib import Path

from releases.texts.parity import Names, differences, name

SEEDS = Path(__file__).parent.parent / "seeds"
NAMES = Names(
    tuple(
        name(form, {"fr": form, "en": form}, others)
        for form, *others in (
            ("Institut Mines-Télécom", "IMT"),
            ("Carnot Télécom & Société numérique",),
            ("Carnot M.I.N.E.S",),
            ("Agence OXYGEN", "OXYGEN"),
            *((school,) for school in ("IMT Atlantique", "Télécom Paris", "Télécom SudParis", "Eurecom")),
            ("IMT Nord Europe", "IMT Lille Douai"),
            ("Mines Paris – PSL", "Mines ParisTech"),
            ("Mines Saint-Étienne", "Mines St Etienne"),
            *((school,) for school in ("IMT Mines Albi", "IMT Mines Alès")),
            ("Christian Picory-Donné",),
            *((contact,) for contact in ("Tatiana Grafeuil", "Monique Kindrebeogo", "Isabelle Lautraite")),
        )
    )
)


def paragraphs(file):
    parts = re.split(r"\n\s*\n", (SEEDS / file).read_text().replace("**", ""))
    lines = (" ".join(part.split()) for part in parts)
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def test_it_finds_what_a_careful_reader_finds_and_nothing_false():
    french = {"body": paragraphs("communique-label-carnot-2020.fr.txt")}
    english = {"body": paragraphs("press-release-carnot-label-2020.en.txt")}
    found = [
        (each.in_source, each.in_translation) for each in differences(french, "fr", english, "en", NAMES)
    ]
    assert found == [
        # The dateline, which the French lacks.
        ("", "February 12th 2020"),
        # “À propos de l’Institut Mines-Télécom”, which the English lacks; its “2” is said elsewhere.
        ("www.imt.fr", ""),
        ("8", ""),
        ("XXIe", ""),
        ("TUM", ""),
        ("12000", ""),
        ("70 millions", ""),
        # The contacts, which the English lacks.
        ("OXYGEN", ""),
        ("Tatiana Grafeuil", ""),
        ("Monique Kindrebeogo", ""),
        ("+33 (0)1 41 11 37 89", ""),
        ("+33 (0)1 41 11 23 99", ""),
        ("tgrafeuil@oxygen-rp.com", ""),
        ("monique@oxygen-rp.com", ""),
        ("Isabelle Lautraite", ""),
        ("01 75 31 40 82", ""),
        ("06 76 12 00 53", ""),
        ("isabelle.lautraite@imt.fr", ""),
    ]
