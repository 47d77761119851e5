"""What a careful sub-editor sees in two texts as they came in, and nothing else: docs/checks.md."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from institutes.models import Contact
from releases.workflow.checks import Examination
from tests.builders import attach, make_release
from tests.releases.checks.seed_texts import ENGLISH, FRENCH, TITLE_EN, TITLE_FR

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OFFICIAL = "“{}”: on the day of the release the official name is “{}”."
TSN = "Carnot Télécom & Société numérique"
# The dated directory of that time, and what one language lacks altogether.
OF_BOTH = [
    *(
        f"Nobody has verified the contact “{name}” since 12 February 2020."
        for name in ("Tatiana Grafeuil", "Monique Kindrebeogo", "Isabelle Lautraite")
    ),
    "No boilerplate is given.",
]
# By the English; told on either side.
LEFT_OUT = [f"“{words}” stands in French and not in English." for words in ("8", "12 000", "TUM")]


@pytest.fixture
def release():
    """As it is once somebody has put them into a draft: the French has no dateline."""
    call_command("loaddata", "organisations", "contacts", verbosity=0)
    release = make_release(
        issued_on=datetime.date(2020, 2, 12),
        city_fr="",
        title_fr=TITLE_FR,
        title_en=TITLE_EN,
        standfirst_fr="Deux instituts Carnot de l’IMT gardent leur label.",
        standfirst_en="Two Carnot institutes of IMT keep their label.",
        body_fr=FRENCH,
        body_en=ENGLISH,
    )
    release.refresh_from_db()
    return attach(release, *Contact.objects.filter(is_press_contact=True))


def found(release, language):
    with override("en"):
        examination = Examination(release, language)
        return [str(each) for each in (*examination.refusing, *examination.warnings)]


def test_in_the_french(release):
    assert found(release, "fr") == [
        "The city of the dateline is missing.",
        "The title has 174 characters; 120 are the most that lists show.",
        OFFICIAL.format("Télécom & Société numérique", TSN),
        OFFICIAL.format("Mines St Etienne", "Mines Saint-Étienne"),
        "“TUM” is never spelt out.",
        "This sentence has 49 words: “Ce résultat tient à la place de l’IMT,…”",
        *OF_BOTH,
        "The link “recherche partenariale” has no address.",
        *LEFT_OUT,
    ]


def test_in_the_english(release):
    assert found(release, "en") == [
        OFFICIAL.format("Télécom & Société Numérique", TSN),
        OFFICIAL.format("Carnot Telecom & Société Numérique", TSN),
        OFFICIAL.format("Carnot M.I.N.E.S.", "Carnot M.I.N.E.S"),
        OFFICIAL.format("Mines St Etienne", "Mines Saint-Étienne"),
        *OF_BOTH,
        *LEFT_OUT,
    ]


def test_what_both_have_in_common_with_the_directory_is_not_asked(release):
    """Names of that day: two of these schools are called otherwise now."""
    said = " ".join([*found(release, "fr"), *found(release, "en")])
    assert "Lille Douai" not in said
    assert "ParisTech" not in said
    assert timezone.localdate().year > 2022
