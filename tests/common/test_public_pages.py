import datetime
import gzip
import threading
import time
from functools import partial

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.http import parse_http_date

from common import clock, public_pages
from common.public_pages import encodings
from institutes.models import Organisation
from releases.models import sections
from releases.public import views
from tests.builders import make_contact, make_release, make_user, publish, schedule, withdraw

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
LIST = "/fr/communiques/"


@pytest.fixture
def edition():
    return publish(make_release(title_fr="Un titre"))


@pytest.fixture
def kept():
    """Addresses whose pages are in the cache, as many as there are."""
    return lambda: sum(key.endswith(":") for key in cache._cache)


def test_the_second_reader_costs_no_query(client, edition, django_assert_num_queries):
    first = client.get(edition.get_absolute_url())
    with django_assert_num_queries(0):
        second = client.get(edition.get_absolute_url())
    assert second.content == first.content
    assert second.headers.items() == first.headers.items()
    assert second["Content-Language"] == "fr"
    assert second["Permissions-Policy"]
    assert second["Content-Security-Policy"]


def test_what_is_approved_corrected_and_withdrawn_is_seen_at_once(client, edition):
    address = edition.get_absolute_url()
    assert "Un titre" in client.get(address).content.decode()
    assert "Un titre" in client.get(LIST).content.decode()
    edition.release.title_fr = "Un autre titre"
    edition.release.save()
    publish(edition.release)
    clock.forget()
    assert "Un autre titre" in client.get(address).content.decode()
    assert "Un autre titre" in client.get(LIST).content.decode()
    withdraw(edition.release)
    clock.forget()
    assert client.get(address).status_code == 410
    assert "Un autre titre" not in client.get(LIST).content.decode()


def test_another_process_is_seen_within_a_second(client, edition, monkeypatch):
    seconds = 100.0
    monkeypatch.setattr("common.clock.watcher.time.monotonic", lambda: seconds)
    clock.forget()
    client.get(LIST)
    withdraw(edition.release)
    assert "Un titre" in client.get(LIST).content.decode()
    seconds += 1
    assert "Un titre" not in client.get(LIST).content.decode()


def test_whoever_writes_through_a_form_sees_it_at_once(client, edition):
    before = client.get(LIST).content
    Organisation.objects.update(website="https://example.org")
    Client().post("/admin/login/")
    withdraw(edition.release)
    Client().post("/admin/login/")
    assert client.get(LIST).content != before


def test_a_scheduled_edition_is_seen_at_its_hour_and_never_before(client):
    with time_machine.travel(timezone.now(), tick=False) as wall:
        edition = schedule(make_release(title_fr="À venir"), hours=24)
        clock.forget()
        for moment, seen in [(-2, False), (-0.5, False), (0, True), (-1, False), (60, True)]:
            wall.move_to(edition.live_from + datetime.timedelta(seconds=moment))
            for _twice in range(2):
                assert ("À venir" in client.get(LIST).content.decode()) == seen


def test_no_copy_is_kept_by_a_proxy_past_the_next_hour(client):
    """By nginx neither, which counts in whole seconds: one may last nearly two."""
    with time_machine.travel(timezone.now(), tick=False) as wall:
        edition = schedule(make_release(), hours=24)
        clock.forget()
        for seconds, shared in [(60, 1), (2.5, 1), (1.5, 0), (0.5, 0)]:
            wall.move_to(edition.live_from - datetime.timedelta(seconds=seconds))
            assert client.get(LIST)["Cache-Control"] == f"max-age=0, must-revalidate, s-maxage={shared}"


def test_what_nobody_knows_makes_no_page_to_keep(client, edition, kept):
    for address in (LIST, edition.get_absolute_url()):
        client.get(address)
    count = kept()
    assert count == 2
    for query in ("x=1", "page=01", "page=last", "page=%2B1", "page=1_0", "page=%EF%BC%91", "utm_source=a"):
        client.get(f"{LIST}?{query}")
        client.get(f"{edition.get_absolute_url()}?{query}")
    client.get("/fr/?page=2")
    client.get("/fr/nothing/")
    client.get("/fr/communiques/2020/nothing/")
    client.get(f"{LIST}?page=7")
    client.get(LIST, headers={"host": "testserver:8081"})
    client.get("/sitemap-news.xml")
    client.get("/admin/login/")
    assert kept() == count


