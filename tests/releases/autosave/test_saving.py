"""The desk saves drafts by itself: what an open form sends, and what it is told."""

import gzip
import json

import pytest
from django.test import Client
from django.urls import reverse

from common import initial_digests
from releases.models import Release
from tests.builders import make_release, make_user, publish, submit
from tests.releases import desk
from tests.releases.autosave.sending import autosave_url, digests_of, post, type_into
from tests.releases.conflicts import saved

pytestmark = pytest.mark.django_db


def test_only_the_texts_that_were_typed_are_saved(client, writer, release):
    answer = type_into(client, release, title_fr="Un autre titre").json()
    assert (answer["saved"], answer["revision"]) == (["title_fr"], 2)
    assert saved(release).title_fr == "Un autre titre"
    assert saved(release).title_en == "Title in en"
    assert answer["digests"] == digests_of(release)


def test_a_text_may_be_unfinished_but_is_cleaned(client, writer, release):
    unfinished = {"title_fr": "", "body_fr": '<p onclick="x()">Un<script>x()</script></p>'}
    type_into(client, release, **unfinished)
    assert saved(release).title_fr == ""
    assert saved(release).body_fr == "<p>Un</p>"


def test_a_text_that_is_too_long_stays_where_it_was_typed(client, writer, release):
    answer = type_into(client, release, title_fr="x" * 201, city_fr="Brest").json()
    assert list(answer["refused"]) == ["title_fr"]
    assert (saved(release).title_fr, saved(release).city_fr) == ("Title in fr", "Brest")


def test_an_address_that_another_release_has_is_not_taken(client, writer, release):
    other = make_release(slug_fr="pris")
    answer = type_into(client, release, slug_fr="pris").json()
    assert other.reference in answer["refused"]["slug_fr"]
    assert saved(release).slug_fr == "title-fr"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_in_review_is_held(client, writer, release, language):
    submit(release, language)
    answer = type_into(client, release, **{f"title_{language}": "Changed"}).json()
    assert answer["held"] == [f"title_{language}"]
    assert language not in answer["drafts"]
    assert saved(release).text("title", language) == f"Title in {language}"


def test_so_is_an_approved_one(client, writer, release):
    publish(release)
    assert type_into(client, release, title_fr="Changed").json()["held"] == ["title_fr"]
    assert saved(release).title_fr == "Title in fr"


def test_a_translator_saves_in_their_language_alone(client, release):
    desk.sign_in(client, "translator")
    answer = type_into(client, release, title_fr="Changed", title_en="Changed").json()
    assert (answer["saved"], list(answer["refused"])) == (["title_en"], ["title_fr"])
    assert saved(release).title_fr == "Title in fr"


@pytest.mark.parametrize("role", ["contacts", ""])
def test_who_may_not_change_releases_saves_nothing(client, release, role):
    client.force_login(make_user(role))
    assert type_into(client, release, title_fr="Changed").status_code == 403
    assert saved(release).title_fr == "Title in fr"


def test_who_is_signed_out_is_led_to_the_page_to_sign_in(client, release):
    assert type_into(client, release, title_fr="Changed").status_code == 302
    assert saved(release).title_fr == "Title in fr"


def test_another_site_saves_nothing(release):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("writer"))
    assert type_into(strict, release, title_fr="Changed").status_code == 403
    assert saved(release).title_fr == "Title in fr"


def test_a_text_that_somebody_else_saved_meanwhile_is_not_overwritten(client, writer, other, release):
    seen = digests_of(release)
    desk.save(other, desk.change_url(release), title_fr="Luc")
    answer = type_into(client, release, opened=seen, title_fr="Anne", city_fr="Brest").json()
    assert (answer["conflicts"], answer["saved"]) == (["title_fr"], ["city_fr"])
    assert answer["newer"] == {"title_fr": "Luc"}
    assert answer["who"].startswith("Luc Moreau, ")
    assert (saved(release).title_fr, saved(release).city_fr) == ("Luc", "Brest")


