"""What the page for those who take releases along says is what the code does."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override

from releases.models import Topic
from releases.public.api import views as api
from releases.public.selection import KINDS, NAMES
from releases.public.sharing import oembed
from tests.builders import make_institute, make_release, publish
from tests.visitor import RELEASE, add_organisations, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]
PAGE = {"fr": "/fr/reprendre-nos-communiques/", "en": "/en/use-our-press-releases/"}
SITE = "http://testserver"


@pytest.fixture(autouse=True)
def release(settings):
    settings.EMBED_HOSTS = ["www.example.org"]
    topic = Topic.objects.create(name_fr="Eau", name_en="Water", slug_fr="eau", slug_en="water")
    release = add_organisations(make_release(), make_institute(slug="un"))
    release.topics.add(topic)
    publish(release)
    publish(release, "en")
    return release


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_leads_to_it(language):
    assert PAGE[language] in visit(RELEASE[language]).tree.xpath("//footer//a/@href")
    page = visit(PAGE[language])
    assert page.alternates() == {**PAGE, "x-default": PAGE["fr"]}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_names_every_parameter_of_lists_and_no_other(language):
    page = visit(PAGE[language])
    rows = page.tree.xpath("//table[.//th[text()='API']]/tbody/tr")
    named = [tuple(row.xpath("td[position() < 3]/code/text()")) for row in rows]
    with override(language):
        assert named == [(str(NAMES[name]), name) for name in NAMES]
        kinds = list(map(str, KINDS.values()))
    values = {row.xpath("string(td[2])"): row.xpath("td[3]/code/text()") for row in rows}
    with override(None):
        kinds_of_api = list(map(str, KINDS.values()))
    assert values["kind"] == (kinds if kinds == kinds_of_api else kinds + kinds_of_api)
    assert values["topic"] == [{"fr": "eau", "en": "water"}[language]]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_values_that_it_names_are_taken_where_it_says(language):
    for row in visit(PAGE[language]).tree.xpath("//table[.//th[text()='API']]/tbody/tr"):
        own, of_api = row.xpath("td[position() < 3]/code/text()")
        values = row.xpath("td[3]/code/text()")
        if of_api == "kind" and language == "fr":
            half = len(values) // 2
            pairs = list(zip(values[:half], values[half:], strict=True))
        else:
            pairs = [(value, value) for value in values]
        for value, value_of_api in pairs:
            listed = RELEASE[language].partition("2020")[0]
            assert Client().get(listed, {own: value}).status_code == 200
            asked = {"language": language, of_api: value_of_api}
            assert Client().get("/api/v1/releases/", asked).status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_names_every_parameter_of_the_api_and_of_oembed(language):
    page = visit(PAGE[language])
    rows = page.tree.xpath("//table[not(.//th[text()='API'])]/tbody/tr")
    assert [row.xpath("td[2]/code/text()") for row in rows] == [
        list(api.PARAMETERS),
        [],
        list(api.OF_ORGANISATIONS),
    ]
    assert page.tree.xpath("//p[contains(., 'oEmbed 1.0')]/code/text()") == list(oembed.PARAMETERS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_address_that_it_shows_answers(language):
    page = visit(PAGE[language])
    links = page.tree.xpath("//main//a/@href")
    examples = " ".join(page.tree.xpath("//main//pre//text()"))
    shown = [part.strip("'\"") for part in examples.replace('src="', "").split() if SITE in part]
    assert len(shown) == 3
    for address in [*links, *(each.split(SITE, 1)[1] for each in shown)]:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert "SECRET" not in response.content.decode()


def test_it_needs_no_release():
    Topic.objects.all().delete()
    visit(PAGE["fr"])


def test_a_list_for_other_sites_is_offered_where_some_are_named(settings):
    assert "<iframe" in visit(PAGE["en"])
    settings.EMBED_HOSTS = []
    cache.clear()
    page = visit(PAGE["en"])
    assert "<iframe" not in page
    assert "On request, we open a list of the ten newest press releases" in page


def test_the_release_of_the_example_is_there(client, release):
    page = visit(PAGE["fr"])
    [address] = [text for text in page.tree.xpath("//td/code/text()") if release.reference in text]
    assert client.get(address).status_code == 200
