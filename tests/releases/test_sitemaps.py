"""Sitemaps: the rules of sitemaps.org and of Google's news, and what is in none."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from institutes.renaming import merge_into
from releases.models import Edition
from releases.public.sitemaps import pages, sections
from tests.builders import (
    make_institute,
    make_release,
    make_school,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.releases.test_query_plans import SCAN, plan_of
from tests.visitor import add_organisations, visit

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(autouse=True)
def leaks(shared_leaks):
    return shared_leaks


def ask(address, status=200, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == status, address
    assert not response.cookies
    assert "secret" not in response.content.decode().lower()
    return response


def read(address):
    """Checked against the rules of the protocol."""
    response = ask(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag in {f"{{{NAMES['s']}}}urlset", f"{{{NAMES['s']}}}sitemapindex"}
    assert len(root) <= 50_000
    assert len(response.content) <= 50 * 1024 * 1024
    for element in root:
        assert element[0].tag == f"{{{NAMES['s']}}}loc"
    places = texts(root, "*/s:loc")
    assert len(places) == len(set(places))
    assert all(place.startswith(f"{SITE}/") and len(place) < 2048 for place in places)
    assert all(map(MOMENT.fullmatch, texts(root, "*/s:lastmod")))
    return root


def texts(root, path):
    return [element.text for element in root.iterfind(path, NAMES)]


def listed(address):
    """{path: (lastmod, {language: path})}"""
    return {
        url.findtext("s:loc", namespaces=NAMES).removeprefix(SITE): (
            url.findtext("s:lastmod", namespaces=NAMES),
            {
                link.get("hreflang"): link.get("href").removeprefix(SITE)
                for link in url.iterfind("x:link[@rel='alternate']", NAMES)
            },
        )
        for url in read(address)
    }


def sitemaps():
    return [place.removeprefix(SITE) for place in texts(read("/sitemap.xml"), "s:sitemap/s:loc")]


def releases(language):
    own = [address for address in sitemaps() if re.fullmatch(rf"/sitemap-{language}-\d+\.xml", address)]
    return {path: said for address in own for path, said in listed(address).items()}


def test_releases_are_there_with_their_alternates_in_both_directions():
    both, french = make_release(), make_release(slug_fr="seul")
    publish(both, "fr")
    publish(both, "en")
    publish(french, "fr")
    paths = {"fr": "/fr/communiques/2020/title-fr/", "en": "/en/press-releases/2020/title-en/"}
    assert releases("fr")[paths["fr"]][1] == paths
    assert releases("en")[paths["en"]][1] == paths
    assert releases("fr")["/fr/communiques/2020/seul/"][1] == {"fr": "/fr/communiques/2020/seul/"}
    assert "/en/press-releases/2020/seul/" not in releases("en")


def test_addresses_are_those_of_the_pages():
    publish(make_release())
    assert list(releases("fr")) == [
        edition.get_absolute_url() for edition in Edition.objects.live(language="fr")
    ]


def test_the_date_is_that_of_the_record_and_never_of_the_desk():
    release = make_release()
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        publish(release)
        now.shift(3600)
        release.title_fr = "Not approved yet"
        release.save()
        assert releases("fr")["/fr/communiques/2020/title-fr/"][0] == "2026-03-02T09:00:00+00:00"
        now.shift(3600)
        publish(release, change_note="A word.")
        assert releases("fr")["/fr/communiques/2020/title-fr/"][0] == "2026-03-02T11:00:00+00:00"


@pytest.mark.parametrize(("shown", "hour"), [(1, "09"), (20, "11")])
def test_the_date_of_a_list_is_that_of_what_it_begins_with(monkeypatch, shown, hour):
    """An old release that is corrected stands further behind, however many there are."""
    monkeypatch.setattr(pages, "PAGE_SIZE", shown)
    institute = make_institute(slug="institut")
    new = add_organisations(make_release(slug_fr="nouveau"), institute)
    old = add_organisations(make_release(slug_fr="ancien", issued_on=datetime.date(2019, 1, 1)), institute)
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        publish(old)
        publish(new)
        now.shift(2 * 3600)
        publish(old, change_note="A word.")
        found = listed("/sitemap-fr.xml")
    paths = ("/fr/", "/fr/communiques/", "/fr/instituts/institut/")
    assert [found[path][0] for path in paths] == [f"2026-03-02T{hour}:00:00+00:00"] * 3


def test_what_was_replaced_scheduled_or_withdrawn_is_in_none():
    release, coming, gone = make_release(), make_release(slug_fr="coming"), make_release(slug_fr="gone")
    publish(release)
    release.slug_fr = "other"
    release.save()
    publish(release, change_note="A word.")
    schedule(coming)
    publish(gone)
    withdraw(gone)
    assert list(releases("fr")) == ["/fr/communiques/2020/other/"]


def test_a_section_changes_when_a_release_of_it_is_withdrawn():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        publish(make_release())
        gone = make_release(slug_fr="gone")
        publish(gone)
        now.shift(3600)
        withdraw(gone)
        now.shift(3600)
        assert "2026-03-02T10:00:00+00:00" in texts(read("/sitemap.xml"), "s:sitemap/s:lastmod")


def test_sections_are_split_by_the_keys_of_releases(monkeypatch):
    monkeypatch.setattr(sections, "SIZE", 2)
    for number in range(5):
        write_into_record(make_release(slug_fr=f"titre-{number}"))
    own = [address for address in sitemaps() if address.startswith("/sitemap-fr-")]
    assert len(own) in {3, 4}
    assert all(len(listed(address)) <= 2 for address in own)
    assert len(releases("fr")) == 5


def read_one_by_one(size, now):
    """What sections() says, from every edition."""
    found = {}
    for edition in Edition.objects.ever_live(now).order_by():
        own = found.setdefault(edition.release_id // size, {})
        hours, is_live = own.get(edition.language, ([], False))
        ended = edition.live_until and edition.live_until <= now
        hours = [*hours, edition.live_from, *([edition.live_until] if ended else [])]
        own[edition.language] = hours, is_live or not ended
    return sorted(
        (language, number, max(hour for hours, _live in own.values() for hour in hours))
        for number, own in found.items()
        for language, (_hours, is_live) in own.items()
        if is_live
    )


@pytest.mark.parametrize("size", [1, 2, 1_000])
def test_sections_are_those_that_reading_every_edition_finds(size, monkeypatch):
    monkeypatch.setattr(sections, "SIZE", size)
    acts = (
        lambda release: withdraw(release),
        lambda release: publish(release, change_note="A word."),
        lambda release: schedule(release, hours=5),
        lambda release: withdraw(release, "en"),
    )
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        for number, act in enumerate((*acts, *acts[::-1], lambda release: None)):
            release = make_release(slug_fr=f"titre-{number}", slug_en=f"title-{number}")
            publish(release)
            if number % 2 or act is acts[3]:
                publish(release, "en")
            now.shift(3600 * (number + 1))
            act(release)
        for _time in range(3):
            now.shift(3600 * 3)
            assert sections.sections() == read_one_by_one(size, timezone.now())


def test_sections_are_found_along_indexes():
    publish(make_release())
    with CaptureQueriesContext(connection) as captured:
        assert sections.sections()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # On a table this small a scan would be right, and so would be any index.
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in captured.captured_queries:
            plan = plan_of(cursor, query["sql"])
            assert not SCAN[connection.vendor].search(plan)
            if connection.vendor == "sqlite":
                assert "edition_section_begins" in plan
                assert "edition_section_ends" in plan


def test_a_section_of_which_nothing_is_left_is_not_listed(monkeypatch):
    monkeypatch.setattr(sections, "SIZE", 1)
    gone = make_release()
    publish(gone)
    withdraw(gone)
    publish(gone, "en")
    for address in sitemaps():
        ask(address)
    ask(f"/sitemap-en-{gone.pk}.xml")
    ask(f"/sitemap-fr-{gone.pk}.xml", 404)


def test_lists_contacts_institutes_and_schools_are_there_in_all_languages():
    institute, school, gone = (
        make_institute(slug="tsn"),
        make_school("A", slug="a"),
        make_school("B", slug="b"),
    )
    merge_into(gone, school, datetime.date(2022, 1, 1), memberships=True, people=True)
    publish(add_organisations(make_release(), institute))
    found = listed("/sitemap-fr.xml")
    assert list(found) == [
        *("/fr/", "/fr/communiques/", "/fr/instituts/", "/fr/ecoles/", "/fr/contacts-presse/"),
        "/fr/reprendre-nos-communiques/",
        *("/fr/mentions-legales/", "/fr/confidentialite/", "/fr/accessibilite/"),
        *("/fr/instituts/tsn/", "/fr/ecoles/a/"),
    ]
    assert found["/fr/instituts/tsn/"][1] == {"fr": "/fr/instituts/tsn/", "en": "/en/institutes/tsn/"}
    assert found["/fr/instituts/tsn/"][0] == found["/fr/"][0]
    assert found["/fr/ecoles/a/"][0] is None
    for path in found:
        visit(path)
    assert "/sitemap-fr.xml" in sitemaps()


def test_news_are_those_of_two_days():
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False) as now:
        old, new = make_release(slug_fr="old"), make_release(title_fr="R&D <b>", slug_fr="new")
        publish(old)
        now.shift(datetime.timedelta(days=2, hours=1))
        old.title_fr = "Corrected"
        old.save()
        publish(old, change_note="A word.")
        publish(new)
        root = read("/sitemap-news.xml")
        assert texts(root, "s:url/n:news/n:title") == ["R&D <b>"]
        assert texts(root, "s:url/n:news/n:publication/n:language") == ["fr"]
        assert texts(root, "s:url/n:news/n:publication/n:name") == [
            "Salle de presse des instituts Carnot et de l’Institut Mines-Télécom"
        ]
        assert texts(root, "s:url/n:news/n:publication_date") == ["2026-03-04T10:00:00+00:00"]


@pytest.mark.parametrize(
    "address",
    [
        *("/sitemap-de.xml", "/sitemap-fr-99.xml", "/sitemap-fr-00.xml", "/sitemap-de-0.xml"),
        *("/sitemap-fr-99999999999999999999.xml", "/sitemap-fr-999999999.xml", "/sitemap-.xml"),
    ],
)
def test_sitemaps_that_are_not_there(address):
    ask(address, 404)


def test_sitemaps_are_only_read():
    for address in ("/sitemap.xml", "/sitemap-fr.xml", "/sitemap-news.xml", "/sitemap-fr-0.xml"):
        assert Client().post(address).status_code == 405
    assert ask("/sitemap.xml?page=2&other=1")


@pytest.mark.parametrize("number", [1, 20])
def test_a_sitemap_costs_the_same_queries_for_one_and_for_many(number, django_assert_num_queries):
    institute = make_institute(slug="tsn")
    for index in range(number):
        make_school(f"School {index}")
        write_into_record(add_organisations(make_release(slug_fr=f"titre-{index}"), institute))
    section = next(address for address in sitemaps() if address.startswith("/sitemap-fr-"))
    for address, queries in (
        # One for each language.
        ("/sitemap.xml", 2),
        ("/sitemap-fr.xml", 4),
        (section, 1),
        ("/sitemap-news.xml", 1),
    ):
        with django_assert_num_queries(queries):
            ask(address)
