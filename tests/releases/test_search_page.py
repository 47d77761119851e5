"""The page of a search, as readers have it."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releases.models import Edition
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
from tests.releases.searching import ENGLISH, FRENCH, links_of_help, marks, titles, write
from tests.visitor import Page

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("address", [FRENCH, ENGLISH])
def test_a_reference_finds_its_release_and_none_that_shares_its_parts(ask, address):
    for title, reference in (("Celui-ci", "CP-2026-002"), ("Le 2026", "CP-2025-002"), ("002", "CP-2026-021")):
        slug = reference.lower()
        names = {"title_fr": title, "title_en": title, "slug_fr": slug, "slug_en": slug}
        release = make_release(reference=reference, standfirst_fr="2026", standfirst_en="2026", **names)
        for language in ("fr", "en"):
            write_into_record(release, language)
    for typed in ("CP-2026-002", "cp-2026-002", "“CP-2026-002”", "CP‑2026‑002"):
        assert titles(ask(typed, address)) == ["Celui-ci"]
    assert len(titles(ask("CP-2026", address))) == 3


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (FRENCH, "Le communiqué CP-2022-001 a été retiré\u00a0: lire l’explication"),
        (ENGLISH, "Press release CP-2022-001 was withdrawn: read the explanation"),
    ],
)
def test_the_reference_of_what_was_withdrawn_leads_to_the_explanation(client, ask, address, said):
    release = publish(make_release(reference="CP-2022-001", title_fr="SECRET")).release
    link = "//div[@class='statement']//a[contains(@href, 'CP-2022-001')]"
    assert not ask("cp-2022-001", address).tree.xpath(link)
    withdraw(release)
    [found] = ask("cp-2022-001", address).tree.xpath(link)
    assert (found.text_content(), found.get("href")) == (said, f"{address}reference/CP-2022-001/")
    assert "SECRET" not in ask("cp-2022-001", address).source
    assert Page(client.get(found.get("href"))).response.status_code == 410


def test_the_reference_of_what_was_never_public_leads_nowhere(client, ask):
    for release in make_leaks():
        page = ask(release.reference)
        is_withdrawn = client.get(f"{FRENCH}reference/{release.reference}/").status_code == 410
        assert (f"reference/{release.reference}" in page.source) == is_withdrawn
    assert "reference/" not in ask("CP-1999-001").source


def test_what_the_choices_leave_out_is_no_question_of_spelling(ask):
    write(title="Laboratoire")
    page = ask("laboratoire", annee="2019")
    assert "Il ne reste aucun communiqué." in page
    assert "mots moins nombreux" not in page
    assert dict(links_of_help(page)) == {"Tous les communiqués": FRENCH}
    assert "Écrivez au moins un mot" in ask("🎉", annee="2019")


def test_a_minus_leaves_out_what_texts_say_and_not_what_stands_around_them(ask):
    texts = {"title": "L’eau", "subtitle": "Deux", "standfirst": "Trois", "body": "<p>Quatre</p>"}
    fields = {f"{name}_fr": text for name, text in texts.items()}
    write_into_record(attach(make_release(**fields), make_boilerplate(body_fr="<p>Cinq</p>")))
    assert titles(ask("eau -cinq"))
    for typed in ("eau -quatre", "eau -trois", "eau -deux", 'eau -"trois"', "eau -l'eau"):
        assert not titles(ask(typed)), typed


def test_the_excluded_word_that_leaves_nothing_is_named_and_can_be_taken_off(ask):
    write(title="L’eau des mines")
    page = ask("eau -mines -vent")
    assert "« -mines » écarte tout ce que les autres mots trouvent" in page
    assert dict(links_of_help(page))["eau -vent"] == f"{FRENCH}?q=eau+-vent"
    page = ask('eau -mines -"des mines"')
    assert dict(links_of_help(page))["eau"] == f"{FRENCH}?q=eau"


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
    if not Edition.objects.exists():
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
