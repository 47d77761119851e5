"""What the site said at an earlier moment, for those who may view releases."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from lxml import html
from time_machine import travel

from common import clock, moments
from common.clock import watcher
from releases.models import Edition
from tests.builders import (
    attach,
    make_contact,
    make_leaks,
    make_release,
    make_school,
    make_user,
    publish,
    schedule,
    withdraw,
)
from tests.visitor import RELEASE, add_organisations

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 3, 1, 9, 0, tzinfo=datetime.UTC)
LISTS = {"fr": "/fr/communiques/", "en": "/en/press-releases/"}
FEEDS = {"fr": "/fr/flux/atom.xml", "en": "/en/feeds/atom.xml"}


def leaks_of_a_year():
    """Of what is scheduled nothing begins while these tests go from day to day."""
    leaks = make_leaks()
    for language in ("fr", "en"):
        withdraw(leaks[2], language)
        schedule(leaks[2], language, hours=24 * 365)
    return leaks


@pytest.fixture(scope="module")
def made_leaks(made_once):
    with travel(NOW - datetime.timedelta(days=30), tick=False):
        return made_once(leaks_of_a_year)[0]


@pytest.fixture(autouse=True)
def days(time_machine, shared_leaks):
    """Moves to that day."""
    time_machine.move_to(NOW, tick=False)
    return lambda number: time_machine.move_to(NOW + datetime.timedelta(days=number), tick=False)


@pytest.fixture
def reader():
    return Client()


@pytest.fixture
def sign_in(client):
    """Now: a session ends after a working day."""

    def signed_in():
        client.force_login(make_user("writer"))
        return client

    return signed_in


@pytest.fixture
def officer(sign_in):
    return sign_in()


def on_day(number):
    """Noon, in the office's time."""
    return f"{NOW + datetime.timedelta(days=number):%Y-%m-%d}T12:00"


@pytest.fixture
def history(days):
    """Published on the 1st, corrected on the 5th, withdrawn on the 9th; in both languages."""
    release = add_organisations(make_release(), make_school())
    for day, title, note in ((0, "First words", ""), (4, "Other words", "Other words.")):
        days(day)
        for language in ("fr", "en"):
            setattr(release, f"title_{language}", f"{title} in {language}")
            release.save()
            publish(release, language, **({"change_note": note} if note else {}))
    days(8)
    for language in ("fr", "en"):
        withdraw(release, language, explanation="All was wrong.")
    days(9)
    return release


def read(client, address, at, status=200):
    response = client.get(address, {"at": at} if at is not None else {})
    assert response.status_code == status
    assert response["Cache-Control"] == "private, no-store"
    page = response.content.decode()
    assert "SECRET" not in page
    return page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_lists_releases_searches_and_feeds_are_as_they_stood(language, history, officer):
    first, other = f"First words in {language}", f"Other words in {language}"
    places = [LISTS[language], f"/{language}/", f"{LISTS[language]}?q=words", FEEDS[language]]
    for address in places:
        path, _, query = address.partition("?q=")
        for day, seen, unseen in ((-1, (), (first, other)), (1, (first,), (other,)), (5, (other,), (first,))):
            more = {"q": query} if query else {}
            page = officer.get(path, {**more, "at": on_day(day)}).content.decode()
            text = " ".join(html.fromstring(page.encode()).text_content().split())
            assert all(words in text for words in seen), (address, day)
            assert not any(words in text for words in unseen), (address, day)
    read(officer, RELEASE[language], on_day(-1), 404)
    page = read(officer, RELEASE[language], on_day(1))
    assert first in page
    assert "Other words" not in page
    assert other in read(officer, RELEASE[language], on_day(5))
    assert "All was wrong." in read(officer, RELEASE[language], on_day(9), 410)


def test_an_earlier_moment_knows_nothing_of_what_came_later(history, officer):
    page = read(officer, RELEASE["en"], on_day(1))
    assert "Corrected" not in page
    assert "edition/" not in page
    read(officer, f"{RELEASE['en']}edition/2/", on_day(1), 404)
    assert officer.get(f"{RELEASE['en']}edition/1/", {"at": on_day(5)}).status_code == 200
    assert officer.get(f"{RELEASE['en']}edition/1/", {"at": on_day(9)}).status_code == 410


