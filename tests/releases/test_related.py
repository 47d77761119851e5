"""Releases of the same organisations and topics, below the text of one."""

import datetime

import pytest

from releases.models import Edition, Topic
from tests.builders import make_leaks, make_release, make_school, publish, withdraw
from tests.visitor import RELEASE, add_organisations, visit

pytestmark = pytest.mark.django_db

STORIES = "//section[@class='related']//h3"


@pytest.fixture
def school():
    return make_school()


def release_about(*organisations, name, day=1, topics=()):
    release = make_release(
        **{f"title_{code}": f"About {name} in {code}" for code in ("fr", "en")},
        **{f"slug_{code}": name for code in ("fr", "en")},
        issued_on=datetime.date(2020, 1, day),
    )
    release.topics.set(topics)
    return add_organisations(release, *organisations)


def in_both(release):
    for language in ("fr", "en"):
        publish(release, language)
    return release


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_newest_four_of_the_same_organisation_are_shown_and_never_itself(language, school):
    for day in range(1, 7):
        in_both(release_about(school, name=f"n{day}", day=day))
    in_both(release_about(make_school("Another"), name="elsewhere", day=20))
    in_both(add_organisations(make_release(), school))
    page = visit(RELEASE[language])
    assert page.texts(STORIES) == [f"About n{day} in {language}" for day in (6, 5, 4, 3)]


def test_those_of_the_same_topic_are_shown_too_and_none_twice(school):
    topic = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
    in_both(release_about(name="same-topic", day=2, topics=[topic]))
    in_both(release_about(school, name="both", day=3, topics=[topic]))
    in_both(release_about(name="neither", day=4))
    release = add_organisations(make_release(), school)
    release.topics.add(topic)
    publish(release, "en")
    assert visit(RELEASE["en"]).texts(STORIES) == ["About both in en", "About same-topic in en"]


def test_one_that_is_related_to_nothing_shows_nothing(school):
    in_both(release_about(name="neither"))
    publish(add_organisations(make_release(), school), "en")
    assert not visit(RELEASE["en"]).tree.xpath("//section[@class='related']")


def test_nothing_that_is_not_live_in_this_language_is_related(school):
    topic = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
    for leak in make_leaks():
        add_organisations(leak, school).topics.add(topic)
    publish(release_about(school, name="french"), "fr")
    old = in_both(release_about(school, name="before"))
    old.title_en = "Corrected"
    old.save()
    publish(old, "en")
    taken_back = in_both(release_about(school, name="taken-back"))
    withdraw(taken_back, "en")
    release = add_organisations(make_release(), school)
    release.topics.add(topic)
    publish(release, "en")
    assert visit(RELEASE["en"]).texts(STORIES) == ["Corrected"]


@pytest.mark.parametrize("number", [1, 12])
def test_any_number_of_organisations_asks_as_many_queries(number, django_assert_num_queries):
    schools = [make_school(f"School {place}") for place in range(number)]
    for place, school in enumerate(schools):
        publish(release_about(school, name=f"n{place}"), "en")
    publish(add_organisations(make_release(), *schools), "en")
    assert Edition.objects.live(language="en").count() == number + 1
    with django_assert_num_queries(5):
        visit(RELEASE["en"])
