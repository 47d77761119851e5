"""What sixty searches find among a few releases, in which order, and by that what they must not find."""

import datetime

import pytest

from institutes.models import FormerName, Membership
from releases.public import search
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_institute,
    make_leaks,
    make_organisation,
    make_release,
    make_school,
    write_into_record,
)
from tests.visitor import add_organisations

pytestmark = pytest.mark.django_db

# The newest first.
FRENCH = {
    "hospital": {
        "title": "Les hôpitaux s’équipent",
        "standfirst": "Une loi déclarée urgente par l’État.",
        "body": "<p>Trois cœurs artificiels, 12\u202f000 patients, 3,5 % de coûts en moins.</p>",
    },
    "carbon": {
        "title": "Moins de CO₂ dans l’industrie",
        "standfirst": "La R&D des matériaux biosourcés avance.",
        "body": "<p>Le CO<sub>2</sub> est capté. Écrire à presse_info@example.org.</p>",
    },
    "label": {
        "title": "Le label Carnot a vingt ans",
        "standfirst": "Un anniversaire à Saint-Étienne.",
        "body": "<p>L’œuvre de l’école <strong>M.I.N.E.S.</strong> et de ses chercheurs.</p>",
    },
    "network": {
        "title": "Carnot : un réseau et son label",
        "standfirst": "Des sous-marins autonomes aujourd’hui.",
        "body": "<p>Le numérique au service des hôpitaux.</p>",
    },
    "names": {"title": "Une nomination", "standfirst": "Sans rien d’autre.", "body": "<p>Voilà tout.</p>"},
}
SEARCHES = {
    # Accents, case, ligatures, forms
    "hôpital": "hospital network",
    "HOPITAL": "hospital network",
    "hopitaux": "hospital network",
    "Hôpitaux": "hospital network",
    "déclaré": "hospital",
    "declaree": "hospital",
    "déclarées": "hospital",
    "coeur": "hospital",
    "cœurs": "hospital",
    "CŒUR": "hospital",
    "oeuvre": "label",
    "biosourcé": "carbon",
    "biosourcées": "carbon",
    "biosourcees": "carbon",
    "BIOSOURCEE": "carbon",
    "chercheur": "label",
    "réseaux": "network",
    "materiau": "carbon",
    "industriel": "",
    "hospitalier": "",
    # Elisions, both apostrophes
    "l'œuvre": "label",
    "l’école": "label",
    "l'industrie": "carbon",
    "d'autre": "names",
    "aujourd'hui": "network",
    "s'équipent": "hospital",
    # Initialisms, formulas, numbers
    "MINES": "label names",
    "m.i.n.e.s": "label names",
    "R&D": "carbon",
    "r & d": "carbon",
    "CO2": "carbon",
    "co₂": "carbon",
    "12000": "hospital",
    "12 000": "hospital",
    "12.000": "hospital",
    "12,000": "hospital",
    "12\u00a0000 patients": "hospital",
    "3.5": "hospital",
    "3,5 %": "hospital",
    "35": "",
    "1200": "",
    "120": "",
    "12": "",
    # Compounds
    "Saint-Étienne": "label",
    "saint etienne": "label",
    "saintetienne": "label",
    "sous-marin": "network",
    "marins": "network",
    "sousmarins": "network",
    # Several words, phrases, exclusion, beginnings
    "label carnot": "label network names",
    '"label Carnot"': "label names",
    "« label Carnot »": "label names",
    "“carnot label”": "",
    '"hôpital"': "",
    "label -réseau": "label names",
    # A minus looks into the text itself, not into what stands around it.
    'carnot -"label Carnot"': "network names",
    "carnot -mines": "network names",
    "hôpitaux -numérique": "hospital",
    "numér": "network names",
    "anniv": "label",
    "anniv carnot": "",
    "strong": "",
    "example": "carbon",
    # Names of people and organisations, with those of before; the reference
    "Picory-Donné": "names",
    "d'almeida": "names",
    "noel": "names",
    "nord europe": "names",
    "mines douai": "names",
    "telecom lille": "names",
    "tsn": "names",
    "oxygen": "names",
    # A school of the institute, which the release is not about.
    "eurecom": "",
    '"Eurecom"': "",
    "CP-2020-105": "names",
    "2020-105": "names",
    "cp-2020-10": "hospital carbon label network names",
    # What is not public, what nobody wrote
    "secret": "",
    "draft": "",
    "xyzzy": "",
    "OR": "",
    "NEAR(": "",
}


@pytest.fixture
def editions():
    make_leaks()
    school = make_school("IMT Nord Europe", slug="imt-nord-europe")
    for name in ("Mines Douai", "Télécom Lille"):
        FormerName.objects.create(organisation=school, name_fr=name, kind="spelling")
    institute = make_institute()
    Membership.objects.create(institute=institute, school=make_school("Eurecom"), role="subsidiary")
    FormerName.objects.create(organisation=institute, name_fr="TSN", kind="spelling")
    agency = make_organisation("Oxygen", kind="agency")
    written = {}
    for number, (name, texts) in enumerate(FRENCH.items()):
        release = make_release(
            reference=f"CP-2020-{number + 101}",
            issued_on=datetime.date(2020, 12, 20 - number),
            slug_fr=name,
            **{f"{field}_fr": text for field, text in texts.items()},
        )
        if name == "names":
            people = [
                make_contact("Picory-Donné", organisation=agency),
                make_contact("D’Almeida", first_name="Noël"),
            ]
            about = make_boilerplate(body_fr="<p>Qui porte le label Carnot.</p>")
            add_organisations(attach(release, *people, about), institute, school)
        written[write_into_record(release).pk] = name
    return written


def test_each_finds_what_it_must_and_nothing_else(editions):
    assert len(SEARCHES) >= 60
    found = {
        typed: " ".join(editions.get(key, "unpublished") for key in search.find(typed, "fr").keys(0, 20))
        for typed in SEARCHES
    }
    assert found == SEARCHES


def test_each_is_counted(editions):
    numbers = {typed: search.find(typed, "fr").number() for typed in SEARCHES}
    assert numbers == {typed: len(names.split()) for typed, names in SEARCHES.items()}