def test_missing_languages_and_withdrawals_are_kept(client, edition, kept):
    assert client.get("/en/press-releases/reference/CP-1999-001/").status_code == 404
    assert client.get(f"/en/press-releases/reference/{edition.reference}/").status_code == 200
    assert kept() == 1
    withdraw(edition.release)
    clock.forget()
    for _twice in range(2):
        assert client.get(edition.get_absolute_url()).status_code == 410
    assert kept() == 2


def test_each_host_and_language_has_pages_of_its_own(client, edition):
    assert "http://testserver/fr/" in client.get("/fr/").content.decode()
    assert "http://localhost/fr/" in client.get("/fr/", headers={"host": "localhost"}).content.decode()
    assert 'lang="en"' in client.get("/en/").content.decode()


def test_what_is_for_one_person_is_never_kept(client, edition, kept, rf, settings):
    client.force_login(make_user("publisher"))
    client.get(f"/admin/releases/release/{edition.release_id}/preview/fr/")
    assert kept() == 0
    for header, value in {
        "Set-Cookie": "",
        "Vary": "Cookie",
        "Content-Security-Policy": "script-src 'nonce-abc'",
        "Cache-Control": "private, no-store",
    }.items():
        response = public_pages.kept(lambda request: HttpResponse("one person"))(rf.get("/fr/"))
        if header == "Set-Cookie":
            response.set_cookie("name", "value")
        else:
            response[header] = value
        assert response.may_be_kept
        assert not public_pages.declaring.is_for_everybody(response)


def test_a_reader_who_has_the_page_is_told_so(client, edition):
    page = client.get(LIST)
    unchanged = client.get(LIST, headers={"if-none-match": page["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == page["ETag"]
    assert unchanged["Cache-Control"] == page["Cache-Control"]
    assert unchanged["Vary"] == "Accept-Encoding"
    assert client.get(LIST, headers={"if-none-match": '"another"'}).status_code == 200


def test_the_date_of_a_page_is_told_once_no_other_can_follow_in_the_same_second(client, edition):
    assert "Last-Modified" not in client.get(LIST)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=False):
        page = client.get(LIST)
        changed = page["Last-Modified"]
        assert parse_http_date(changed) <= timezone.now().timestamp() - 50
        assert client.get(LIST, headers={"if-modified-since": changed}).status_code == 304
        make_contact("Nobody", is_public=False)
        clock.forget()
        page = client.get(LIST)
        assert page["Last-Modified"] == changed, "another page has changed, not this one"


def test_an_edition_that_began_by_itself_has_the_date_of_its_hour(client):
    edition = schedule(make_release(), hours=24)
    with time_machine.travel(edition.live_from + datetime.timedelta(hours=1), tick=False):
        assert parse_http_date(client.get(LIST)["Last-Modified"]) == int(edition.live_from.timestamp())


def test_head_says_what_get_says(client, edition):
    for headers in ({}, {"accept-encoding": "br"}):
        head, page = client.head(LIST, headers=headers), client.get(LIST, headers=headers)
        assert head.headers.items() == page.headers.items()
        assert head.content == b""
        assert int(head["Content-Length"]) == len(page.content)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("br;q=x", ""),
        ("br" * 100_000, ""),
    ],
)
def test_the_encoding_is_what_the_browser_likes_best(accepted, encoding):
    assert encodings.preferred(accepted) == encoding


