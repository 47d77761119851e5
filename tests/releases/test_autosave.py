"""The desk saves drafts by itself: what an open form sends, and what it is told."""

import gzip
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from common import initial_digests
from common.models import Presence
from releases.models import Event, Release, Version
from releases.workflow import drafts
from tests.builders import PASSWORD, make_release, make_user, publish, submit
from tests.releases import desk
from tests.releases.conflicts import opened, said, saved

pytestmark = pytest.mark.django_db

FIRST = "/admin/releases/release/autosave/"


def autosave_url(release, name="autosave"):
    return reverse(f"admin:releases_release_{name}", args=[release.pk])


def digests_of(release):
    return drafts.digests(saved(release))


def post(client, url, *, compressed=False, **sent):
    body = json.dumps({"page": "a-page", "language": "fr", "revision": 1, "texts": {}, "opened": {}, **sent})
    if not compressed:
        return client.post(url, body, content_type="application/json")
    return client.post(
        url,
        gzip.compress(body.encode()),
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )


def type_into(client, release, *, opened=None, **texts):
    """What a form that was opened now, or with these digests, sends when somebody has typed these texts."""
    sent = {"texts": texts, "opened": digests_of(release) if opened is None else opened}
    return post(client, autosave_url(release), **sent)


@pytest.fixture
def release():
    return make_release()


@pytest.fixture
def at_ten(time_machine):
    """In Paris. Before anybody signs in."""
    time_machine.move_to("2027-03-01T09:00:00+00:00", tick=False)


@pytest.fixture
def writer(client):
    return desk.sign_in(client, "writer", first_name="Anne", last_name="Martin")


@pytest.fixture
def luc(db):
    other = Client()
    desk.sign_in(other, "writer", username="luc", first_name="Luc", last_name="Moreau")
    return other


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


def test_a_text_that_somebody_else_saved_meanwhile_is_not_overwritten(client, writer, luc, release):
    seen = digests_of(release)
    desk.save(luc, desk.change_url(release), title_fr="Luc")
    answer = type_into(client, release, opened=seen, title_fr="Anne", city_fr="Brest").json()
    assert (answer["conflicts"], answer["saved"]) == (["title_fr"], ["city_fr"])
    assert answer["newer"] == {"title_fr": "Luc"}
    assert answer["who"].startswith("Luc Moreau, ")
    assert (saved(release).title_fr, saved(release).city_fr) == ("Luc", "Brest")


BODY = "<p>Un</p><p>Deux</p><p>Trois</p>"


def test_two_people_in_two_paragraphs_of_one_body_need_no_choice(client, writer, luc, release):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    sent = {"opened": digests_of(release), "seen": {"body_fr": BODY}}
    type_into(luc, release, body_fr=BODY.replace("Un", "Luc"))
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


def test_what_was_typed_over_is_believed_only_as_it_was_seen(client, writer, luc, release):
    Release.objects.filter(pk=release.pk).update(body_fr=BODY)
    typed = BODY.replace("Deux", "Anne")
    sent = {"opened": {"body_fr": "another"}, "seen": {"body_fr": typed}}
    answer = post(client, autosave_url(release), texts={"body_fr": typed}, **sent).json()
    assert (answer["saved"], answer["conflicts"]) == ([], ["body_fr"])
    assert saved(release).body_fr == BODY


def test_a_page_that_is_going_away_is_not_said_to_be_there(client, writer, release):
    post(client, autosave_url(release), page="", texts={"title_fr": "Un titre"}, opened=digests_of(release))
    assert saved(release).title_fr == "Un titre"
    assert not Presence.objects.exists()


def test_the_same_words_twice_are_no_conflict(client, writer, release):
    seen = digests_of(release)
    for _time in range(2):
        assert type_into(client, release, opened=seen, title_fr="Anne").json()["saved"] == ["title_fr"]
    assert saved(release).revision == 2


def test_what_others_saved_comes_with_the_next_beat(client, writer, luc, release):
    seen = digests_of(release)
    type_into(luc, release, title_en="Luc")
    answer = post(client, autosave_url(release, "presence"), opened=seen, revision=1).json()
    assert answer["newer"] == {"title_en": "Luc"}
    assert answer["revision"] == 2


def test_a_sitting_is_one_line_of_the_timeline_and_one_version(client, writer, release):
    for title in ("U", "Un", "Un titre"):
        type_into(client, release, title_fr=title)
    type_into(client, release, city_fr="Brest")
    event = Event.objects.get()
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "Un titre"}
    assert event.changes["city_fr"] == {"from": "Paris", "to": "Brest"}
    assert event.revision == saved(release).revision == 5
    assert Version.objects.filter(release=release, is_automatic=True).count() == 1


