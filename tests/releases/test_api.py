"""The read API, and releases as ninjs."""

import base64
import datetime
import json
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from institutes.people.erasure import erase
from releases.models import Edition, Topic
from releases.public.api import views
from releases.public.api.cursors import Cursor
from tests.builders import (
    attach,
    make_contact,
    make_institute,
    make_release,
    make_user,
    publish,
    schedule,
    withdraw,
    write_into_record,
)
from tests.visitor import RELEASE, add_organisations, make_full_institute, publish_full_release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_leaks")]

RELEASES = "/api/v1/releases/"
SCHEMA = json.loads(Path(__file__).with_name("schemas").joinpath("ninjs-schema_3.1.json").read_text())
SITE = "http://testserver"


def ask(address, status=200, **headers):
    response = Client().get(address, headers=headers)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "SECRET" not in response.content.decode()
    return response.json()


def titles(query=""):
    return [release["title"] for release in ask(f"{RELEASES}?{query}")["releases"]]


def make_many(number, **fields):
    return [
        write_into_record(make_release(title_fr=f"Titre {place}", slug_fr=f"titre-{place}", **fields))
        for place in range(number)
    ]


class TestList:
    def test_only_what_is_live_is_listed(self):
        release = publish(make_release()).release
        schedule(release, "en")
        assert titles() == ["Title in fr"]
        assert titles("language=en") == []

    def test_a_release_is_told_of_in_the_words_of_its_edition(self):
        publish_full_release(make_full_institute())
        [release] = ask(RELEASES)["releases"]
        assert release["url"] == SITE + RELEASE["fr"]
        assert release["translations"] == [{"language": "en", "url": SITE + RELEASE["en"]}]
        assert release["issued_on"] == "2020-02-12"
        assert release["kind"] == "press-release"
        assert release["organisations"][0]["url"] == f"{SITE}/fr/instituts/tsn/"
        assert "body_html" not in release

    def test_filters_have_one_name_in_all_languages(self):
        institute = make_institute(slug="un")
        health = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
        release = add_organisations(make_release(kind="media_alert"), institute)
        release.topics.add(health)
        publish(release)
        make_many(1, issued_on=datetime.date(2021, 1, 1))
        query = "language=fr&year=2020&month=2&organisation=un&kind=media-alert&topic=sante"
        for language in ("fr", "en", "de"):
            [found] = ask(f"{RELEASES}?{query}", **{"Accept-Language": language})["releases"]
            assert (found["title"], found["kind"]) == ("Title in fr", "media-alert")
            assert found["topics"] == [{"slug": "sante", "name": "Santé"}]

    @pytest.mark.parametrize(
        "query", ["language=de", "year=x", "kind=communique", "organisation=none", "topic=x", "language=%00"]
    )
    def test_an_unknown_value_is_not_found(self, query):
        assert ask(f"{RELEASES}?{query}", 404)["error"]["status"] == 404

    def test_an_unknown_value_is_named(self):
        message = ask(f"{RELEASES}?organisation=none", 404)["error"]["message"]
        assert message == "There is no institute or school “none” in this list."

    @pytest.mark.parametrize(
        ("address", "month", "year"),
        [
            (RELEASES, "month", "year"),
            ("/fr/communiques/ninjs.json", "mois", "annee"),
            ("/en/press-releases/ninjs.json", "month", "year"),
        ],
    )
    def test_a_month_without_its_year_is_refused(self, address, month, year):
        error = ask(f"{address}?{month}=3", 400)["error"]
        assert error["message"] == f"{month} is the month of a year: name its {year}, too."
        ask(f"{address}?{month}=3&{year}=2020")

    def test_a_topic_is_known_by_its_name_in_any_language(self):
        health = Topic.objects.create(name_fr="Santé", name_en="Health", slug_fr="sante", slug_en="health")
        # Whose name in one language is another's in the other.
        Topic.objects.create(name_fr="Eau", name_en="Water", slug_fr="health", slug_en="water")
        release = make_release()
        release.topics.add(health)
        publish(release, "en")
        for slug in ("health", "sante"):
            assert len(ask(f"{RELEASES}?language=en&topic={slug}")["releases"]) == 1
        assert ask(f"{RELEASES}?language=fr&topic=health")["releases"] == []

    def test_pages_follow_each_other_to_the_end_each_release_once(self, monkeypatch):
        monkeypatch.setattr(views, "PAGE_SIZE", 2)
        make_many(3)
        make_many(2, issued_on=datetime.date(2021, 1, 1))
        address, seen = f"{RELEASES}?language=fr", []
        while address:
            page = ask(address.removeprefix(SITE))
            seen += [release["reference"] for release in page["releases"]]
            address = page["next"]
        live = Edition.objects.live(language="fr").order_by("-issued_on", "-live_from", "-pk")
        assert seen == list(live.values_list("reference", flat=True))
        assert len(seen) == 5

    def test_what_comes_meanwhile_moves_no_page(self, monkeypatch):
        monkeypatch.setattr(views, "PAGE_SIZE", 1)
        first, second = make_many(2)
        following = ask(RELEASES)["next"].removeprefix(SITE)
        make_many(1, issued_on=datetime.date(2021, 1, 1))
        assert [r["reference"] for r in ask(following)["releases"]] == [first.reference]
        assert second.pk > first.pk

    @pytest.mark.parametrize(
        "cursor",
        ["x", "%00" * 9, "A" * 81, "A" * 40, "é" * 9]
        + [
            base64.urlsafe_b64encode(text).decode().rstrip("=")
            for text in (b"9999999.1.1", b"0.1.1", b"1.1.", "１.1.1".encode())
        ],
    )
    def test_a_bad_cursor_is_refused_in_json(self, cursor):
        assert ask(f"{RELEASES}?cursor={cursor}", 400)["error"]["status"] == 400

    def test_a_cursor_is_read_as_it_was_written(self):
        cursor = Cursor(datetime.date(2020, 2, 12), timezone.now(), 7)
        assert Cursor.read(str(cursor)) == cursor

    @pytest.mark.parametrize("number", [1, 30])
    def test_it_needs_as_many_queries_for_one_as_for_thirty(self, number, django_assert_num_queries):
        make_many(number)
        with django_assert_num_queries(4):
            ask(RELEASES)

    def test_it_is_kept_but_for_many_choices_and_errors(self):
        assert Client().get(f"{RELEASES}?language=en&year=2020").may_be_kept
        for query in ("year=2020&month=1&kind=statement", "cursor=x", "language=de"):
            assert not Client().get(f"{RELEASES}?{query}").may_be_kept


