"""Spellings that are proposed where a search finds nothing, as readers have them."""

from urllib.parse import urlencode

import pytest

from institutes.people.erasure import erase
from tests.builders import attach, make_contact, make_release, make_user, publish, withdraw, write_into_record
from tests.releases.searching import ENGLISH, FRENCH, links_of_help, write

pytestmark = pytest.mark.django_db


def test_a_spelling_that_exists_is_proposed(ask):
    write(title="L’énergie solaire")
    page = ask("enregie solaire")
    assert "Aucun communiqué" in page
    [link] = page.tree.xpath("//div[@class='statement']/p[1]/a")
    assert (link.text_content(), link.get("href")) == ("énergie solaire", f"{FRENCH}?q=%C3%A9nergie+solaire")


@pytest.mark.parametrize(
    ("address", "chosen", "elsewhere"),
    [
        (FRENCH, {"annee": "2020", "type": "communique"}, {"year": "2020", "kind": "press-release"}),
        (ENGLISH, {"year": "2020", "kind": "press-release"}, {"annee": "2020", "type": "communique"}),
    ],
)
def test_a_spelling_and_the_other_language_are_proposed_within_the_choices(ask, address, chosen, elsewhere):
    language, other = ("fr", "en") if address == FRENCH else ("en", "fr")
    write_into_record(make_release(**{f"title_{language}": "Laboratoire"}), language)
    others = make_release(title_fr="laboratiore", title_en="laboratiore", slug_fr="autre", slug_en="other")
    write_into_record(others, other)
    links = dict(links_of_help(ask("laboratiore", address, **chosen)))
    assert links["laboratoire"] == f"{address}?{urlencode({'q': 'laboratoire'} | chosen)}"
    [abroad] = [link for link in links.values() if not link.startswith(address)]
    assert abroad.endswith(urlencode({"q": "laboratiore"} | elsewhere))


def test_where_the_choices_leave_nothing_of_it_the_spelling_is_proposed_without_them(ask):
    write(title="Laboratoire")
    page = ask("laboratiore", annee="2019")
    assert dict(links_of_help(page))["laboratoire"] == f"{FRENCH}?q=laboratoire"
    assert "Aucun communiqué ne contient tous ces mots" in page
    assert "Retirez un des choix" not in page


def test_a_spelling_of_what_was_withdrawn_is_not_proposed(ask):
    edition = publish(make_release(title_fr="L’énergie solaire"))
    withdraw(edition.release)
    assert "énergie" not in ask("enregie").source


def test_a_word_that_nothing_has_is_left_out_of_what_is_proposed(ask):
    write(title="Des capteurs")
    page = ask("captuers zorglubs")
    assert "Aucun communiqué ne contient « zorglubs »" in page
    assert dict(links_of_help(page))["capteurs"] == f"{FRENCH}?q=capteurs"
    assert dict(links_of_help(ask("capteurs zorglubs")))["capteurs"] == f"{FRENCH}?q=capteurs"
    assert "zorglubs" not in str(links_of_help(ask("zorglubs zorglubs")))


def test_names_of_people_are_proposed_as_spellings_while_they_are_live(ask):
    release = attach(make_release(), make_contact("Lautraite"))
    publish(release)
    assert "Lautraite" in str(links_of_help(ask("lautraitte"))).title()
    withdraw(release)
    assert "Lautraite" not in str(links_of_help(ask("lautraitte"))).title()


def test_who_was_erased_is_no_spelling(ask):
    contact = make_contact("Lautraite")
    write_into_record(attach(make_release(), contact))
    erase(contact, make_user("admin"), "They asked for it.")
    assert "lautraite" not in ask("lautraitte").source.casefold()
