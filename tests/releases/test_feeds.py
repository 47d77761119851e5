"""Feeds: their rules, a reader's subscription through the life of a release, and what is in none."""

import datetime
import json

import feedparser
import pytest
import time_machine
from django.test import Client, RequestFactory

from common import clock
from common.public_pages.declaring import known_query
from releases.models import Edition, Topic
from releases.public.feeds import entries, formats
from tests.builders import (
    make_institute,
    make_release,
    make_school,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.releases.feed_rules import CHECKS
from tests.visitor import add_organisations, visit

pytestmark = pytest.mark.django_db

FEEDS = {"fr": "/fr/flux/", "en": "/en/feeds/"}
IDENTITY = "tag:testserver,2026:{}/fr"
HARD = "Essai 👩‍🔬 <b>مرحبا</b> & “R&D” " + "x" * 150


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


def ask(address, status=200):
    response = Client().get(address)
    assert response.status_code == status, address
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "secret" not in response.content.decode().lower()
    return response


def read(query="", language="fr", name="atom.xml"):
    """{identity: entry} as a feed reader has them."""
    found = feedparser.parse(ask(f"{FEEDS[language]}{name}{query}").content)
    assert not found.bozo, found.get("bozo_exception")
    return {entry.id: entry for entry in found.entries if "Title SECRET" not in entry.title}


def live(query="", language="fr"):
    return sorted(entry.title for entry in read(query, language).values() if "retiré" not in entry.title)


def moment(parsed):
    return datetime.datetime(*parsed[:6], tzinfo=datetime.UTC)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", CHECKS)
def test_each_format_keeps_its_rules(name, language):
    for index in range(3):
        texts = {f"title_{language}": HARD, f"slug_{language}": f"essai-{index}"}
        body = '<p>See <a href="/files/a/b.pdf">this</a> and <a href="/en/">that</a>: href="/x".</p>'
        write_into_record(make_release(**texts, **{f"body_{language}": body}), language)
    response = ask(FEEDS[language] + name)
    CHECKS[name](response.content)
    assert response["Content-Type"].split(";")[0] in {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    }


@pytest.mark.parametrize("name", CHECKS)
def test_a_feed_without_entries_keeps_them_too(name):
    CHECKS[name](ask(f"{FEEDS['fr']}{name}?annee=1999").content)


@pytest.mark.parametrize("name", CHECKS)
def test_titles_and_texts_come_through_as_they_were_written(name):
    publish(
        make_release(title_fr=HARD, standfirst_fr="1 < 2 & 3", body_fr="<p>a &lt; b <strong>c</strong></p>")
    )
    content = ask(FEEDS["fr"] + name).content
    if name == "feed.json":
        entry = next(item for item in json.loads(content)["items"] if "Essai" in item["title"])
        title, html = entry["title"], entry["content_html"]
    else:
        entry = next(e for e in feedparser.parse(content).entries if "Essai" in e.title)
        title, html = entry.title, entry.content[0].value
        assert entry.summary == "1 &lt; 2 &amp; 3"
    if name != "rss.xml":  # whose titles are HTML for some readers, feedparser among them
        assert title == Edition.objects.live(language="fr").get(title__startswith="Essai").title
    assert "a &lt; b <strong>c</strong>" in html
    assert "1 &lt; 2 &amp; 3" in html


@pytest.mark.parametrize("written_as", [formats.Rss, formats.Atom, formats.Json])
def test_what_xml_cannot_write_is_left_out(written_as):
    feed = written_as(
        "Title", "https://example.org/", "Description", author_name="A", icon="i", feed_guid="tag:a,2026:b"
    )
    now = datetime.datetime.now(datetime.UTC)
    text = "a\x00\x0b\ufffe\ud800b"
    feed.add_item(
        title=text, link="https://example.org/1", description=text, summary=text, content=text,
        pubdate=now, updateddate=now, unique_id="tag:a,2026:c", categories=(text,),
    )  # fmt: skip
    written = feed.writeString("utf-8")
    assert ">ab<" in written or '"title": "ab"' in written
    assert feedparser.parse(written).bozo is False or written_as is formats.Json


def test_links_and_pictures_are_absolute():
    body = '<p><a href="/files/a/b.pdf">x</a> <a href="https://example.org/">y</a> href="/z"</p>'
    write_into_record(make_release(body_fr=body))
    html = next(e.content[0].value for e in read(name="rss.xml").values() if "files" in e.content[0].value)
    assert 'href="http://testserver/files/a/b.pdf"' in html
    assert 'href="https://example.org/"' in html
    assert 'href="/z"' in html.replace("&quot;", '"')


def test_a_subscription_sees_one_entry_through_the_life_of_a_release():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        release = make_release()
        publish(release)
        identity = IDENTITY.format(release.reference)
        first = read()[identity]
        assert first.link == "http://testserver/fr/communiques/2020/title-fr/"
        assert first.published_parsed == first.updated_parsed

        now.shift(3600)
        release.title_fr, release.slug_fr, release.standfirst_fr = "Autre titre", "autre-titre", "Corrigé."
        release.save()
        publish(release, change_note="Un chiffre était faux.")
        corrected = read()[identity]
        assert corrected.title == "Autre titre"
        assert corrected.link == "http://testserver/fr/communiques/2020/autre-titre/"
        assert corrected.published == first.published
        assert moment(corrected.updated_parsed) - moment(first.updated_parsed) == datetime.timedelta(hours=1)
        assert "Un chiffre était faux." in corrected.content[0].value

        now.shift(3600)
        withdraw(release, explanation="Annoncé trop tôt.")
        gone = read()[identity]
        assert gone.title == f"Communiqué {release.reference} retiré"
        assert gone.summary == "Annoncé trop tôt."
        assert gone.published == first.published
        assert moment(gone.updated_parsed) - moment(corrected.updated_parsed) == datetime.timedelta(hours=1)
        assert "titre" not in str(gone).lower()
        assert "Corrigé" not in str(gone)
        assert visit(gone.link.removeprefix("http://testserver"), 410)

        now.shift(3600)
        publish(release, change_note="Le jour est venu.")
        again = read()[identity]
        assert again.title == "Autre titre"
        assert again.published == first.published
        assert moment(again.updated_parsed) > moment(gone.updated_parsed)
        assert len([entry for entry in read().values() if release.reference in entry.id]) == 1


def test_every_format_tells_one_entry_by_the_same_identity():
    release = make_release()
    publish(release)
    identity = IDENTITY.format(release.reference)
    assert identity in read(name="rss.xml")
    assert identity in read(name="atom.xml")
    assert identity in {item["id"] for item in ask("/fr/flux/feed.json").json()["items"]}
    assert read(name="rss.xml")[identity].updated_parsed == read()[identity].updated_parsed


def test_a_withdrawn_release_leaves_after_thirty_days():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        release = make_release()
        publish(release)
        now.shift(60)
        withdraw(release)
        now.shift(datetime.timedelta(days=29))
        clock.forget()
        assert IDENTITY.format(release.reference) in read()
        now.shift(datetime.timedelta(days=2))
        assert IDENTITY.format(release.reference) not in read("?annee=2020")


def test_what_is_scheduled_comes_at_its_hour():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        release = make_release(title_fr="Coming")
        schedule(release, hours=2)
        assert "Coming" not in live()
        now.shift(7200)
        assert "Coming" in live()


def test_a_language_has_its_own_feed():
    release = make_release(title_fr="Bonjour", title_en="Hello")
    publish(release, "en")
    assert "Hello" in live(language="en")
    assert "Bonjour" not in live()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?annee=2021", ["Alpha", "Beta"]),
        ("?organisation=un", ["Alpha"]),
        ("?organisation=deux&annee=2021", ["Beta"]),
        ("?theme=sante", ["Alpha"]),
        ("?type=invitation-presse", ["Beta"]),
        ("?annee=2020&theme=sante", []),
    ],
)
def test_a_feed_is_narrowed_like_the_list(query, found):
    institute, school = make_institute("Carnot Un", slug="un"), make_school("École Deux", slug="deux")
    health = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
    day = datetime.date(2021, 3, 5)
    alpha = add_organisations(make_release(title_fr="Alpha", slug_fr="alpha", issued_on=day), institute)
    alpha.topics.add(health)
    beta = make_release(title_fr="Beta", slug_fr="beta", issued_on=day, kind="media_alert")
    gone = make_release(slug_fr="gone", issued_on=day)
    gone.topics.add(health)
    for release in (alpha, add_organisations(beta, school), add_organisations(gone, institute)):
        publish(release)
    withdraw(gone)
    assert live(query) == found
    assert (IDENTITY.format(gone.reference) in read(query)) == ("Alpha" in found)