def test_what_was_scheduled_by_then_is_not_there(days, sign_in):
    schedule(make_release(), "en", hours=48)
    days(3)
    officer = sign_in()
    read(officer, RELEASE["en"], on_day(1), 404)
    assert "Title in en" not in read(officer, LISTS["en"], on_day(1))
    assert "Title in en" in read(officer, LISTS["en"], on_day(3))


def refused(client, address, at, status, *words):
    """In words, with the way to the page of now; kept by nobody."""
    response = client.get(address, {"at": at})
    assert response.status_code == status
    assert response["Cache-Control"] == "private, no-store"
    page = response.content.decode()
    assert all(text in page for text in words)
    assert "SECRET" not in page
    tree = html.fromstring(page)
    assert address in tree.xpath("//main//a/@href")
    assert not tree.xpath("//*[contains(@class, 'as-it-stood')]")
    return tree


def test_a_reader_is_told_that_earlier_moments_are_for_the_press_office(days, reader):
    publish(make_release(title_en="First words"), "en")
    days(4)
    for address in (RELEASE["en"], LISTS["en"], "/en/", "/en/nowhere/"):
        tree = refused(reader, address, on_day(1), 403, "Earlier moments are shown to the press office")
        assert "First words" not in tree.text_content()
        [sign_in] = [link for link in tree.xpath("//main//a/@href") if link.startswith("/admin/login/")]
        assert sign_in.endswith(f"at%3D{on_day(1).replace(':', '%253A')}")
    refused(reader, LISTS["fr"], "nonsense", 403, "Se connecter")


def test_the_page_of_now_keeps_what_else_was_asked_for(reader):
    response = reader.get(f"{LISTS['en']}?year=2020&at={on_day(1)}")
    assert f"{LISTS['en']}?year=2020" in html.fromstring(response.content).xpath("//main//a/@href")


@pytest.mark.parametrize("role", ["contacts", ""])
def test_who_may_not_view_releases_is_told_so(role, history, reader):
    reader.force_login(make_user(role, username="other"))
    refused(reader, LISTS["en"], on_day(1), 403, "Your account may not see earlier moments")


def test_a_session_that_has_ended_is_asked_to_sign_in(history, reader):
    reader.cookies["sessionid"] = "unknown"
    refused(reader, LISTS["en"], on_day(1), 403, "Sign in")


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemap-fr.xml", "/sitemap-fr-0.xml", "/sitemap-news.xml"]
)
def test_a_sitemap_has_no_past(address, reader, officer):
    for client in (reader, officer):
        response = client.get(address, {"at": on_day(1)})
        assert (response.status_code, response["Cache-Control"]) == (400, "private, no-store")
        assert "now alone" in response.content.decode()


@pytest.mark.parametrize("address", ["/api/v1/releases/", "/api/v1/organisations/", "/api/oembed/"])
def test_the_api_has_no_past(address, reader, officer):
    for client in (reader, officer):
        response = client.get(address, {"at": on_day(1)})
        assert response.status_code == 400
        assert "at" in response.json()["error"]["message"]
        assert "public" not in response["Cache-Control"]


def test_a_day_stands_for_its_end_in_paris(history, officer):
    assert "First words in en" in read(officer, RELEASE["en"], "2027-03-04")
    page = read(officer, RELEASE["en"], "2027-03-05")
    assert "Other words in en" in page
    assert "5 March 2027, 23:59 CET" in page


def test_today_is_now_and_tomorrow_is_to_come(history, officer):
    page = read(officer, LISTS["en"], "2027-03-10")
    assert "10 March 2027, 10:00 CET" in page
    assert "still to come" not in page
    assert "still to come" in read(officer, LISTS["en"], "2027-03-11")