def test_two_people_have_a_line_each(client, writer, luc, release):
    type_into(client, release, title_fr="Anne")
    type_into(luc, release, title_en="Luc")
    type_into(client, release, title_fr="Anne Martin")
    assert [event.actor_name for event in Event.objects.all()] == ["Anne Martin", "Luc Moreau", "Anne Martin"]


def test_after_a_rest_the_timeline_begins_a_new_line(at_ten, client, writer, release, time_machine):
    type_into(client, release, title_fr="Un")
    time_machine.move_to("2027-03-01T09:31:00+00:00", tick=False)
    type_into(client, release, title_fr="Un titre")
    assert Event.objects.count() == 2


def test_a_line_that_changed_more_than_texts_is_gone_on_with(client, writer, release):
    desk.save(client, desk.change_url(release), kind="statement", title_fr="Un")
    type_into(client, release, title_fr="Un titre", city_fr="Brest")
    event = Event.objects.get()
    assert event.changes["title_fr"] == {"from": "Title in fr", "to": "Un titre"}
    assert set(event.changes) == {"kind", "title_fr", "city_fr"}


def test_a_source_and_its_translation_of_one_sitting_go_together(client, writer, release):
    type_into(client, release, title_fr="Un titre")
    type_into(client, release, title_en="A title")
    assert not saved(release).is_stale("en")
    type_into(client, release, title_fr="Un autre titre")
    assert not saved(release).is_stale("en")


def test_a_source_that_another_person_changed_is_newer_than_the_translation(client, writer, luc, release):
    type_into(client, release, title_en="A title")
    type_into(luc, release, title_fr="Un titre")
    assert saved(release).is_stale("en")


def test_a_form_whose_texts_were_saved_by_itself_is_saved_without_a_word(client, writer, release):
    form = opened(client, release)
    answer = type_into(client, release, title_fr="Un titre").json()
    known = json.loads(form["initial_digests"])
    known["digests"] |= answer["digests"]
    form |= {
        "title_fr": "Un titre",
        "opened_revision": answer["revision"],
        "initial_digests": json.dumps(known),
    }
    response = client.post(desk.change_url(release), form | {"city_fr": "Brest"})
    assert response.status_code == 302
    assert (saved(release).title_fr, saved(release).city_fr) == ("Un titre", "Brest")


def test_a_form_opened_within_a_sitting_knows_what_it_showed(client, writer, luc, release):
    type_into(client, release, title_fr="Un", standfirst_fr="Deux")
    form = opened(luc, release)
    type_into(client, release, title_fr="Un titre", standfirst_fr="Deux mots")
    refused = luc.post(desk.change_url(release), form | {"title_fr": "Luc"})
    assert "“Standfirst (fr)”: you had not changed it; the form now shows the saved text." in said(refused)
    assert "“Title (fr)”: you have both changed it." in said(refused)


def new(client, token, **texts):
    return post(client, FIRST, revision=0, submission_token=str(token), kind="statement", texts=texts)


def test_the_first_words_of_a_new_release_make_a_draft(client, writer):
    answer = new(client, uuid.uuid4(), title_fr="Un").json()
    release = Release.objects.get()
    assert (release.title_fr, release.kind, release.reference) == ("Un", "statement", answer["reference"])
    assert answer["change"] == desk.change_url(release)
    assert [event.kind for event in Event.objects.all()] == ["created"]


def test_a_form_to_add_makes_one_draft_however_often_it_is_sent(client, writer):
    token = uuid.uuid4()
    for title in ("Un", "Un titre"):
        assert new(client, token, title_fr=title).json()["saved"] == ["title_fr"]
    assert Release.objects.get().title_fr == "Un titre"


def test_what_somebody_else_made_of_that_draft_is_not_overwritten(client, writer, luc):
    token = uuid.uuid4()
    new(client, token, title_fr="Un")
    type_into(luc, Release.objects.get(), title_fr="Luc")
    assert new(client, token, title_fr="Un titre").json()["conflicts"] == ["title_fr"]
    assert Release.objects.get().title_fr == "Luc"


def test_a_form_to_add_that_became_a_release_is_saved_as_its_form(client, writer):
    form = desk.sent_by(client.get(desk.ADD))
    answer = new(client, form["submission_token"], title_fr="Un titre").json()
    del form["submission_token"]
    form |= {"title_fr": "Un titre", "standfirst_fr": "Deux", "kind": "statement"}
    form |= {"opened_revision": answer["revision"], "initial_digests": answer["initial_digests"]}
    assert client.post(answer["change"], form).status_code == 302
    release = Release.objects.get()
    assert (release.title_fr, release.standfirst_fr) == ("Un titre", "Deux")


