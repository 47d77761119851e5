"""Searches, what is not found, what changes by the hour: made for each reader, and sent as kept pages are."""

import datetime
import gzip

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from common import clock
from common.public_pages import encodings
from tests.builders import make_contact, make_release, make_user, publish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
LIST = "/fr/communiques/"


@pytest.fixture
def edition():
    return publish(make_release(title_fr="Un titre"))


def kept():
    return sum(key.endswith(":") for key in cache._cache)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fr/communiques/?q=titre", 200),
        ("/fr/flux/rss.xml?q=titre", 200),
        ("/fr/communiques/?q=titre&annee=2020", 200),
        ("/fr/communiques/?x=1&page=%31&utm_source=a", 200),
        ("/sitemap-news.xml", 200),
        ("/fr/nothing/", 404),
        ("/fr/communiques/?page=7", 404),
        ("/nothing/", 404),
        ("/api/v1/releases/?organization=tsn", 400),
    ],
)
class TestWhatIsMadeForEachReader:
    def test_it_is_answered_as_a_kept_page_and_kept_nowhere(self, client, edition, address, status):
        plain = client.get(address)
        assert plain.status_code == status
        assert plain["Cache-Control"] == client.get(LIST)["Cache-Control"]
        count = kept()
        for name, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            packed = client.get(address, headers={"accept-encoding": name})
            assert packed["Vary"] == plain["Vary"]
            assert packed["Vary"].startswith("Accept-Encoding")
            assert packed["ETag"].strip('"').startswith(plain["ETag"].strip('"'))
            if len(plain.content) >= encodings.MIN_BYTES:
                assert packed["Content-Encoding"] == name
                assert unpack(packed.content) == plain.content
        assert kept() == count

    def test_a_reader_who_has_it_is_told_so(self, client, edition, address, status):
        etag = client.get(address)["ETag"]
        assert client.get(address)["ETag"] == etag
        again = client.get(address, headers={"if-none-match": etag})
        assert again.status_code == (304 if status == 200 else status)
        edition.release.title_fr = "Un autre titre"
        edition.release.save()
        publish(edition.release)
        clock.forget()
        assert client.get(address, headers={"if-none-match": etag}).status_code == status


def test_what_changes_by_the_hour_has_no_date(client, edition):
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1), tick=False):
        assert "Last-Modified" not in client.get("/sitemap-news.xml")


def test_a_feed_of_a_search_changes_when_what_it_finds_does(client, edition):
    address = "/fr/flux/rss.xml?q=titre"
    etag = client.get(address)["ETag"]
    make_contact("Nobody", is_public=False)
    clock.forget()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    edition.release.title_fr = "Un autre titre"
    edition.release.save()
    publish(edition.release)
    clock.forget()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_a_refusal_of_one_request_is_no_answer_for_the_next(client, edition):
    refused = client.generic("GET", "/api/v1/releases/", b"x" * 70_000)
    assert refused.status_code == 413
    assert refused["Cache-Control"] == "no-cache"


def test_what_the_desk_and_one_person_see_is_left_as_it_is(client, edition):
    client.force_login(make_user("publisher"))
    for address in ("/admin/", "/admin/nothing/", "/fr/communiques/?q=titre&at=2026-11-24", "/healthz"):
        answer = client.get(address, headers={"accept-encoding": "br"})
        assert "ETag" not in answer
        assert "Content-Encoding" not in answer
        assert "s-maxage" not in answer["Cache-Control"]