@pytest.mark.parametrize(
    "at",
    [
        *(
            "",
            "x",
            "2027-02-30",
            "2027-3-1",
            "2027-13-01T10:00",
            "2027-03-01T25:00",
            "0001-01-01T00:00",
            "9" * 500,
        ),
        *("2027-03-01T10:00<b>", "2027-03-01T10:00+99:99", "\x00", "２０２７-03-01T10:00"),
    ],
)
def test_what_is_no_moment_is_refused_with_how_one_is_written(at, officer):
    tree = refused(officer, "/en/", at, 400, "This is no moment", "at=2026-11-24T10:00")
    assert not tree.xpath("//b")


@pytest.mark.parametrize(
    "at", ["2027-03-02T12:00", "2027-03-02T12:00:30", "2027-03-02T11:00Z", "2027-03-02T12:00+01:00"]
)
def test_a_moment_is_of_the_office_or_has_its_zone(at, history, officer):
    page = read(officer, RELEASE["en"], at)
    assert "The press room as it stood on 2 March 2027, 12:00 CET" in page


def test_a_blank_stands_for_the_plus_of_a_zone(history, officer):
    response = officer.get(f"{RELEASE['en']}?at=2027-03-02T12:00+01:00")
    assert "2 March 2027, 12:00 CET" in response.content.decode()


def test_a_moment_to_come_is_now(history, officer):
    page = read(officer, LISTS["en"], "2999-01-01T10:00")
    assert "The press room as it stood on 10 March 2027, 10:00 CET" in page
    assert "still to come" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_link_of_the_page_leads_to_the_same_moment(language, history, officer):
    for address in (LISTS[language], RELEASE[language], f"/{language}/"):
        tree = html.fromstring(read(officer, address, on_day(1)).encode())
        banner = tree.xpath("//aside[contains(@class, 'as-it-stood')]")[0]
        assert banner.xpath(".//a/@href") == [address]
        banner.getparent().remove(banner)
        links = [link for link in tree.xpath("//body//a/@href") if link.startswith(("/fr/", "/en/", "?"))]
        assert len(links) > 5
        assert [link for link in links if f"at={on_day(1).replace(':', '%3A')}%3A00" not in link] == []
        for form in tree.xpath("//form"):
            assert form.xpath("string(.//input[@name='at']/@value)") == f"{on_day(1)}:00"


def test_a_redirection_leads_to_the_same_moment(history, officer):
    address = f"/en/press-releases/reference/{history.reference}/"
    location = officer.get(address, {"at": on_day(1)})["Location"]
    assert location == f"{RELEASE['en']}?at=2027-03-02T12%3A00%3A00"


def test_who_was_erased_since_stays_erased(days, sign_in):
    contact = make_contact("Vanished")
    publish(attach(make_release(), contact), "en")
    days(2)
    officer = sign_in()
    assert "Vanished" in read(officer, RELEASE["en"], on_day(1))
    Edition.objects.all().forget_people({contact.pk})
    assert "Vanished" not in read(officer, RELEASE["en"], on_day(1))


@pytest.mark.parametrize("number", [1, 20])
def test_it_asks_as_much_for_one_release_as_for_many(number, days, sign_in, django_assert_num_queries):
    for place in range(number):
        publish(make_release(slug_en=f"n{place}"), "en")
    days(2)
    officer = sign_in()
    # The page of now, and who asks: session, account, rights.
    with django_assert_num_queries(11):
        read(officer, LISTS["en"], on_day(1))


@pytest.mark.one_database
def test_nothing_of_the_past_is_kept_and_nothing_kept_is_shown_of_it(history, officer, reader, monkeypatch):
    monkeypatch.setattr(watcher, "connection", SimpleNamespace(in_atomic_block=False))
    clock.forget()
    assert clock.current()
    for _time in range(2):
        assert "First words in en" in read(officer, RELEASE["en"], on_day(1))
        assert "First words in en" in read(officer, LISTS["en"], on_day(1))
        for address in (RELEASE["en"], LISTS["en"]):
            asked = reader.get(f"{address}?at={on_day(1)}")
            assert (asked.status_code, asked["Cache-Control"]) == (403, "private, no-store")
            assert "First words" not in asked.content.decode()
        assert "words" not in reader.get(LISTS["en"]).content.decode()
    with moments.as_of(NOW):
        assert clock.current() is None
    assert moments.asked() is None