@pytest.mark.parametrize("texts", [{}, {"title_fr": " "}, {"title_fr": "x" * 201}])
def test_without_a_text_that_can_be_kept_there_is_no_draft(client, writer, texts):
    assert new(client, uuid.uuid4(), **texts).status_code == 200
    assert not Release.objects.exists()


def test_who_may_not_add_releases_makes_no_draft(client):
    desk.sign_in(client, "contacts")
    assert new(client, uuid.uuid4(), title_fr="Un").status_code == 403
    assert not Release.objects.exists()


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


def test_others_are_told_who_writes_in_which_language(at_ten, client, writer, luc, release, time_machine):
    post(luc, autosave_url(release, "presence"), page="of-luc", language="")
    answer = post(client, autosave_url(release, "presence")).json()
    assert answer["people"] == ["Luc Moreau has it open since 10:00"]
    time_machine.move_to("2027-03-01T09:00:20+00:00", tick=False)
    post(luc, autosave_url(release), page="of-luc", language="en")
    answer = post(client, autosave_url(release, "presence")).json()
    assert answer["people"] == ["Luc Moreau writes English since 10:00"]


def test_who_leaves_is_gone_at_once(client, writer, luc, release):
    post(luc, autosave_url(release, "presence"), page="of-luc")
    assert luc.post(autosave_url(release, "presence"), {"leaving": "of-luc"}).status_code == 204
    assert post(client, autosave_url(release, "presence")).json()["people"] == []


def test_nobody_makes_another_leave(client, writer, luc, release):
    post(luc, autosave_url(release, "presence"), page="of-luc")
    client.post(autosave_url(release, "presence"), {"leaving": "of-luc"})
    assert Presence.objects.filter(page="of-luc").exists()


def test_who_is_silent_for_a_minute_is_gone(at_ten, client, writer, luc, release, time_machine):
    post(luc, autosave_url(release, "presence"), page="of-luc")
    time_machine.move_to("2027-03-01T09:01:01+00:00", tick=False)
    assert post(client, autosave_url(release, "presence")).json()["people"] == []
    assert Presence.objects.count() == 1


def test_a_page_that_only_stands_open_does_not_put_off_the_end_of_the_session(client, writer, release):
    session = client.session
    session["renewed_at"] = 0
    session.save()
    post(client, autosave_url(release, "presence"))
    assert client.session["renewed_at"] == 0
    post(client, autosave_url(release))
    assert client.session["renewed_at"] > 0


def test_the_page_of_a_form_says_what_it_needs_to_save_by_itself(client, writer, release):
    submit(release, "en")
    page = said(client.get(desk.change_url(release)))
    assert f'data-autosave="{autosave_url(release)}"' in page
    assert 'data-drafts="fr"' in page
    assert 'data-keeps="yes"' in page
    known = json.loads(desk.sent_by(client.get(desk.change_url(release)))["initial_digests"])
    assert known["digests"]["title_fr"] == initial_digests.digest("Title in fr")


def test_a_form_that_was_saved_says_by_its_mark_that_it_was(client, writer, release):
    mark = "0123456789abcdef01234567"
    response = desk.save(client, desk.change_url(release), saved_form=mark, title_fr="Un titre")
    assert response.cookies["saved_form"].value == mark
    assert response.cookies["saved_form"]["path"] == "/admin/"
    refused = desk.save(client, desk.change_url(release), saved_form=mark, title_fr="x" * 201)
    assert "saved_form" not in refused.cookies
    crafted = desk.save(client, desk.change_url(release), saved_form="a; path=/", title_fr="Un autre")
    assert "saved_form" not in crafted.cookies


@pytest.mark.parametrize(("ticked", "keeps"), [({}, "yes"), ({"shared_machine": "on"}, "no")])
def test_on_a_machine_that_others_use_the_browser_keeps_nothing(client, release, ticked, keeps):
    make_user("writer")
    client.post("/admin/login/", {"username": "writer", "password": PASSWORD, **ticked})
    assert f'data-keeps="{keeps}"' in said(client.get(desk.change_url(release)))


def test_an_address_that_a_title_proposes_makes_way_for_that_of_another(client, writer):
    make_release(slug_fr="un-titre", issued_on=None)
    own = make_release(slug_fr="", title_fr="", issued_on=None)
    answer = type_into(client, own, title_fr="Un titre", slug_fr="un-titre").json()
    assert (saved(own).title_fr, saved(own).slug_fr) == ("Un titre", "un-titre-2")
    assert not answer["refused"]
    assert answer["digests"] == digests_of(own)
