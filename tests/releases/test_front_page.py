import pytest

from releases.models import Topic
from tests.visitor import publish_many, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def networks():
    return Topic.objects.create(name_fr="Réseaux", name_en="Networks", slug_fr="reseaux", slug_en="networks")


@pytest.fixture
def energy():
    return Topic.objects.create(name_fr="Énergie", name_en="Energy", slug_fr="energie", slug_en="energy")


def headlines():
    """Of the rows below the newest releases, with their titles."""
    return visit("/fr/").texts("//*[@class='front-rows']//h2 | //*[@class='front-rows']//h3")


def test_the_newest_leads_and_three_follow_with_an_excerpt():
    publish_many(6)
    page = visit("/fr/")
    assert page.texts("//*[@class='front-lead']//h3") == ["Release 5"]
    seconds = page.texts("//*[@class='front-seconds stories']//h3")
    assert seconds == ["Release 4", "Release 3", "Release 2"]
    assert len(page.texts("//*[@class='front-seconds stories']//*[@class='excerpt']")) == 3


def test_the_others_are_headlines_by_topic_each_of_them_once(networks, energy):
    of_both, of_networks, *_others = publish_many(7)
    of_both.topics.set([networks, energy])
    of_networks.topics.set([networks])
    assert headlines() == ["Réseaux", "Release 1", "Énergie", "Release 0", "Autres communiqués", "Release 2"]


def test_a_row_shows_three_and_leads_to_the_list_of_its_topic(networks):
    for edition in publish_many(9):
        edition.topics.set([networks])
    assert headlines() == ["Réseaux", "Release 4", "Release 3", "Release 2"]
    assert "/fr/communiques/?theme=reseaux" in visit("/fr/").tree.xpath(
        "//*[@class='front-rows']//h2/a/@href"
    )


def test_a_press_room_of_four_releases_has_no_rows():
    publish_many(4)
    assert headlines() == []
