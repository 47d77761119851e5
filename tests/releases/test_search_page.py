"""The page of a search, as readers have it."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releases.public import results, search
from tests.builders import (
    attach,
    make_boilerplate,
    make_contact,
    make_leaks,
    make_release,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.visitor import Page

pytestmark = pytest.mark.django_db
FRENCH, ENGLISH = "/fr/communiques/", "/en/press-releases/"


@pytest.fixture
def ask(client):
    def ask(typed, address=FRENCH, **parameters):
        return Page(client.get(address, {"q": typed, **parameters}))

    return ask


def write(**texts):
    number = search.Edition.objects.count()
    fields = {f"{name}_fr": text for name, text in texts.items()}
    release = make_release(slug_fr=f"titre-{number}", slug_en=f"title-{number}", **fields)
    return write_into_record(release)


def titles(page):
    return [title.text_content().strip() for title in page.tree.xpath("//h3")]


def marks(page):
    return [mark.text_content() for mark in page.tree.xpath("//mark")]


def test_results_name_what_was_typed_and_how_many_there_are(ask):
    write(title="Un capteur")
    write(title="Des capteurs")
    page = ask("capteur")
    assert page.response.status_code == 200
    assert page.tree.xpath("//title")[0].text.startswith("«\u00a0capteur\u00a0»\u00a0: communiqués")
    assert "Communiqués : « capteur »" in page.tree.xpath("//h1")[0].text_content().replace("\u00a0", " ")
    assert page.tree.xpath("//*[@role='status']")[0].text_content().strip() == "2 communiqués"
    assert page.tree.xpath("//input[@name='q']")[0].get("value") == "capteur"
    assert page.tree.xpath("//meta[@name='robots']")[0].get("content") == "noindex, follow"


@pytest.mark.parametrize(
    ("texts", "typed", "marked"),
    [
        ({"title": "Les hôpitaux"}, "hopital", ["hôpitaux"]),
        ({"standfirst": "Une loi déclarée"}, "déclaré", ["déclarée"]),
        ({"body": "<p>Du CO<sub>2</sub> en moins</p>"}, "co2", ["CO2"]),
        ({"body": "<p>Les M.I.N.E.S. de Paris</p>"}, "mines", ["M.I.N.E.S"]),
        ({"standfirst": "Avec 12\u202f000 chercheurs"}, "12000", ["12\u202f000"]),
        ({"title": "Le label Carnot, un label"}, '"label Carnot"', ["label Carnot"]),
        ({"title": "À Saint-Étienne"}, "saint etienne", ["Saint", "Étienne"]),
        ({"title": "La recherche"}, "rech", ["recherche"]),
        ({"title": "L’œuvre de l’école"}, "ecole oeuvre", ["œuvre", "école"]),
        ({"title": "R&D <script>", "standfirst": "&amp; <b>R&D</b>"}, "r&d", ["R&D", "R&D"]),
    ],
)
def test_the_words_are_marked_in_every_form(ask, texts, typed, marked):
    write(**texts)
    assert marks(ask(typed)) == marked


def test_the_excerpt_comes_from_where_the_words_are(ask):
    start = "Mot sans intérêt. " * 40
    write(standfirst="Rien ici.", body=f"<p>{start}Le capteur mesure l’air. {start}</p>")
    excerpt = ask("capteur").tree.xpath("//p[@class='excerpt']")[0].text_content()
    assert excerpt.startswith("… Le capteur mesure")
    assert excerpt.endswith(" …")
    assert len(excerpt) < 300


def test_the_excerpt_shows_a_boilerplate_or_a_name_that_has_the_words(ask):
    release = attach(make_release(), make_contact("Quillevéré"), make_boilerplate("Réseau Carnot"))
    write_into_record(release)
    assert marks(ask("quillevere")) == ["Quillevéré"]
    assert marks(ask("reseau")) == ["Réseau"]


def test_nothing_unpublished_is_in_a_result_a_count_an_excerpt_or_a_suggestion(ask):
    make_leaks()
    embargoed = make_release(
        title_fr="SECRET sous embargo",
        standfirst_fr="Mystérieusement SECRET",
        embargo_until=timezone.now() + datetime.timedelta(hours=2),
        slug_fr="embargo",
    )
    schedule(embargoed, hours=3)
    replaced = publish(make_release(title_fr="SECRET ancien", slug_fr="ancien", slug_en="old"))
    replaced.release.refresh_from_db()
    replaced.release.title_fr = "Nouveau"
    replaced.release.save()
    publish(replaced.release)
    write(title="Secrétariat")
    for typed in (
        "secret",
        "SECRE",
        "secrte",
        "mysterieusement",
        "mystérieusemnt",
        "embargo",
        "ancien",
        "draft",
    ):
        for address in (FRENCH, ENGLISH):
            page = ask(typed, address)
            assert "SECRET" not in page.source.replace(f"{typed}", "")
            assert "ystérieusement" not in page.source
            assert "embargo</a>" not in page.source
    assert titles(ask("secret")) == ["Secrétariat"]


@pytest.mark.parametrize("typed", ['"', "🎉", "-capteur"])
@pytest.mark.parametrize(
    ("address", "said", "advice"),
    [
        (FRENCH, "Écrivez au moins un mot", "mots moins nombreux"),
        (ENGLISH, "Write at least one word", "Fewer or shorter words"),
    ],
)
def test_without_a_word_one_is_asked_for_and_no_fewer(ask, typed, address, said, advice):
    page = ask(typed, address)
    assert said in page
    assert advice not in page
    assert advice in ask("xyzzy", address)


def test_a_spelling_that_exists_is_proposed(ask):
    write(title="L’énergie solaire")
    page = ask("enregie solaire")
    assert "Aucun communiqué" in page
    [link] = page.tree.xpath("//div[@class='statement']/p[1]/a")
    assert (link.text_content(), link.get("href")) == ("énergie solaire", f"{FRENCH}?q=%C3%A9nergie+solaire")


def test_a_spelling_of_what_was_withdrawn_is_not_proposed(ask):
    edition = publish(make_release(title_fr="L’énergie solaire"))
    withdraw(edition.release)
    assert "énergie" not in ask("enregie").source


def test_the_other_language_is_proposed_with_its_number(ask):
    write_into_record(make_release(title_en="A battery"), "en")
    [link] = ask("battery").tree.xpath("//div[@class='statement']//a[@hreflang='en']")
    assert link.text_content() == "1 communiqué dans une autre langue\u00a0: English"
    assert link.get("href") == f"{ENGLISH}?q=battery"
    assert titles(ask("battery", ENGLISH)) == ["A battery"]


def test_pages_keep_the_search(ask, monkeypatch):
    monkeypatch.setattr(results, "PAGE_SIZE", 2)
    for number in range(5):
        write(title=f"Un capteur {number}")
    page = ask("un capteur", page=2)
    assert len(titles(page)) == 2
    links = {link.get("href") for link in page.tree.xpath("//nav[@class='pagination']//a")}
    assert {"?q=un+capteur", "?q=un+capteur&page=3"} <= links
    for number in ("4", "0", "x", "-1", "1e3", "9" * 30):
        assert ask("un capteur", page=number).response.status_code == 404


def test_the_other_language_is_searched_for_the_same_words(ask):
    links = {link.get("href") for link in ask("capteur").tree.xpath("//nav[@class='languages']//a")}
    assert links == {f"{ENGLISH}?q=capteur"}


@pytest.mark.parametrize("typed", ["", " ", "\u200b", "\x00"])
def test_an_empty_search_is_the_list(ask, typed):
    write(title="Un capteur")
    page = ask(typed)
    assert page.response.status_code == 200
    assert page.tree.xpath("//h1")[0].text_content() == "Communiqués"
    assert titles(page) == ["Un capteur"]


def test_a_long_search_is_cut(ask):
    page = ask("capteur " * 1_000)
    assert page.response.status_code == 200
    assert len(page.tree.xpath("//input[@name='q']")[0].get("value")) <= 200


def test_no_page_of_a_search_is_kept(client):
    write(title="Un capteur")
    response = client.get(FRENCH, {"q": "capteur"})
    assert "s-maxage" not in response.get("Cache-Control", "")
    assert titles(Page(client.get(FRENCH, {"q": "xyzzy"}))) == []
    assert titles(Page(client.get(FRENCH))) == ["Un capteur"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.from_regex(r'(?:-?["«a-z*():^\\\' ]|AND|OR|NOT|NEAR\()*', fullmatch=True))
def test_whatever_is_typed_there_is_a_page(client, typed):
    if not search.Edition.objects.exists():
        write(title="Un capteur, NEAR a b c")
    response = client.get(FRENCH, {"q": typed.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200


def test_a_search_that_is_kept_is_not_looked_for_again(ask, monkeypatch):
    reading = SimpleNamespace(key="one reading of the clock")
    monkeypatch.setattr("common.public_pages.few.clock", SimpleNamespace(current=lambda: reading))
    write(title="Un laboratoire")
    first = ask("laboratoire").source
    monkeypatch.setattr(search, "find", lambda *asked: pytest.fail("It was looked for again."))
    assert ask("laboratoire").source == first