BODY = "<p>Un</p><p>Deux</p><p>Trois</p>"


def test_two_people_in_two_paragraphs_of_one_body_need_no_choice(client, writer, other, release):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    sent = {"opened": digests_of(release), "seen": {"body_fr": BODY}}
    type_into(other, release, body_fr=BODY.replace("Un", "Luc"))
    typed = BODY.replace("Trois", "Anne")
    answer = post(client, autosave_url(release), texts={"body_fr": typed}, **sent).json()
    together = "<p>Luc</p><p>Deux</p><p>Anne</p>"
    assert (answer["saved"], answer["conflicts"]) == (["body_fr"], [])
    assert answer["merged"] == {"body_fr": {"text": together, "typed": initial_digests.digest(typed)}}
    assert answer["who"].startswith("Luc Moreau, ")
    assert saved(release).body_fr == together
    # Typed on before that answer came.
    sent = {"opened": {"body_fr": answer["merged"]["body_fr"]["typed"]}, "seen": {"body_fr": typed}}
    further = {"body_fr": typed.replace("Anne", "Anne Martin")}
    post(client, autosave_url(release), texts=further, **sent)
    assert saved(release).body_fr == together.replace("Anne", "Anne Martin")


def test_what_was_typed_over_is_believed_only_as_it_was_seen(client, writer, other, release):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    typed = BODY.replace("Deux", "Anne")
    sent = {"opened": {"body_fr": "another"}, "seen": {"body_fr": typed}}
    answer = post(client, autosave_url(release), texts={"body_fr": typed}, **sent).json()
    assert (answer["saved"], answer["conflicts"]) == ([], ["body_fr"])
    assert saved(release).body_fr == BODY


def test_the_same_words_twice_are_no_conflict(client, writer, release):
    seen = digests_of(release)
    for _time in range(2):
        assert type_into(client, release, opened=seen, title_fr="Anne").json()["saved"] == ["title_fr"]
    assert saved(release).revision == 2


def test_a_compressed_body_is_read(client, writer, release):
    sent = {"texts": {"title_fr": "Serré"}, "opened": digests_of(release)}
    assert post(client, autosave_url(release), compressed=True, **sent).status_code == 200
    assert saved(release).title_fr == "Serré"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"page": 1}',
        b'{"page": "a", "language": [], "revision": "x"}',
        b"[" * 100_000,
        gzip.compress(b"x" * 5_000_000),
        gzip.compress(b"{}")[:-4],
        b"no gzip",
    ],
    ids=["empty", "list", "few", "words", "deep", "bomb", "cut", "other"],
)
@pytest.mark.parametrize("name", ["autosave", "presence"])
def test_what_is_no_text_is_refused(client, writer, release, body, name):
    for headers in ({}, {"Content-Encoding": "gzip"}):
        url = autosave_url(release, name)
        response = client.post(url, body, content_type="application/json", headers=headers)
        assert response.status_code == 400
    assert saved(release).revision == 1


def test_a_deleted_release_is_not_found(client, writer, release):
    url = autosave_url(release)
    Release.objects.all().delete()
    assert post(client, url).status_code == 404


def test_a_redline_of_two_texts_that_are_on_the_page(client, writer):
    sent = {"before": "<p>Un mot</p>", "after": '<p>Deux mots</p><script>"', "markup": True}
    url = reverse("admin:releases_release_redline")
    html = client.post(url, json.dumps(sent), content_type="application/json").json()["html"]
    assert "<del>" in html
    assert "<ins>" in html
    assert "script" not in html


def test_an_address_that_a_title_proposes_makes_way_for_that_of_another(client, writer):
    make_release(slug_fr="un-titre", issued_on=None)
    own = make_release(slug_fr="", title_fr="", issued_on=None)
    answer = type_into(client, own, title_fr="Un titre", slug_fr="un-titre").json()
    assert (saved(own).title_fr, saved(own).slug_fr) == ("Un titre", "un-titre-2")
    assert not answer["refused"]
    assert answer["digests"] == digests_of(own)