def test_a_search_has_a_feed_by_date():
    for day, title in ((5, "Batteries"), (6, "Une batterie"), (7, "Autre chose")):
        slug = f"jour-{day}"
        publish(make_release(title_fr=title, slug_fr=slug, issued_on=datetime.date(2021, 3, day)))
    gone = make_release(title_fr="Batterie retirée", slug_fr="gone", issued_on=datetime.date(2021, 3, 8))
    publish(gone)
    withdraw(gone, explanation="Une batterie.")
    assert live("?q=batterie") == ["Batteries", "Une batterie"]
    assert IDENTITY.format(gone.reference) not in read("?q=batterie")
    assert live("?q=batterie&annee=2020") == []
    assert live("?q=title+withdrawn") == []
    found = feedparser.parse(ask("/fr/flux/atom.xml?q=batterie&annee=2021").content).feed
    assert found.title.endswith("«\xa0batterie\xa0», 2021")
    assert found.links[1].href == "http://testserver/fr/flux/atom.xml?q=batterie&annee=2021"


@pytest.mark.parametrize(
    "typed", ["%00%0B%EF%BF%BE", "%ED%A0%80", "%3Cb%3E%26", '"', "-", "x" * 3000, "%F0%9F%94%8B"]
)
@pytest.mark.parametrize("name", CHECKS)
def test_whatever_is_searched_for_the_feed_keeps_its_rules(name, typed):
    CHECKS[name](ask(f"/fr/flux/{name}?q={typed}").content)