class TestOne:
    def test_it_has_its_text_and_the_contacts_of_its_page(self):
        release = publish_full_release(make_full_institute())
        data = ask(f"{RELEASES}{release.reference}/fr/")
        assert data["body_html"] == "<p>Body in fr.</p>"
        assert data["boilerplates"][0]["body_html"]
        [contact] = data["contacts"]
        assert contact["name"] == "Zoé Martin"
        assert "id" not in contact
        assert data["correction"] is None

    def test_who_was_erased_is_not_in_it(self):
        release = publish(attach(make_release(), make_contact("Durand"))).release
        erase(release.contacts.get(), make_user("admin"), "They asked for it.")
        assert ask(f"{RELEASES}{release.reference}/fr/")["contacts"] == []

    def test_links_lead_to_the_site_wherever_they_are_shown(self):
        body = '<p><a href="/fr/">Ici</a> <a href="https://example.org/">là</a></p>'
        release = publish(make_release(body_fr=body)).release
        html = ask(f"{RELEASES}{release.reference}/fr/")["body_html"]
        assert f'href="{SITE}/fr/"' in html
        assert 'href="https://example.org/"' in html

    def test_a_withdrawn_one_explains(self):
        release = publish(make_release()).release
        withdraw(release, explanation="A mistake.")
        error = ask(f"{RELEASES}{release.reference}/fr/", 410)["error"]
        assert error["explanation"] == "A mistake."
        assert "Title" not in str(error)

    def test_what_is_not_live_is_not_found(self, shared_leaks):
        for release in shared_leaks[:-1]:
            ask(f"{RELEASES}{release.reference}/fr/", 404)
        ask(f"{RELEASES}{make_release().reference}/de/", 404)

    def test_its_hours_are_those_of_readers(self):
        release = make_release()
        with time_machine.travel("2026-03-01T10:00:00+01:00", tick=False):
            publish(release)
        with time_machine.travel("2026-03-02T11:00:00+01:00", tick=False):
            publish(release, change_note="A number was wrong.")
            data = ask(f"{RELEASES}{release.reference}/fr/")
        assert (data["published_at"], data["updated_at"]) == (
            "2026-03-01T10:00:00+01:00",
            "2026-03-02T11:00:00+01:00",
        )
        assert data["correction"]["note"] == "A number was wrong."


