"""The first words of a new form make a draft, and one alone."""

import uuid

import pytest

from releases.models import Event, Release
from tests.releases import desk
from tests.releases.autosave.sending import new, type_into

pytestmark = pytest.mark.django_db


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


def test_what_somebody_else_made_of_that_draft_is_not_overwritten(client, writer, other):
    token = uuid.uuid4()
    new(client, token, title_fr="Un")
    type_into(other, Release.objects.get(), title_fr="Luc")
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