def test_a_search_is_not_kept():
    assert known_query(RequestFactory().get("/fr/flux/atom.xml?annee=2020")) == "annee=2020"
    assert known_query(RequestFactory().get("/fr/flux/atom.xml?q=title")) is None


def test_choices_that_are_unknown_or_badly_written():
    for query, status in (
        ("annee=x", 404),
        ("theme=x", 404),
        ("organisation=", 302),
        ("mois=3", 302),
        ("annee=2020&mois=02", 302),
    ):
        ask(f"/fr/flux/rss.xml?{query}", status)
    ask("/fr/flux/rss.xml?other=1&page=99")
    assert Client().post("/fr/flux/rss.xml").status_code == 405


def test_an_old_release_is_in_the_feed_again_when_it_is_corrected(monkeypatch):
    monkeypatch.setattr(entries, "MOST", 5)
    old = make_release(title_fr="Old", slug_fr="old", issued_on=datetime.date(2010, 1, 1))
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        publish(old)
    for index in range(6):
        write_into_record(make_release(title_fr=f"New {index}", slug_fr=f"new-{index}"), hours=-1)
    assert "Old" not in live()
    publish(old, change_note="A word.")
    assert "Old" in live()
    assert len(read()) == 5


def test_long_texts_stay_within_what_is_kept(monkeypatch):
    monkeypatch.setattr(entries, "MOST_CHARACTERS", 1000)
    for index in range(3):
        publish(
            make_release(title_fr=f"Long {index}", slug_fr=f"long-{index}", body_fr=f"<p>{'a' * 600}</p>")
        )
    assert live() == ["Long 2"]


@pytest.mark.parametrize("number", [1, 30])
def test_a_feed_costs_the_same_queries_for_one_and_for_thirty(number, django_assert_num_queries):
    for index in range(number):
        write_into_record(make_release(title_fr=f"Titre {index}", slug_fr=f"titre-{index}"))
    with django_assert_num_queries(4):
        ask("/fr/flux/rss.xml")


def test_a_feed_is_kept_and_says_that_nothing_has_changed():
    publish(make_release())
    first = ask("/fr/flux/atom.xml")
    assert first.may_be_kept
