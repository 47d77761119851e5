"""Which feeds a page leads to, and under which names."""

import pytest

from releases.models import Topic
from tests.builders import make_institute, make_release, publish
from tests.releases.test_feeds import ask
from tests.visitor import RELEASE, add_organisations, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


def test_every_page_leads_to_a_feed():
    institute = make_institute(slug="tsn")
    publish(add_organisations(make_release(), institute))
    for page, query in (
        ("/fr/", ""),
        ("/fr/contacts-presse/", ""),
        ("/fr/communiques/2020/title-fr/", ""),
        ("/fr/communiques/?annee=2020&organisation=tsn", "?annee=2020&organisation=tsn"),
        ("/fr/instituts/tsn/", "?organisation=tsn"),
        ("/fr/communiques/?q=title", "?q=title"),
    ):
        links = visit(page).tree.xpath("//link[@rel='alternate'][starts-with(@href, '/fr/flux/')]")
        assert [link.get("href") for link in links] == [
            f"/fr/flux/{name}{query}" for name in ("atom.xml", "rss.xml", "feed.json")
        ]
        assert "SECRET" not in ask(links[0].get("href")).content.decode()


def foot(address):
    links = visit(address).tree.xpath("//footer//a[@type='application/rss+xml']")
    return [(link.get("href"), link.text) for link in links]


def test_the_feed_of_the_page_is_the_first_at_its_foot_by_its_name():
    institute = make_institute("Carnot <Un>", slug="un")
    water = Topic.objects.create(name_fr="Eau", name_en="Water", slug_fr="eau", slug_en="water")
    release = add_organisations(make_release(), institute)
    release.topics.add(water)
    publish(release)
    publish(release, "en")
    of_all = ("/fr/flux/rss.xml", "Flux de tous les communiqués (RSS)")
    assert foot("/fr/") == foot("/fr/contacts-presse/") == foot(RELEASE["fr"]) == [of_all]
    for page, query, name in (
        ("/fr/instituts/un/", "organisation=un", "Carnot <Un>"),
        ("/fr/communiques/?theme=eau", "theme=eau", "Eau"),
        ("/fr/communiques/?q=title", "q=title", "«\u00a0title\u00a0»"),
        ("/fr/communiques/?q=title&annee=2020", "q=title&annee=2020", "«\u00a0title\u00a0», 2020"),
    ):
        assert foot(page) == [(f"/fr/flux/rss.xml?{query}", f"Flux\u00a0: {name} (RSS)"), of_all]
        titles = visit(page).tree.xpath("//link[@type='application/rss+xml']/@title")
        assert titles == [f"Communiqués\u00a0: {name} (RSS)"]
    assert foot("/en/press-releases/?topic=water")[0] == (
        "/en/feeds/rss.xml?topic=water",
        "Feed: Water (RSS)",
    )