def test_each_encoding_is_the_same_page_made_once(client, edition, monkeypatch):
    address = edition.get_absolute_url()
    page = client.get(address)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    made = []
    for name, compress in dict(encodings.COMPRESSED).items():
        monkeypatch.setitem(
            encodings.COMPRESSED, name, lambda body, n=name, c=compress: made.append(n) or c(body)
        )
    answers = [client.get(address, headers={"accept-encoding": name}) for name in ("br", "gzip") * 2]
    assert [answer["Content-Encoding"] for answer in answers] == ["br", "gzip"] * 2
    assert {unpack[answer["Content-Encoding"]](answer.content) for answer in answers} == {page.content}
    assert len({page["ETag"], *(answer["ETag"] for answer in answers)}) == 3
    assert made == ["br", "gzip"]


def test_a_section_of_the_sitemap_that_has_not_changed_is_not_made_again(
    client, edition, django_assert_num_queries
):
    address = f"/sitemap-fr-{edition.release_id // sections.SIZE}.xml"
    etag = client.get(address)["ETag"]
    with django_assert_num_queries(0):
        assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    publish(edition.release, "en")
    clock.forget()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_long_page_is_kept_packed_and_answered_as_any_other(client, edition, monkeypatch):
    monkeypatch.setattr("common.public_pages.page.MAX_PLAIN", 100)
    address, unpack = (
        edition.get_absolute_url(),
        {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress},
    )
    answers = [(name, client.get(address, headers={"accept-encoding": name})) for name in (*unpack, *unpack)]
    [plain] = {unpack[name](answer.content) for name, answer in answers}
    assert "Un titre" in plain.decode()
    assert len({answer["ETag"] for _name, answer in answers}) == 3
    assert all(plain not in stored for stored in cache._cache.values())


def test_a_crowd_that_asks_for_one_page_renders_it_once(edition, monkeypatch):
    rendered = []

    def count(*_args, **_kwargs):
        rendered.append(1)
        time.sleep(0.3)
        return real_render(*_args, **_kwargs)

    real_render = views.render
    monkeypatch.setattr(views, "render", count)
    answers = []

    def ask():
        answers.append(Client().get(edition.get_absolute_url()).status_code)

    crowd = [threading.Thread(target=ask) for _ in range(5)]
    for reader in crowd:
        reader.start()
    for reader in crowd:
        reader.join()
    assert (answers, len(rendered)) == ([200] * 5, 1)


@override_settings(
    CACHES={
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.2},
        }
    }
)
def test_two_people_at_the_desk_wait_neither_for_the_clock_nor_for_each_other(monkeypatch, settings):
    asked = []
    monkeypatch.setattr(public_pages.middleware.clock, "current", lambda: asked.append("clock"))
    client = Client()
    client.get(f"{settings.DESK_PATH}login/")
    assert not asked
    client.get("/fr/")
    assert asked


def test_without_the_server_of_the_cache_the_site_goes_on(client, edition):
    for _twice in range(2):
        assert client.get(edition.get_absolute_url()).status_code == 200


def test_values_are_kept_until_something_changes_and_not_past_an_upgrade(edition, monkeypatch):
    made = []
    ask = partial(public_pages.under_clock, "name", lambda: made.append(1) or len(made))
    assert [ask(), ask()] == [1, 1]
    monkeypatch.setattr("common.public_pages.values.site_version", lambda: "another")
    assert ask() == 2
    Organisation.objects.update(website="https://example.org")
    make_contact()
    clock.forget()
    assert ask() == 3


def test_what_is_kept_of_the_api_answers_for_no_parameter_that_is_unknown(client):
    for address in ("/api/v1/releases/?language=fr", "/api/v1/organisations/?language=fr"):
        assert client.get(address).status_code == 200
        assert client.get(f"{address}&organization=tsn").status_code == 400


def test_what_is_kept_answers_for_no_earlier_moment(client):
    for address, status in ((LIST, 403), ("/sitemap.xml", 400), ("/api/v1/releases/", 400)):
        assert client.get(address).status_code == 200
        asked = client.get(f"{address}?at=2026-11-24")
        assert asked.status_code == status
        assert "max-age" not in asked["Cache-Control"]
