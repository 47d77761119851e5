"""Terms of the house: asked about on the form and before an approval, corrected in one click."""

import io

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from lxml import html

from releases.models import Release, Term
from releases.workflow.checks import CHECKS, Examination
from releases.workflow.terms import KEY, terms_in
from tests.builders import make_organisation, make_release, make_term
from tests.releases import desk
from tests.releases.checks.test_on_pages import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return make_term(
        "directeur de la recherche",
        "director of research",
        other_forms_fr="directeur recherche\ndirecteur scientifique",
        other_forms_en="research director",
    )


def findings(release, language):
    return Examination(release, language).findings([CHECKS["term"], CHECKS["missing_term"]])


def reasons(release, language, speaks="en"):
    with override(speaks):
        return [(str(each), each.field) for each in findings(release, language)]


@pytest.mark.usefixtures("director")
def test_another_form_is_asked_about_with_that_of_the_house():
    release = make_release(title_fr="Un directeur scientifique", body_en="<p>A director of research</p>")
    french = "“directeur scientifique”: the house writes “directeur de la recherche”."
    assert reasons(release, "fr") == [(french, "title_fr")]
    assert "la maison écrit «" in reasons(release, "fr", "fr")[0][0]
    assert reasons(release, "en") == []


@pytest.mark.usefixtures("director")
def test_what_a_translation_lacks_is_asked_about_in_the_translation_alone():
    release = make_release(body_fr="<p>Les directeurs de la recherche</p>", body_en="<p>They</p>")
    lacking = (
        "“directeurs de la recherche” is “director of research” in English, "
        "which does not stand in this text."
    )
    assert reasons(release, "en") == [(lacking, "body_en")]
    assert reasons(release, "fr") == []


@pytest.mark.usefixtures("director")
def test_nothing_is_lacking_before_there_is_a_translation():
    release = make_release(in_languages=("fr",), body_fr="<p>Les directeurs de la recherche</p>")
    assert reasons(release, "en") == []


@pytest.mark.usefixtures("director")
def test_it_is_asked_on_the_form(client):
    release = make_release(title_en="Research directors")
    desk.sign_in(client, "writer")
    assert "“Research directors”: the house writes “Directors of research”." in asked(
        client, release, "English"
    )


def test_a_term_that_is_not_in_use_is_silent(director):
    Term.objects.update(is_active=False)
    assert reasons(make_release(title_en="Research directors"), "en") == []


def test_a_longer_official_name_is_none():
    make_term("Carnot M.I.N.E.S", other_forms_fr="Carnot Mines")
    make_organisation("Carnot Mines Paris")
    assert reasons(make_release(title_fr="Carnot Mines Paris"), "fr") == []


@pytest.mark.usefixtures("director")
def test_terms_and_names_are_read_once_in_some_seconds(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert terms_in("en") is terms_in("en")
        assert terms_in("fr").uses("le directeur scientifique")


def typography(client, **sent):
    address = reverse("admin:releases_release_typography", args=["en"])
    return client.post(address, sent).json()


@pytest.mark.usefixtures("director")
def test_the_form_of_the_house_is_taken_with_one_click(client):
    desk.sign_in(client, "writer")
    body = '<p><strong>Research</strong> directors, <a href="/research director">a research director</a></p>'
    assert "Terms of the house." in typography(client, title_en="Research director")["html"]
    made = typography(client, title_en="Research director", body_en=body, take=["title_en:0", "body_en:0"])
    assert made["texts"]["title_en"] == "Director of research"
    made = typography(client, body_en=body, take=["body_en:0", "body_en:1"])["texts"]["body_en"]
    assert '<a href="/research director">a director of research</a>' in made


def test_a_plural_that_is_not_known_is_not_ticked_and_says_so(client):
    make_term("jumeau numérique", other_forms_fr="double numérique")
    make_term("chef de projet", other_forms_fr="directeur projet")
    desk.sign_in(client, "writer")
    address = reverse("admin:releases_release_typography", args=["fr"])
    title = "Les doubles numériques des directeurs projet"
    page = html.fromstring(client.post(address, {"title_fr": title}).json()["html"])
    ticked = {tick.get("value"): tick.get("checked") is not None for tick in page.xpath("//*[@name='take']")}
    assert ticked == {"title_fr:0": True, "title_fr:1": False}
    assert "by hand" in page.find_class("typography-rule")[1].text_content()
    made = client.post(address, {"title_fr": title, "take": ["title_fr:0"]}).json()["texts"]
    assert made["title_fr"] == "Les jumeaux numériques des directeurs projet"
    [_sure, by_hand] = reasons(make_release(title_fr=title), "fr")
    assert by_hand[0] == (
        "“directeurs projet”: the house writes “chef de projet”; its ending has to be written by hand."
    )


def test_a_verb_is_not_taken_for_the_noun_of_another_form():
    make_term("label Carnot", other_forms_fr="labellisation Carnot")
    text = "<p>Les instituts labellisés Carnot, un institut labellisé Carnot</p>"
    assert reasons(make_release(body_fr=text), "fr") == []
    assert reasons(make_release(body_fr="<p>Deux labellisations Carnot</p>"), "fr") != []


def test_a_term_that_both_languages_share_is_not_explained_by_itself():
    make_term("start-up", "start-up")
    release = make_release(body_fr="<p>Des start-up.</p>", body_en="<p>Young firms.</p>")
    said = "“start-up” is the word in English, too, and does not stand in this text."
    assert reasons(release, "en") == [(said, "body_en")]


@pytest.fixture
def demonstration(settings, tmp_path, monkeypatch):
    settings.DEMO = True
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "chosen for the demonstration")
    call_command("demo", verbosity=0, stdout=io.StringIO())


@pytest.mark.one_database
@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_is_written_as_its_house_does():
    assert Term.objects.count() >= 12
    found = [
        finding
        for release in Release.objects.all()
        for language in ("fr", "en")
        for finding in findings(release, language)
    ]
    assert found == []
    Term.objects.create(form_fr="usine", other_forms_fr="instituts Carnot")
    cache.delete(KEY)
    assert any(findings(release, "fr") for release in Release.objects.all())
