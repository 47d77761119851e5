import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from releases import workflow
from releases.models import Event
from releases.workflow import versions
from tests.builders import (
    make_user,
    publish,
    schedule,
)
from tests.releases import desk
from tests.releases.history.pages import (
    compare_url,
    history_url,
    marks,
    page_of,
    restore_url,
    said,
    write,
)

pytestmark = pytest.mark.django_db


def test_the_history_names_who_saved_when_and_what(client, release, writer):
    versions.begin(release)
    write(release, writer, title_fr="New", city_en="Nantes")
    desk.sign_in(client, "translator")
    page = page_of(client, history_url(release))
    newest, first = page.find_class("version-list")[0].findall("li")
    assert "Ana Lopez" in said(newest)
    assert "city (English), title (French)" in said(newest)
    assert "The first version that is kept." in said(first)


def test_whoever_may_not_see_releases_sees_no_version(client, release, writer):
    version = write(release, writer, title_fr="New")
    desk.sign_in(client, "contacts")
    for url in (history_url(release), compare_url(release), restore_url(version)):
        assert client.get(url).status_code == 403


def test_a_release_without_a_version_says_when_it_will_have_one(client, release):
    desk.sign_in(client, "writer")
    assert "No version is kept yet" in said(page_of(client, history_url(release)))
    assert "nothing differs." in said(page_of(client, compare_url(release)))


@pytest.mark.parametrize("number", [2, 40])
def test_it_costs_the_same_with_many_versions(client, release, writer, number):
    for title in range(number):
        write(release, writer, title_fr=f"Title {title}")
    publish(release)
    desk.sign_in(client, "publisher")
    client.get(history_url(release))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of(client, history_url(release))
    assert 3 < len(asked) <= 12, [each["sql"][:90] for each in asked]


def test_the_page_of_fifty_leads_on(client, release, writer):
    for title in range(51):
        write(release, writer, title_fr=f"Title {title}")
    desk.sign_in(client, "writer")
    first = page_of(client, history_url(release))
    assert len(first.find_class("version-list")[0].findall("li")) == 50
    second = page_of(client, f"{history_url(release)}?page=2")
    assert len(second.find_class("version-list")[0].findall("li")) == 1


def test_an_edition_that_was_cancelled_is_said_never_to_have_gone_live(client, release):
    schedule(release)
    workflow.cancel_schedule(release, "fr", make_user("publisher"))
    desk.sign_in(client, "writer")
    editions = said(page_of(client, history_url(release)).find_class("edition-list")[0])
    assert editions.startswith("Edition 1, Français · never went live")


def test_two_versions_of_one_minute_are_told_apart_by_their_seconds(client, release, writer):
    with time_machine.travel("2026-03-01T10:00:05+00:00", tick=False) as clock:
        write(release, writer, title_fr="A")
        clock.shift(10)
        write(release, writer, title_fr="B")
    desk.sign_in(client, "writer")
    page = page_of(client, history_url(release))
    labels = page.xpath(".//select[@id='compare-to']//option/text()")
    assert [label.rpartition(" · ")[2] for label in labels[1:]] == ["11:00:15", "11:00:05"]


def test_the_first_version_has_the_moment_that_the_timeline_tells(release, writer):
    event = workflow.log(release, Event.Kind.CREATED, writer)
    release.save()
    versions.begin(release)
    assert release.versions.get().at == event.at


def test_the_form_shows_the_last_versions(client, release, writer):
    desk.sign_in(client, "writer")
    for title in range(7):
        desk.save(client, desk.change_url(release), title_fr=f"Title {title}")
    form = html.document_fromstring(client.get(desk.change_url(release)).content.decode())
    [recent] = form.find_class("recent-versions")
    assert len(recent.findall(".//li")) == 4
    newest, second, *_others, history = [link.get("href") for link in recent.iter("a")]
    assert history == history_url(release)
    for address, before, after in ((newest, "5", "6"), (second, "5", "6")):
        [title] = page_of(client, address).xpath(".//*[contains(@class, 'compared-title')][@lang='fr']")
        assert [before in marks(title, "del")[0], after in marks(title, "ins")[0]] == [True, True]
