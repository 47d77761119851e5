"""A release is approved, translated, approved and corrected: its translation knows exactly what to follow."""

import pytest
from django.contrib.auth.models import User
from lxml import html

from releases.models import Release
from releases.workflow.checks import Examination
from tests.builders import make_release, publish
from tests.releases import desk

pytestmark = pytest.mark.django_db

WHO = "<p>Le réseau réunit 39 instituts et finance la recherche partenariale.</p>"
JURY = "<p>Chaque institut est évalué tous les quatre ans par un jury indépendant.</p>"
ITEMS = "<ul><li>Des laboratoires communs</li><li>Des plateformes ouvertes</li><li>Des thèses</li></ul>"
STUDENTS = "<p>Les écoles forment 12\u202f000 étudiants à ces métiers.</p>"
CALL = "<p>Le prochain appel à candidatures ouvrira en septembre prochain à Paris.</p>"
MEETING = "<p>Un colloque réunira ensuite les directeurs des laboratoires.</p>"
FRENCH = WHO + JURY + ITEMS + STUDENTS + CALL + MEETING
ENGLISH = (
    "<p>The network brings together 39 institutes and funds research with partners.</p>"
    "<p>Every four years an independent jury assesses each institute.</p>"
    "<ul><li>Joint laboratories</li><li>Open platforms</li><li>Doctoral theses</li></ul>"
    "<p>The schools train 12,000 students for these jobs.</p>"
    "<p>The next call for applications opens next September in Paris.</p>"
    "<p>A symposium then brings together the directors of the laboratories.</p>"
)
# Two paragraphs, an item of a list and a number change; the last paragraph goes to the beginning.
CORRECTED = (
    MEETING
    + WHO
    + JURY.replace("un jury indépendant", "un comité de pairs")
    + ITEMS.replace("plateformes ouvertes", "plateformes partagées")
    + STUDENTS.replace("12\u202f000", "15\u202f000")
    + CALL.replace("à Paris", "à Lyon")
)
# Each change of the source, and what the translation says there.
CHANGES = [
    (
        JURY.replace("jury indépendant.", "<del>jury indépendant.</del> <ins>comité de pairs.</ins>"),
        "Every four years an independent jury assesses each institute.",
    ),
    ("<ul><li>Des plateformes <del>ouvertes</del> <ins>partagées</ins></li></ul>", "Open platforms"),
    (
        STUDENTS.replace("12\u202f000", "<del>12\u202f000</del> <ins>15\u202f000</ins>"),
        "The schools train 12,000 students for these jobs.",
    ),
    (
        CALL.replace("Paris.", "<del>Paris.</del> <ins>Lyon.</ins>"),
        "The next call for applications opens next September in Paris.",
    ),
]


@pytest.fixture
def release(client):
    release = make_release(in_languages=("fr",), body_fr=FRENCH)
    publish(release, "fr")
    desk.sign_in(client, "translator")
    texts = {
        "title_en": "A title",
        "standfirst_en": "A standfirst.",
        "city_en": "Paris",
        "slug_en": "a-title",
    }
    desk.save(client, desk.change_url(release), body_en=ENGLISH, **texts)
    publish(Release.objects.get(), "en")
    release.refresh_from_db()
    return release


def test_exactly_what_changed_in_the_source_is_stale_with_its_redline_and_its_place(client, release):
    assert release.translation_state_en == "ready"
    desk.sign_in(client, "writer")
    desk.save(client, desk.change_url(release), body_fr=CORRECTED)
    release.refresh_from_db()
    assert [change.redline for change in release.changes_of_source("en")] == [
        each for each, _words in CHANGES
    ]
    assert (release.translation_state_fr, release.translation_state_en) == ("ready", "stale")

    client.force_login(User.objects.get(username="translator"))
    page = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    places = page.xpath("//fieldset[contains(@class, 'source-changes')]//p[@class='change-place']/a")
    assert [place.text_content() for place in places] == [words for _each, words in CHANGES]

    # The town is a name that nobody knows; the number is.
    [number] = [each for each in Examination(release, "en").warnings if each.check == "parity"]
    assert "15\u202f000" in number
    assert (number.field, number.excerpt) == ("body_en", "12,000")