def test_what_is_online_again_is_told_as_such_and_not_as_a_correction():
    release = make_release()
    publish(release, "en")
    withdraw(release, "en")
    publish(release, "en", change_note="The partners have agreed.")
    data = ask(f"{RELEASES}{release.reference}/en/")
    assert data["correction"] is None
    assert data["online_again"]["note"] == "The partners have agreed."
    note = ask(f"{RELEASE['en']}ninjs.json")["edNote"]
    assert note.startswith("Online again since")
    assert note.endswith(". The partners have agreed.")


def test_organisations_are_those_that_have_a_page():
    make_full_institute()
    found = ask("/api/v1/organisations/?language=en")["organisations"]
    assert [each["slug"] for each in found] == ["tsn", "eurecom", "imt"]
    assert found[0]["url"] == f"{SITE}/en/institutes/tsn/"
    assert ask(found[0]["releases_url"].removeprefix(SITE)) == {"releases": [], "next": None}


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (RELEASES, ["language", "year", "month", "organisation", "kind", "topic", "cursor"]),
        (f"{RELEASES}CP-1999-001/fr/", []),
        ("/api/v1/organisations/", ["language"]),
    ],
)
def test_a_parameter_that_is_not_known_is_refused_with_those_that_are(path, known):
    for name in ("organization", "annee", "page", "at", "q", ""):
        error = ask(f"{path}?{name}=1&language=fr", 400)["error"]
        assert error["unknown"][0] == name
        assert error["known"] == known
        assert all(each in error["message"] for each in [name, *known])
    assert len(ask(f"{path}?{'x' * 999}=1", 400)["error"]["unknown"][0]) < 99


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_can_be_written(method):
    response = getattr(Client(enforce_csrf_checks=True), method)(RELEASES)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["error"]["status"] == 405


class TestNinjs:
    def check(self, data):
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)] == []
        return data

    def test_a_release_keeps_to_the_schema(self):
        publish_full_release(make_full_institute())
        data = self.check(ask(f"{RELEASE['fr']}ninjs.json"))
        assert data["headlines"][0]["value"] == "Title in fr"
        assert data["uri"].endswith("/fr")
        assert data["bodies"][0]["value"] == "<p>Body in fr.</p>"
        assert data["infoSources"][0]["contactInfo"][0]["name"] == "Zoé Martin"
        assert data["genres"] == [{"name": "Communiqué de presse", "literal": "press_release"}]

    def test_a_list_keeps_to_the_schema_and_takes_filters(self):
        make_many(2)
        data = self.check(ask("/fr/communiques/ninjs.json?annee=2020"))
        assert [item["title"] for item in data["associations"]] == ["Titre 1", "Titre 0"]
        assert ask("/fr/communiques/ninjs.json?annee=2019")["associations"] == []

    @pytest.mark.parametrize("title", ["R&D <b>", "🎉 مختبر", "x" * 200])
    def test_any_title_keeps_to_it(self, title):
        publish(make_release(title_fr=title))
        assert self.check(ask(f"{RELEASE['fr']}ninjs.json"))["title"] == title

    def test_what_was_withdrawn_explains(self):
        release = publish(make_release()).release
        withdraw(release, explanation="A mistake.")
        error = ask(f"{RELEASE['fr']}ninjs.json", 410)["error"]
        assert error["explanation"] == "A mistake."
        assert "Title" not in str(error)

    def test_unknown_values_are_not_found(self):
        ask("/fr/communiques/ninjs.json?annee=x", 404)
        ask("/fr/communiques/0000/x/ninjs.json", 404)
