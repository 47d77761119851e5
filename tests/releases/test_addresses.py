"""Who finds what at which address: hidden, moved, withdrawn, and the same release in another language."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from releases.texts.datelines import long_date
from tests.builders import make_release, publish, schedule, withdraw
from tests.visitor import RELEASE, make_full_institute, publish_full_release, visit, without_own_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


@pytest.fixture
def institute():
    return make_full_institute()


@pytest.fixture
def published(institute):
    return publish_full_release(institute)


# What nobody may see


@pytest.mark.parametrize("word", ["draft", "review", "scheduled"])
def test_what_was_never_live_answers_exactly_like_an_unknown_address(word):
    unknown = visit("/fr/communiques/2020/unknown/", 404)
    hidden = visit(f"/fr/communiques/2020/secret-{word}/", 404)
    assert without_own_words(hidden.source) == without_own_words(unknown.source)
    headers = [{**page.response.headers, "Content-Length": ""} for page in (hidden, unknown)]
    assert headers[0] == headers[1]


@pytest.mark.parametrize("place", range(3))
def test_the_reference_of_what_was_never_live_answers_like_an_unknown_one(place, leaks):
    unknown = visit("/fr/communiques/reference/CP-1999-001/", 404)
    assert visit(f"/fr/communiques/reference/{leaks[place].reference}/", 404).source == unknown.source


def test_a_scheduled_release_is_there_at_its_hour_and_not_before():
    edition = schedule(make_release(), hours=12)  # the leak's hour is the twenty-fourth
    visit(RELEASE["fr"], 404)
    with time_machine.travel(edition.live_from - datetime.timedelta(seconds=1)):
        visit(RELEASE["fr"], 404)
        assert "Title in fr" not in visit("/fr/")
    with time_machine.travel(edition.live_from):
        assert "Title in fr" in visit(RELEASE["fr"])
        assert "Title in fr" in visit("/fr/")


def test_a_year_is_written_with_four_digits(published):
    visit("/fr/communiques/02020/title-fr/", 404)
    visit(f"/fr/communiques/{'9' * 30}/title-fr/", 404)
    visit("/fr/communiques/9999/title-fr/", 404)


# Addresses that moved


def moved(release, slug):
    release.slug_fr = slug
    release.save()
    return release


def test_an_old_address_leads_to_the_new_one(client):
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    response = client.get(RELEASE["fr"])
    assert (response.status_code, response["Location"]) == (301, "/fr/communiques/2020/new/")
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies


def test_a_release_may_go_back_to_its_first_address(client):
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    publish(moved(release, "title-fr"))
    visit(RELEASE["fr"])
    assert client.get("/fr/communiques/2020/new/")["Location"] == RELEASE["fr"]


def test_the_address_of_a_scheduled_correction_is_not_given_away():
    release = make_release()
    publish(release)
    schedule(moved(release, "new"))
    visit(RELEASE["fr"])
    visit("/fr/communiques/2020/new/", 404)


def test_the_address_of_an_edition_replaced_before_its_hour_never_was():
    release = make_release()
    schedule(release, hours=24)
    publish(moved(release, "new"))
    visit(RELEASE["fr"], 404)
    visit("/fr/communiques/2020/new/")


# Withdrawn


def test_a_withdrawn_release_is_explained_at_its_address_without_its_text(client):
    release = make_release()
    with time_machine.travel("2020-02-12T09:00:00+01:00"):
        publish(release)
    with time_machine.travel("2020-03-01T09:00:00+01:00"):
        withdraw(release, explanation="The call was cancelled.\nA new one follows.")
    page = visit(RELEASE["fr"], 410)
    for text in (
        "Ce communiqué a été retiré",
        release.reference,
        "Retiré le 1er mars 2020",
        "The call was cancelled.",
    ):
        assert text in page
    assert page.texts("//main//a[@href='/fr/contacts-presse/']") == ["Joindre un contact presse"]
    for text in ("Title in fr", "Standfirst", "Body", "title-fr"):
        assert text not in page.source
    assert not page.alternates()
    assert not page.canonical()


def test_a_withdrawn_release_is_explained_at_the_address_of_its_reference(published):
    withdraw(published, "fr", explanation="The call was cancelled.")
    withdraw(published, "en", explanation="Cancelled, in English.")
    for language, explanation in (("fr", "The call was cancelled."), ("en", "Cancelled, in English.")):
        section = RELEASE[language].rpartition("/2020/")[0]
        page = visit(f"{section}/reference/{published.reference}/", 410)
        assert explanation in page
        assert "Title in" not in page.source


def test_a_withdrawn_language_is_explained_at_its_reference_while_the_other_is_live(published):
    withdraw(published, "en", explanation="Cancelled, in English.")
    page = visit(f"/en/press-releases/reference/{published.reference}/", 410)
    assert "Cancelled, in English." in page
    assert page.language_links() == {"fr": RELEASE["fr"]}


def test_a_withdrawn_leak_shows_its_explanation_only():
    assert "Published by mistake." in visit("/fr/communiques/2020/secret-withdrawn/", 410)


BENEATH = ["", "text/", "picture.png", "ninjs.json", "edition/1/", "edition/2/", "edition/2/modifications/"]


@pytest.mark.parametrize("rest", BENEATH)
def test_whatever_was_beneath_a_withdrawn_release_is_gone_with_it(rest, client):
    release = make_release()
    with time_machine.travel("2020-02-12T09:00:00+01:00"):
        publish(release)
    publish(release, change_note="A number was wrong.")
    assert client.get(RELEASE["fr"] + rest).status_code in (200, 302)
    withdraw(release, explanation="All was wrong.")
    response = client.get(RELEASE["fr"] + rest)
    assert response.status_code == 410
    assert "All was wrong." in response.content.decode()
    assert "Title in" not in response.content.decode()


@pytest.mark.parametrize("rest", BENEATH)
@pytest.mark.parametrize("word", ["draft", "review", "scheduled"])
def test_nothing_is_beneath_what_was_never_live(word, rest, client):
    assert client.get(f"/fr/communiques/2020/secret-{word}/{rest}").status_code == 404


def test_a_withdrawn_release_offers_the_language_in_which_it_still_is(published):
    withdraw(published, "fr")
    page = visit(RELEASE["fr"], 410)
    assert page.language_links() == {"en": RELEASE["en"]}
    assert visit(RELEASE["en"]).language_links() == {
        "fr": f"/fr/communiques/reference/{published.reference}/"
    }


def test_an_old_address_of_a_withdrawn_release_explains_too():
    release = make_release()
    publish(release)
    publish(moved(release, "new"))
    withdraw(release)
    visit(RELEASE["fr"], 410)
    visit("/fr/communiques/2020/new/", 410)


def test_what_was_withdrawn_before_its_hour_never_was():
    release = make_release()
    schedule(release)
    withdraw(release)
    visit(RELEASE["fr"], 404)


def test_what_is_published_again_after_a_withdrawal_is_a_page_again():
    release = make_release()
    publish(release)
    withdraw(release)
    publish(release, change_note="The text is whole again.")
    assert "Title in fr" in visit(RELEASE["fr"])


# One release in several languages


def test_both_languages_name_each_other_and_themselves(published):
    for language, path in RELEASE.items():
        page = visit(path)
        assert page.alternates() == {**RELEASE, "x-default": RELEASE["fr"]}
        assert page.canonical() == path
        assert page.language_links() == {other: RELEASE[other] for other in RELEASE if other != language}


def test_a_release_in_one_language_has_no_alternate_and_a_switch_to_a_statement(django_assert_num_queries):
    release = make_release()
    publish(release)
    page = visit(RELEASE["fr"])
    assert not page.alternates()
    statement = page.language_links()["en"]
    assert statement == f"/en/press-releases/reference/{release.reference}/"
    # What is live, and whether this language was withdrawn; and the foot of the page.
    with django_assert_num_queries(2):
        page = visit(statement)
    assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "This press release is not available in English" in page
    [title] = page.tree.xpath("//ul[@class='elsewhere']//a")
    assert (title.text, title.get("lang"), title.get("href")) == ("Title in fr", "fr", RELEASE["fr"])
    with override("en"):
        today = long_date(timezone.localdate()).replace("\xa0", " ")
    assert page.texts("//ul[@class='elsewhere']//time") == [today]
    assert page.tree.xpath("//main//a[@hreflang='fr']/@href") == [RELEASE["fr"]]
    assert page.language_links() == {"fr": RELEASE["fr"]}
    assert not page.alternates()


def test_a_translation_that_is_only_scheduled_is_not_named():
    release = make_release()
    publish(release)
    schedule(release, "en")
    assert not visit(RELEASE["fr"]).alternates()
    assert "not available in English" in visit(f"/en/press-releases/reference/{release.reference}/")
    visit(RELEASE["en"], 404)


def test_a_reference_leads_to_the_live_release(client, published):
    response = client.get(f"/en/press-releases/reference/{published.reference}/")
    assert (response.status_code, response["Location"]) == (302, RELEASE["en"])


@pytest.mark.parametrize("section", ["/fr/communiques", "/en/press-releases"])
def test_a_reference_in_small_letters_leads_to_the_one_in_capitals(section, client, published):
    def leads_there():
        response = client.get(f"{section}/reference/{published.reference.lower()}/")
        address = f"{section}/reference/{published.reference}/"
        return (response.status_code, response["Location"]) == (301, address)

    assert leads_there()
    withdraw(published, "fr")
    withdraw(published, "en")
    assert leads_there()


@pytest.mark.parametrize("place", range(3))
def test_of_what_was_never_live_it_leads_nowhere(place, leaks):
    unknown = visit("/fr/communiques/reference/cp-1999-001/", 404)
    hidden = visit(f"/fr/communiques/reference/{leaks[place].reference.lower()}/", 404)
    assert hidden.source == unknown.source


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("/fr/", "/en/"),
        ("/fr/communiques/", "/en/press-releases/"),
        ("/fr/instituts/", "/en/institutes/"),
        ("/fr/instituts/tsn/", "/en/institutes/tsn/"),
        ("/fr/ecoles/", "/en/schools/"),
        ("/fr/ecoles/imt/", "/en/schools/imt/"),
        ("/fr/contacts-presse/", "/en/press-contacts/"),
    ],
)
def test_every_other_page_switches_to_itself_in_the_other_language(french, english, institute):
    page = visit(french)
    default = "/" if french == "/fr/" else french
    assert page.language_links() == {"en": english}
    assert visit(english).language_links() == {"fr": french}
    assert page.alternates() == {"fr": french, "en": english, "x-default": default}
    assert page.canonical() == french
